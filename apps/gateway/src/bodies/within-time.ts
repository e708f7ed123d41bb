import { BadRequestException } from '@nestjs/common';
import type { Response } from 'express';

/**
 * Runs `read` with a time limit; its signal aborts with the error. The connection is then closed, because a body that
 * trickles in would hold it open indefinitely.
 * @throws HttpException 400 and not 408, which OpenAI's SDKs retry
 */
export async function withinTime<T>(
  response: Response,
  seconds: number,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const clock = new AbortController();
  const timer = setTimeout(() => {
    response.setHeader('connection', 'close');
    clock.abort(
      new BadRequestException(
        `The body had not arrived after ${seconds} s (UPLOAD_TIMEOUT_SECONDS). Send less, or over a faster line.`,
      ),
    );
  }, seconds * 1000);
  try {
    return await read(clock.signal);
  } finally {
    clearTimeout(timer);
  }
}
