import { ANONYMOUS, type Caller } from '@fusionbridge/core';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

const callers = new WeakMap<Request, Caller>();

/** The guard puts the caller here. */
export function setCaller(request: Request, caller: Caller): void {
  callers.set(request, caller);
}

export function callerOf(request: Request): Caller {
  return callers.get(request) ?? ANONYMOUS;
}

/** Parameter: who asks. */
export const RequestCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<Request>()),
);
