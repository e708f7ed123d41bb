import type { Readable } from 'node:stream';

/** Far more than any message without pictures needs. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
const BLANK_LINE = /\r?\n\r?\n/;

/**
 * The JSON in each `data:` of a stream of server-sent events.
 * @throws Error where the connection breaks, a message is no JSON or far too long
 */
export async function* messagesIn(stream: Readable): AsyncGenerator {
  stream.setEncoding('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const frames = `${rest}${String(chunk)}`.split(BLANK_LINE);
    rest = frames.pop() ?? '';
    if (rest.length > MOST_CHARACTERS) {
      throw new Error('a message is too long');
    }
    for (const data of frames.map(dataOf).filter((text) => text !== '')) {
      const message: unknown = JSON.parse(data);
      yield message;
    }
  }
}

function dataOf(frame: string): string {
  return frame
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).trimStart())
    .join('\n');
}
