import type { Readable } from 'node:stream';
import { BodyTooLarge } from './read-body.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const DATA = Buffer.from('data:');
/** The last event of OpenAI's text models and of servers that speak its API. */
const DONE = Buffer.from('[DONE]');

/**
 * The data of each server-sent event, as bytes because an event may carry a picture. Names, ids and comments are ignored.
 * Lines end with LF or CR LF. An event that is cut off by the end of the stream is still yielded.
 * @throws BodyTooLarge if one event has more than `maxBytes`
 */
export async function* eventsOf(stream: Readable, maxBytes: number): AsyncGenerator<Buffer> {
  const event = new UnfinishedEvent(maxBytes);
  for await (const line of linesOf(stream, event)) {
    const data = line.byteLength === 0 ? event.take() : null;
    event.add(line);
    if (data !== null) {
      yield data;
    }
  }
  const rest = event.take();
  if (rest !== null) {
    yield rest;
  }
}

/** The data lines of an event that is still incomplete, and its size so far. */
class UnfinishedEvent {
  private lines: Buffer[] = [];
  private length = 0;

  constructor(private readonly maxBytes: number) {}

  /** Counts received bytes. @throws BodyTooLarge */
  grow(bytes: number): void {
    this.length += bytes;
    if (this.length > this.maxBytes) {
      throw new BodyTooLarge();
    }
  }

  /** Adds a complete line. */
  add(line: Buffer): void {
    if (line.subarray(0, DATA.byteLength).equals(DATA)) {
      const start = line[DATA.byteLength] === SPACE ? DATA.byteLength + 1 : DATA.byteLength;
      this.lines.push(...(this.lines.length === 0 ? [] : [Buffer.from('\n')]), line.subarray(start));
    }
  }

  /** The data of the event, which is then reset; null if there is none, or if it is `[DONE]`. */
  take(): Buffer | null {
    const [first, ...more] = this.lines;
    this.lines = [];
    this.length = 0;
    if (first === undefined) {
      return null;
    }
    const data = more.length === 0 ? first : Buffer.concat([first, ...more]);
    return data.equals(DONE) ? null : data;
  }
}

/** Lines without their terminators. Each byte is scanned once, regardless of line length and chunk size. */
async function* linesOf(stream: Readable, event: UnfinishedEvent): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  for await (const piece of stream) {
    const chunk: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      event.grow(end - start);
      yield lineOf([...begun, chunk.subarray(start, end)]);
      begun = [];
      start = end + 1;
    }
    event.grow(chunk.byteLength - start);
    begun.push(chunk.subarray(start));
  }
  yield lineOf(begun);
}

function lineOf(pieces: readonly Buffer[]): Buffer {
  const [first] = pieces;
  const line = pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces);
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}
