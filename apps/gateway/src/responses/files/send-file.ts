import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mediaTypeOf, type PictureFormat } from '@fusionbridge/core';
import type { ByteRange } from '@fusionbridge/media';
import type { Request, Response } from 'express';
import { logFailure } from '../failure-log.js';
import { rangeIn } from './byte-range.js';
import { allowsParts, isNamedIn } from './entity-tag.js';
import { wholeOf } from './whole-of.js';

export interface SentFile {
  readonly format: PictureFormat;
  /** In quotes; changes with the content. */
  readonly etag: string;
  readonly byteLength: number;
  open(range?: ByteRange): Readable;
}

/** The picture under a name never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Responds with 304 if the client's copy is current. @returns whether it did */
export function sendUnchanged(etag: string, request: Request, response: Response): boolean {
  if (!isNamedIn(request.headers['if-none-match'], etag)) {
    return false;
  }
  response.status(304).set({ etag, 'cache-control': FOR_EVER }).end();
  return true;
}

/** Sends a file, the requested range of it, or only its headers for `HEAD`. */
export async function sendFile(file: SentFile, request: Request, response: Response): Promise<void> {
  const { format, etag, byteLength } = file;
  response.set({ etag, 'accept-ranges': 'bytes', 'x-content-type-options': 'nosniff' });
  const range = wantedRange(file, request);
  if (range === 'not_satisfiable') {
    response.status(416).set('content-range', `bytes */${byteLength}`).end();
    return;
  }
  response.set({ 'content-type': mediaTypeOf(format), 'cache-control': FOR_EVER });
  if (range !== null) {
    response.status(206).set('content-range', `bytes ${range.start}-${range.end}/${byteLength}`);
  }
  const sent = range === null ? byteLength : range.end - range.start + 1;
  response.setHeader('content-length', sent);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await stream(wholeOf(file.open(range ?? undefined), sent), response);
}

/** Ranges apply only to GET (RFC 9110, 14.2). */
function wantedRange({ etag, byteLength }: SentFile, request: Request): ReturnType<typeof rangeIn> {
  const { range, 'if-range': ifRange } = request.headers;
  const isFree = request.method === 'GET' && allowsParts(textOf(ifRange), etag);
  return isFree ? rangeIn(range, byteLength) : null;
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join() : header;
}

/**
 * A client that disconnects midway is not an error; a failing disk or a file that became shorter is, and closes the
 * socket.
 */
async function stream(source: Readable, response: Response): Promise<void> {
  let left = false;
  response.once('close', () => (left = !response.writableFinished));
  try {
    await pipeline(source, response);
  } catch (error) {
    if (!left) {
      logFailure(error);
    }
  }
}
