/** The media type of server-sent events. */
export const EVENT_STREAM = 'text/event-stream';

/** Requests events, uncompressed because compression would delay them. */
export const STREAM_HEADERS = { accept: EVENT_STREAM, 'accept-encoding': 'identity' } as const;

/** The data of a server-sent event; null for a comment or an event without data. */
export function dataOf(event: Buffer): string | null {
  const lines = event
    .toString('utf8')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).replace(/^ /, ''));
  return lines.length === 0 ? null : lines.join('\n');
}

/** A server-sent event with JSON data. */
export function eventOf(value: unknown): Buffer {
  return Buffer.from(`data: ${JSON.stringify(value)}\n\n`);
}

/** The end of a stream for OpenAI's clients. */
export const DONE = Buffer.from('data: [DONE]\n\n');
