import { BridgeError } from '@fusionbridge/core';
import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { CallerRegistry } from './caller-registry.js';
import { OpenRoute } from '../openapi/index.js';
import { contextOf } from '../request-context/index.js';
import { presentedKeys } from './presented-key.js';

const PUBLIC = 'fusionbridge:public';

/** Method decorator: the route needs no key. */
export const PublicRoute = (): MethodDecorator => applyDecorators(SetMetadata(PUBLIC, true), OpenRoute());

/** Identifies the caller; refuses requests without a known key if keys are set. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly callers: CallerRegistry,
    private readonly reflector: Reflector,
  ) {}

  /** @throws BridgeError `unauthorized` */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const known = contextOf(request);
    const keys = presentedKeys(known.prefixKey, request.query['token'], request.headers);
    const caller = this.callers.find(keys);
    if (caller !== null) {
      known.caller = caller;
      return true;
    }
    const handlers = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, handlers) === true) {
      return true;
    }
    throw new BridgeError({
      kind: 'unauthorized',
      message:
        keys.length === 0
          ? 'A key is needed: send it as `Authorization: Bearer KEY`, as Basic, as ?token=KEY, or as /k/KEY before the path.'
          : 'The key is not known here.',
    });
  }
}
