import type { IncomingMessage } from 'node:http';
import { BadRequestException, PayloadTooLargeException } from '@nestjs/common';
import { ArrivingBytes } from './arriving-bytes.js';

const MEBIBYTE = 1024 * 1024;

/**
 * Reads a whole request body. Data over the limit is discarded, but the socket stays open so that the error response
 * can still be written.
 * @param signal Stops the reading, with its reason as the error
 * @throws HttpException 413 over `most` bytes; 400 if the client disconnects early
 */
export function readBody(request: IncomingMessage, most: number, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const expected = Number(request.headers['content-length'] ?? 0);
    const body = new ArrivingBytes(Math.min(expected, most));
    const keep = (piece: Buffer): void => {
      if (body.length + piece.length > most) {
        refuse(tooLarge(most));
      } else {
        body.add(piece);
      }
    };
    const refuse = (reason: unknown): void => {
      request.off('data', keep);
      request.resume();
      reject(reason);
    };
    signal.addEventListener('abort', () => refuse(signal.reason), { once: true });
    request.once('error', () => reject(new BadRequestException('The request broke off before its end.')));
    if (expected > most) {
      refuse(tooLarge(most));
      return;
    }
    request.on('data', keep);
    request.once('end', () => resolve(body.view()));
  });
}

/** The error names the limit and its setting. */
export function tooLarge(most: number): PayloadTooLargeException {
  const bound = most >= MEBIBYTE ? `${Math.floor(most / MEBIBYTE)} MiB` : `${most} bytes`;
  return new PayloadTooLargeException(`The request is larger than ${bound} (MAX_BODY_BYTES).`);
}
