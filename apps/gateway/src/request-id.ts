import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

/** Names every answer, refusals too: SDKs show it with their errors, and people quote it (contracts/clients.md §0.9). */
export function nameRequest(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('x-request-id', `req_${randomUUID()}`);
  next();
}
