import { BridgeError } from '@fusionbridge/core';
import { applyDecorators, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';
import type { Request } from 'express';
import { GenerationRoute } from '../openapi/index.js';
import { contextOf } from '../request-context/index.js';

const COUNTED = 'fusionbridge:counts-as-generation';
/** OpenAI's SDK 6 waits as long as the header says (contracts/clients.md §0.10). */
const LONGEST_WAIT_SECONDS = 30;

/** Method decorator: marks a generation route. Only marked routes are throttled. */
export const CountsAsGeneration = (): MethodDecorator =>
  applyDecorators(SetMetadata(COUNTED, true), GenerationRoute());

/**
 * Throttles generations by caller. Other routes are not counted: clients call them before each generation, which would
 * halve the quota (contracts/clients.md §6.10).
 */
@Injectable()
export class GenerationThrottleGuard extends ThrottlerGuard {
  protected override async shouldSkip(context: ExecutionContext): Promise<boolean> {
    return this.reflector.get<boolean | undefined>(COUNTED, context.getHandler()) !== true;
  }

  protected override async getTracker(request: Request): Promise<string> {
    return contextOf(request).caller.id;
  }

  /** One counter for all generation routes. */
  protected override generateKey(_context: ExecutionContext, tracker: string, name: string): string {
    return `${name}:${tracker}`;
  }

  protected override async throwThrottlingException(
    _context: ExecutionContext,
    detail: ThrottlerLimitDetail,
  ): Promise<void> {
    const seconds = Math.max(1, Math.min(LONGEST_WAIT_SECONDS, detail.timeToBlockExpire));
    throw new BridgeError({
      kind: 'rate_limited',
      message: `At most ${detail.limit} generations a minute are allowed. Try again in ${detail.timeToBlockExpire} s.`,
      retryAfterMs: seconds * 1000,
    });
  }
}
