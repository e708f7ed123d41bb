/** The media type of server-sent events. */
export const EVENT_STREAM = 'text/event-stream';

/** Asks for events. Compressed ones would be held back until there is enough to compress. */
export const STREAM_HEADERS = { accept: EVENT_STREAM, 'accept-encoding': 'identity' } as const;

/** What stands behind `data:` in one server-sent event; null for a comment, or an event without any. */
export function dataOf(event: Buffer): string | null {
  const lines = event
    .toString('utf8')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).replace(/^ /, ''));
  return lines.length === 0 ? null : lines.join('\n');
}

/** One server-sent event that carries JSON. */
export function eventOf(value: unknown): Buffer {
  return Buffer.from(`data: ${JSON.stringify(value)}\n\n`);
}

/** What OpenAI's clients read as the end of a stream. */
export const DONE = Buffer.from('data: [DONE]\n\n');
