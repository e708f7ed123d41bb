import { AsyncLocalStorage } from 'node:async_hooks';
import type { Response } from 'express';
import type { Handler } from '../browsers.js';

/** What runs on behalf of one request, until its response is closed and longer. */
interface Scope {
  /** null once it is closed: sockets and timers that live longer must not hold the request with its pictures. */
  response: Response | null;
}

const scopes = new AsyncLocalStorage<Scope>();

/**
 * Middleware: whatever is begun from here on belongs to this request, so that an error nobody caught ends this one and
 * not the bridge.
 */
export const enterRequestScope: Handler = (_request, response, next) => {
  const scope: Scope = { response };
  response.once('close', () => (scope.response = null));
  scopes.run(scope, next);
};

/**
 * To be called for an error that nobody caught, where it surfaced. Breaks the connection of the request it belongs to.
 * @returns whether it belongs to one
 */
export function endRequestInScope(): boolean {
  const scope = scopes.getStore();
  scope?.response?.destroy();
  return scope !== undefined;
}
