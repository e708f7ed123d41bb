import { tryDecodeUri } from '@fusionbridge/core';
import type { NextFunction, Request, Response } from 'express';
import { contextOf } from '../request-context/index.js';

const PREFIX = /^\/k\/([^/?]+)(?=\/|\?|$)/;

/**
 * Strips `/k/KEY` from the front of a path, for clients that can send neither a header nor a query
 * (contracts/clients.md §2.2). Runs before anything is logged, so that the key never appears in a log.
 */
export function takeKeyPrefix(request: Request, _response: Response, next: NextFunction): void {
  const match = PREFIX.exec(request.url);
  if (match !== null) {
    contextOf(request).prefixKey = tryDecodeUri(match[1] ?? '');
    request.url = request.url.slice(match[0].length).replace(/^(?!\/)/, '/');
    request.originalUrl = request.url;
  }
  next();
}
