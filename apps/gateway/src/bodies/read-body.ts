import type { IncomingMessage } from 'node:http';
import { BadRequestException, PayloadTooLargeException } from '@nestjs/common';
import { ArrivingBytes } from './arriving-bytes.js';

const MEBIBYTE = 1024 * 1024;

/**
 * A whole request body. Over the bound nothing more is kept, but the socket stays open, so that the refusal can still
 * be written to it.
 * @param signal Ends the reading, with its reason
 * @throws HttpException 413 over `most` bytes; 400 when the client breaks off
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

/** Names the bound and its setting. */
export function tooLarge(most: number): PayloadTooLargeException {
  const bound = most >= MEBIBYTE ? `${Math.floor(most / MEBIBYTE)} MiB` : `${most} bytes`;
  return new PayloadTooLargeException(`The request is larger than ${bound} (MAX_BODY_BYTES).`);
}
