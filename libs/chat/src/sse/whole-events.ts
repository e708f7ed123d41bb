import { unusable } from '../chat-failure.js';

/** Far more than any chunk of a chat, pictures in it included. */
const LONGEST_EVENT = 8 * 1024 * 1024;

const BLANK_BYTES: readonly Buffer[] = ['\r\n\r\n', '\n\n', '\r\r'].map((text) => Buffer.from(text));

const END = Buffer.from('\n\n');

/**
 * Cuts a stream at its blank lines: whatever is handed on, a comment may stand after it.
 * @returns each event to the byte, the blank line included; the last one gets the blank line where it lacks it
 * @throws ProviderError for an event that does not end
 */
export async function* wholeEvents(
  provider: string,
  pieces: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    // A blank line may lie across the seam.
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

/** Behind the first blank line; -1 where there is none. */
function eventEnd(bytes: Buffer, from: number): number {
  const ends = BLANK_BYTES.map((blank) => {
    const at = bytes.indexOf(blank, from);
    return at === -1 ? Infinity : at + blank.byteLength;
  });
  const first = Math.min(...ends);
  return first === Infinity ? -1 : first;
}
