import { BadRequestException } from '@nestjs/common';
import type { Response } from 'express';

/**
 * What `read` makes of a body, unless that takes too long: its signal then aborts with the refusal. The connection ends
 * behind it, because a body that drips in would hold it for as long as it likes.
 * @throws HttpException 400, and not 408, which OpenAI's SDKs send again
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
