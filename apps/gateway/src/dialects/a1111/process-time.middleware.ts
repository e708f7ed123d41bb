import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

const MILLISECONDS = 1000;
const DIGITS = 4;

/** Adds `X-Process-Time`, the seconds the request took, to every response (A1111 api.py `api_middleware`). */
@Injectable()
export class ProcessTimeMiddleware implements NestMiddleware {
  use(_request: Request, response: Response, next: NextFunction): void {
    const began = performance.now();
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
