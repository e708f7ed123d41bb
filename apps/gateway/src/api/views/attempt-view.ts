import type { Attempt } from '@fusionbridge/core';
import type { AttemptDto } from './attempt.dto.js';

/** Without the vendor's task id, which some vendors take for a key to the picture. */
export function attemptView(attempt: Attempt): AttemptDto {
  return {
    provider: attempt.provider,
    model: attempt.vendorModel,
    ...(attempt.servedModel === undefined ? {} : { served_model: attempt.servedModel }),
    outcome: attempt.outcome,
    delivered: attempt.delivered,
    cost: attempt.cost,
    seconds: secondsBetween(attempt.startedAt, attempt.finishedAt),
    error: attempt.error?.message ?? null,
  };
}

/** null while it goes on. */
export function secondsBetween(start: number, end: number | null): number | null {
  return end === null ? null : (end - start) / 1000;
}
