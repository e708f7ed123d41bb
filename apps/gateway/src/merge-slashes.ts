import type { NextFunction, Request, Response } from 'express';

/**
 * Middleware: `//v1/images` and `/v1//images` are `/v1/images`. A base address that was typed with a slash at its end,
 * put in front of a path, gives two. The query stays as it is.
 */
export function mergeSlashes(request: Request, _response: Response, next: NextFunction): void {
  const path = /^\/[^?]*/.exec(request.url)?.[0] ?? '';
  if (path.includes('//')) {
    request.url = path.replaceAll(/\/{2,}/g, '/') + request.url.slice(path.length);
    request.originalUrl = request.url;
  }
  next();
}
