import type { Caller } from '@fusionbridge/core';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { contextOf } from '../request-context/index.js';

/** Parameter decorator: the caller that the access guard identified. */
export const RequestCaller = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Caller =>
    contextOf(context.switchToHttp().getRequest<Request>()).caller,
);
