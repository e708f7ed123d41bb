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
import type { HttpResponse } from './transport.js';

const MEBIBYTE = 1024 * 1024;

/** Enough for errors and lists; responses with pictures set their own limit. */
export const DEFAULT_MAX_BYTES = 4 * MEBIBYTE;

/** Values and names in a response. Ten pictures with metadata and a log stay below it. */
const DEFAULT_MAX_VALUES = 100_000;
/** For inventories of a server: ComfyUI's nodes with their files, the LoRAs of an SD web UI with their tags. */
export const MAX_INVENTORY_VALUES = 2_000_000;

/** A response longer than this may contain a picture. */
const LONG_BODY_BYTES = 65_536;
/**
 * Entries of lists and objects that are read in a response with pictures. It may be paid for, so excess entries are
 * ignored instead of failing the call.
 */
const MAX_ENTRIES_WITH_PICTURES = 20_000;
const MAX_JSON_BYTES_WITH_PICTURES = 16 * MEBIBYTE;

/** The options of a call that apply to its response body. */
interface BodyReading {
  readonly maxBytes?: number;
  readonly maxValues?: number;
  readonly beforeBody?: () => Promise<void>;
  readonly beforeLongBody?: () => Promise<void>;
}

function holdsPictures({ beforeBody, beforeLongBody }: BodyReading): boolean {
  return beforeBody !== undefined || beforeLongBody !== undefined;
}

/** The limits for the JSON of a response. */
export function jsonBounds(call: BodyReading): ReadingBounds {
  return holdsPictures(call)
    ? { bytes: MAX_JSON_BYTES_WITH_PICTURES, entries: MAX_ENTRIES_WITH_PICTURES }
    : { values: call.maxValues ?? DEFAULT_MAX_VALUES };
}

/** Parses the JSON of a response whose pictures were cut out. */
export const parseResponseJson: ParseJson = (rest) => parseLooseJson(rest, Infinity);

/** Reads a JSON body; base64 pictures are decoded as they arrive. */
export async function readJsonBody(
  answer: HttpResponse,
  call: BodyReading,
  deadline: Deadline,
): Promise<Base64Cutter> {
  await waitForPictureMemory(answer, call, deadline);
  const most = maxBytesOf(answer, call);
  const body = new Base64Cutter(announcedLength(answer), parseResponseJson);
  await readChunks(answer.body, most, (chunk) => body.push(chunk), pauseOf(call, deadline));
  return body;
}

function pauseOf({ beforeLongBody }: BodyReading, deadline: Deadline): Pause | null {
  return beforeLongBody === undefined
    ? null
    : { after: LONG_BODY_BYTES, until: async () => outsideDeadline(deadline, beforeLongBody) };
}

/** Waits for our own resources, with the vendor's time limit suspended. */
async function outsideDeadline(deadline: Deadline, work: () => Promise<void>): Promise<void> {
  deadline.pause();
  await unlessAborted(work(), deadline.signal);
  deadline.start();
}

/** True if the vendor sends a bare picture although JSON was requested. */
export function isPictureInPlaceOfJson({ headers }: HttpResponse): boolean {
  return /^image\/(?!svg)/i.test(headers['content-type'] ?? '');
}

/** A bare picture in the form of a JSON document that contains nothing else. */
export function pictureAsJson(bytes: Buffer): CutJson {
  const placeholder = `cut:${randomUUID().replaceAll('-', '')}:0`;
  return {
    value: placeholder,
    bytesOf: (text) => {
      if (text !== placeholder) {
        throw new Error('The response is a bare picture.');
      }
      return bytes;
    },
  };
}

/** Reads the body of a response that is a picture. */
export async function readPictureBody(
  answer: HttpResponse,
  call: BodyReading,
  deadline: Deadline,
): Promise<Buffer> {
  await waitForPictureMemory(answer, call, deadline);
  return readBody(answer.body, maxBytesOf(answer, call));
}

/** True if the response is a picture, not JSON about it. */
export function isPicture({ headers }: HttpResponse): boolean {
  return /^(?:image\/|application\/octet-stream\b)/i.test(headers['content-type'] ?? '');
}

/** Waits until data or the end of the body arrives. @throws the error that breaks the connection */
export async function waitForData(body: Readable, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const either = { signal: AbortSignal.any([signal, over.signal]) };
  try {
    await Promise.race([once(body, 'readable', either), once(body, 'end', either)]);
  } finally {
    over.abort();
  }
}

/** Waits for the memory reserved for pictures; that time does not count against the vendor. */
export async function waitForPictureMemory(
  answer: HttpResponse,
  call: BodyReading,
  deadline: Deadline,
): Promise<void> {
  // The connection may break while we wait; the reader of the body gets the error then.
  answer.body.on('error', () => undefined);
  if (call.beforeBody !== undefined) {
    try {
      await outsideDeadline(deadline, call.beforeBody);
    } catch (error) {
      answer.body.destroy();
      throw error;
    }
  }
}

/** @throws BodyTooLarge if the announced length is above the limit */
function maxBytesOf(answer: HttpResponse, { maxBytes = DEFAULT_MAX_BYTES }: BodyReading): number {
  if ((announcedLength(answer) ?? 0) > maxBytes) {
    answer.body.destroy();
    throw new BodyTooLarge();
  }
  return maxBytes;
}

/** The `Content-Length`. For compressed responses it is the compressed length, so only a hint. */
function announcedLength(answer: HttpResponse): number | null {
  const length = Number(answer.headers['content-length'] ?? Number.NaN);
  return Number.isInteger(length) && length >= 0 ? length : null;
}
