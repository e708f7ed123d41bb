import type { NextFunction, Request, Response } from 'express';
import type { Handler } from './browsers.js';

/** A generation takes 1 to 2 ms of CPU time before it waits for the disk. */
const PER_TURN = 4;

/**
 * Middleware that starts only a few POSTs per turn of the event loop. A thousand that arrive together would otherwise
 * block all other requests for a second, and a health check of `/health` could time out.
 */
export function beginInTurns(): Handler {
  const waiting: (() => void)[] = [];
  let begun = 0;
  let isScheduled = false;

  const nextTurn = (): void => {
    isScheduled = false;
    begun = 0;
    for (const begin of waiting.splice(0, PER_TURN)) {
      begin();
    }
    if (begun > 0) {
      schedule();
    }
  };
  const schedule = (): void => {
    if (!isScheduled) {
      isScheduled = true;
      setImmediate(nextTurn);
    }
  };

  return (request: Request, _response: Response, next: NextFunction): void => {
    if (request.method !== 'POST') {
      next();
      return;
    }
    const begin = (): void => {
      begun += 1;
      // The client may have disconnected while its request was queued.
      if (!request.destroyed) {
        next();
      }
    };
    schedule();
    if (begun < PER_TURN && waiting.length === 0) {
      begin();
    } else {
      waiting.push(begin);
    }
  };
}
