import type { JobEvent } from '@fusionbridge/jobs';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { jobView } from './job-view.js';

/** Proxies close what is silent for a minute. */
const BEAT_MS = 15_000;

/**
 * Writes events until they end or the client goes. A client that is slow to read misses some progress, so that
 * nothing piles up for it; states and attempts always come.
 */
export function sendEvents(events: Observable<JobEvent>, response: Response): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const beat = setInterval(() => response.write(': still here\n\n'), BEAT_MS);
  const end = (): void => {
    response.end();
  };
  const subscription = events.subscribe({
    next: ({ type, job }) => {
      if (type !== 'progress' || !response.writableNeedDrain) {
        response.write(`event: ${type}\ndata: ${JSON.stringify(jobView(job))}\n\n`);
      }
    },
    complete: end,
    error: end,
  });
  response.once('close', () => {
    clearInterval(beat);
    subscription.unsubscribe();
  });
}
