import { unusable } from '../chat-failure.js';

/** Far more than any chat chunk, even with images. */
const LONGEST_EVENT = 8 * 1024 * 1024;

const BLANK_BYTES: readonly Buffer[] = ['\r\n\r\n', '\n\n', '\r\r'].map((text) => Buffer.from(text));

const END = Buffer.from('\n\n');

/**
 * Splits a stream into complete events, so that keep-alive comments can be inserted between them.
 * @returns each event unchanged, including its blank line, which is added to the last one if missing
 * @throws ProviderError for an event above 8 MiB
 */
export async function* wholeEvents(
  provider: string,
  pieces: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    // A blank line may span two pieces.
    const searchFrom = Math.max(0, rest.byteLength - 3);
    rest = rest.byteLength === 0 ? piece : Buffer.concat([rest, piece]);
    let end = eventEnd(rest, searchFrom);
    while (end !== -1) {
      yield rest.subarray(0, end);
      rest = rest.subarray(end);
      end = eventEnd(rest, 0);
    }
    if (rest.byteLength > LONGEST_EVENT) {
      throw unusable(provider, 'sent an event without an end');
    }
  }
  if (rest.toString('utf8').trim() !== '') {
    yield Buffer.concat([rest, END]);
  }
}

/** The position after the first blank line; -1 if there is none. */
function eventEnd(bytes: Buffer, from: number): number {
  const ends = BLANK_BYTES.map((blank) => {
    const at = bytes.indexOf(blank, from);
    return at === -1 ? Infinity : at + blank.byteLength;
  });
  const first = Math.min(...ends);
  return first === Infinity ? -1 : first;
}
