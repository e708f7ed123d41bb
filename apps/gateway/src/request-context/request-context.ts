import type { IncomingMessage } from 'node:http';
import { ANONYMOUS, type Caller } from '@fusionbridge/core';
import { NO_BODY, type ReceivedBody } from './received-body.js';

/** What middleware, guards and interceptors find out about a request, for the code that runs after them. */
export interface RequestContext {
  /** Unix milliseconds. */
  readonly arrivedAt: number;
  /** The key from a `/k/KEY` path prefix; null without one. */
  prefixKey: string | null;
  /** Set by the access guard; anonymous before that and on public routes. */
  caller: Caller;
  /** Set by the body interceptors; empty before that. */
  body: ReceivedBody;
}

const contexts = new WeakMap<IncomingMessage, RequestContext>();

/** The context of a request, created on first use. */
export function contextOf(request: IncomingMessage): RequestContext {
  const known = contexts.get(request);
  if (known !== undefined) {
    return known;
  }
  const context = { arrivedAt: Date.now(), prefixKey: null, caller: ANONYMOUS, body: NO_BODY };
  contexts.set(request, context);
  return context;
}

/** Middleware, the first of all: notes when the request arrived. */
export function openRequestContext(request: IncomingMessage, _response: unknown, next: () => void): void {
  contextOf(request);
  next();
}
