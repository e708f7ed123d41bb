import { AsyncLocalStorage } from 'node:async_hooks';
import type { Response } from 'express';
import type { Handler } from '../browsers.js';

/** The work started on behalf of one request; it may continue after the response is closed. */
interface Scope {
  /** null once closed: sockets and timers that live longer must not keep the request and its pictures in memory. */
  response: Response | null;
}

const scopes = new AsyncLocalStorage<Scope>();

/**
 * Middleware: everything started from here on belongs to this request, so that an uncaught error ends this request and
 * not the bridge.
 */
export const enterRequestScope: Handler = (_request, response, next) => {
  const scope: Scope = { response };
  response.once('close', () => (scope.response = null));
  scopes.run(scope, next);
};

/**
 * Call this for an uncaught error, in the context in which it surfaced. Closes the connection of the request it belongs
 * to.
 * @returns whether it belongs to a request
 */
export function endRequestInScope(): boolean {
  const scope = scopes.getStore();
  scope?.response?.destroy();
  return scope !== undefined;
}
