import type { Attempt } from '@fusionbridge/core';

/**
 * The attempts of a job that ended while some were running: with a task id the vendor has accepted the request, without
 * one the outcome is unknown (promise 1).
 */
export function closed(attempts: readonly Attempt[], at: number, why: string): Attempt[] {
  return attempts.map((attempt) =>
    attempt.outcome === null
      ? {
          ...attempt,
          finishedAt: at,
          outcome: attempt.taskId === null ? 'unknown' : 'accepted',
          error: { kind: 'unavailable', message: why, status: null },
        }
      : attempt,
  );
}
