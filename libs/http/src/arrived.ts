import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { unlessAborted } from '@fusionbridge/core';
import {
  Base64Cutter,
  type CutJson,
  parseLooseJson,
  type ParseJson,
  type ReadingBounds,
} from '@fusionbridge/media';
import type { Deadline } from './deadline.js';
import { BodyTooLarge, type Pause, readBody, readChunks } from './read-body.js';
import type { WireAnswer } from './wire.js';

const MEBIBYTE = 1024 * 1024;

/** Enough for every error and every list; answers with pictures name their own bound. */
export const USUAL_MOST_BYTES = 4 * MEBIBYTE;

/** Values and names in an answer; ten pictures with all that is said of them, and a log of the work, are fewer. */
const USUAL_MOST_VALUES = 100_000;
/** In a list of what a server has: ComfyUI's nodes with their files, the LoRAs of an SD web UI with their tags. */
export const MOST_VALUES_OF_LISTS = 2_000_000;

/** What has come of an answer when it counts as long. */
const LONG = 65_536;
/**
 * Entries of lists and objects that are looked at in an answer with pictures. It may be paid for, so what is beyond them is
 * left out instead of losing the picture.
 */
const ENTRIES_WITH_PICTURES = 20_000;
const BYTES_WITH_PICTURES = 16 * MEBIBYTE;

/** How a call wants its answer to be read. */
interface Reading {
  readonly maxBytes?: number;
  readonly maxValues?: number;
  readonly beforeBody?: () => Promise<void>;
  readonly beforeLongBody?: () => Promise<void>;
}

function holdsPictures({ beforeBody, beforeLongBody }: Reading): boolean {
  return beforeBody !== undefined || beforeLongBody !== undefined;
}

/** How much may stand in the JSON of an answer. */
export function boundsOf(call: Reading): ReadingBounds {
  return holdsPictures(call)
    ? { bytes: BYTES_WITH_PICTURES, entries: ENTRIES_WITH_PICTURES }
    : { values: call.maxValues ?? USUAL_MOST_VALUES };
}

/** Reads the JSON of an answer, its pictures cut out. */
export const parseAnswer: ParseJson = (rest) => parseLooseJson(rest, Infinity);

/** The whole body; its pictures are decoded while they come. */
export async function arrived(answer: WireAnswer, call: Reading, deadline: Deadline): Promise<Base64Cutter> {
  await roomFor(answer, call, deadline);
  const most = mostOf(answer, call);
  const body = new Base64Cutter(lengthOf(answer), parseAnswer);
  await readChunks(answer.body, most, (chunk) => body.push(chunk), pauseOf(call, deadline));
  return body;
}

function pauseOf({ beforeLongBody }: Reading, deadline: Deadline): Pause | null {
  return beforeLongBody === undefined
    ? null
    : { after: LONG, until: async () => uncounted(deadline, beforeLongBody) };
}

/** Waits for our own sake; that time does not count against the vendor. */
async function uncounted(deadline: Deadline, work: () => Promise<void>): Promise<void> {
  deadline.pause();
  await unlessAborted(work(), deadline.signal);
  deadline.start();
}

/** Whether the vendor sends a picture by itself where JSON was asked for. */
export function isWholePicture({ headers }: WireAnswer): boolean {
  return /^image\/(?!svg)/i.test(headers['content-type'] ?? '');
}

/** A picture in the place of JSON, as if it had been cut out of a document that holds nothing else. */
export function wholePicture(bytes: Buffer): CutJson {
  const placeholder = `cut:${randomUUID().replaceAll('-', '')}:0`;
  return {
    value: placeholder,
    bytesOf: (text) => {
      if (text !== placeholder) {
        throw new Error('The answer holds nothing but a picture.');
      }
      return bytes;
    },
  };
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
    try {
      await uncounted(deadline, call.beforeBody);
    } catch (error) {
      answer.body.destroy();
      throw error;
    }
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
