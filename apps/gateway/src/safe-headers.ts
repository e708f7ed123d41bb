import type { NextFunction, Request, Response } from 'express';

/** The page of Swagger is all that is shown as a page; an error told as JSON must not become one either. */
const PAGES = /^\/docs(\/|$)/;

/** Middleware: no answer is taken for another type than it says, and no page of ours is shown inside of another one. */
export function sendSafely(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('x-content-type-options', 'nosniff');
  if (PAGES.test(request.path)) {
    response.setHeader('content-security-policy', "frame-ancestors 'none'");
    response.setHeader('x-frame-options', 'DENY');
  }
  next();
}
