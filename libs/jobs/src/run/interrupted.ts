import type { Attempt } from '@fusionbridge/core';

/**
 * The attempts of a job that ended while some of them ran: with a task id the vendor has the order, without one
 * nobody knows (promise 1).
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
