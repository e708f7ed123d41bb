import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Base64Cutter } from '@fusionbridge/media';
import { type Deadline, unlessAborted } from './deadline.js';
import { BodyTooLarge, readBody, readChunks } from './read-body.js';
import type { WireAnswer } from './vendor-http.js';

const MEBIBYTE = 1024 * 1024;

/** Enough for every error and every list; answers with pictures name their own bound. */
export const USUAL_MOST_BYTES = 4 * MEBIBYTE;

/** Values and names in an answer; ten pictures with all that is said of them, and a log of the work, are fewer. */
export const USUAL_MOST_VALUES = 100_000;
/** In a list of what a server has: ComfyUI's nodes with their files, the LoRAs of an SD web UI with their tags. */
export const MOST_VALUES_OF_LISTS = 2_000_000;

/** How a call wants its answer to be read. */
interface Reading {
  readonly maxBytes?: number;
  readonly beforeBody?: () => Promise<void>;
}

/** The whole body; its pictures are decoded while they come. */
export async function arrived(answer: WireAnswer, call: Reading, deadline: Deadline): Promise<Base64Cutter> {
  await roomFor(answer, call, deadline);
  const most = mostOf(answer, call);
  const body = new Base64Cutter(lengthOf(answer));
  await readChunks(answer.body, most, (chunk) => body.push(chunk));
  return body;
}

/** The whole body of an answer that is a picture itself. */
export async function arrivedPicture(answer: WireAnswer, call: Reading, deadline: Deadline): Promise<Buffer> {
  await roomFor(answer, call, deadline);
  return readBody(answer.body, mostOf(answer, call));
}

/** Whether the vendor sends a picture in the place of JSON about it. */
export function isPicture({ headers }: WireAnswer): boolean {
  return /^(?:image\/|application\/octet-stream\b)/i.test(headers['content-type'] ?? '');
}

/** Waits until there is something to read, or nothing will come. @throws what breaks the connection */
export async function firstBytes(body: Readable, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const either = { signal: AbortSignal.any([signal, over.signal]) };
  try {
    await Promise.race([once(body, 'readable', either), once(body, 'end', either)]);
  } finally {
    over.abort();
  }
}

/** Waits until pictures may be read; that time does not count against the vendor. */
export async function roomFor(answer: WireAnswer, call: Reading, deadline: Deadline): Promise<void> {
  // The connection may break while we wait; whoever reads the body later is told.
  answer.body.on('error', () => undefined);
  if (call.beforeBody !== undefined) {
    deadline.pause();
    try {
      await unlessAborted(deadline.signal, call.beforeBody());
    } catch (error) {
      answer.body.destroy();
      throw error;
    }
    deadline.start();
  }
}

/** @throws BodyTooLarge where the vendor announces more */
function mostOf(answer: WireAnswer, { maxBytes = USUAL_MOST_BYTES }: Reading): number {
  if ((lengthOf(answer) ?? 0) > maxBytes) {
    answer.body.destroy();
    throw new BodyTooLarge();
  }
  return maxBytes;
}

/** Of a compressed answer it is the length before unpacking, and so no more than a hint. */
function lengthOf(answer: WireAnswer): number | null {
  const length = Number(answer.headers['content-length'] ?? Number.NaN);
  return Number.isInteger(length) && length >= 0 ? length : null;
}
