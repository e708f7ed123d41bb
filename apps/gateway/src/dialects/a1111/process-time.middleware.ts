import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

const MILLISECONDS = 1000;
const DIGITS = 4;

const arrivals = new WeakMap<object, number>();

/**
 * Notes when a call arrived, and tells how long it took in `X-Process-Time`, in seconds, on every answer (A1111
 * api.py `api_middleware`).
 */
@Injectable()
export class ProcessTimeMiddleware implements NestMiddleware {
  use(_request: Request, response: Response, next: NextFunction): void {
    const began = performance.now();
    arrivals.set(response, Date.now());
    // The proxy hands the call on with the `this` it was made with.
    // oxlint-disable-next-line typescript/unbound-method
    response.writeHead = new Proxy(response.writeHead, {
      apply: (writeHead, self, given) => {
        const seconds = (performance.now() - began) / MILLISECONDS;
        response.setHeader('X-Process-Time', seconds.toFixed(DIGITS));
        return Reflect.apply(writeHead, self, given);
      },
    });
    next();
  }
}

/** When the call behind `response` arrived, in Unix milliseconds. */
export function arrivalOf(response: object): number {
  return arrivals.get(response) ?? Date.now();
}
