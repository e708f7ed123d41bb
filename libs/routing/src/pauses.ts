import { setTimeout as wait } from 'node:timers/promises';
import { BridgeError, type Candidate } from '@fusionbridge/core';
import type { RunContext } from './delivery.js';
import type { HealthBoard } from './health/health-board.js';

/** Longest pause that is waited for inside; clients are told of longer ones. */
const LONGEST_WAIT_MS = 30_000;
/** A timer may be early by a millisecond. */
const MARGIN_MS = 10;

/**
 * Puts who may be asked now before those whose vendor asked for a pause ("too often, again in 7 s"): who asks before it
 * is over only makes it longer. Where everybody wants one, the shortest is waited for, as long as it is short and ends
 * before the job does.
 * @returns why nobody may be asked; null where somebody may, or where the signal has aborted meanwhile
 */
export async function pauseOver(
  waiting: Candidate[],
  context: RunContext,
  health: HealthBoard,
): Promise<BridgeError | null> {
  const pauses = waiting
    .map((candidate) => ({ candidate, ms: pauseOf(candidate, health) }))
    .toSorted((a, b) => a.ms - b.ms);
  waiting.splice(0, waiting.length, ...pauses.map(({ candidate }) => candidate));
  const [first] = pauses;
  if (first === undefined || first.ms === 0) {
    return null;
  }
  const left = (context.deadlineAt ?? Number.POSITIVE_INFINITY) - Date.now();
  if (first.ms > Math.min(LONGEST_WAIT_MS, left)) {
    return tooEarly(first.candidate, first.ms);
  }
  context.log(`${first.candidate.provider} asked for a pause of ${first.ms} ms, which is waited for`);
  await wait(first.ms + MARGIN_MS, undefined, { signal: context.signal }).catch(() => undefined);
  return null;
}

/** How long the vendor still wants to be left alone, in milliseconds; 0 where it did not say so. */
function pauseOf(candidate: Candidate, health: HealthBoard): number {
  const { rest } = health.of(candidate);
  const isAskedFor =
    rest !== null && (rest.because.kind === 'rate_limited' || rest.because.retryAfterMs !== null);
  return isAskedFor ? Math.max(0, rest.until - Date.now()) : 0;
}

function tooEarly({ provider }: Candidate, ms: number): BridgeError {
  return new BridgeError({
    kind: 'rate_limited',
    message: `${provider} asked for a pause, which has ${Math.ceil(ms / 1000)} s to go; it was not asked before.`,
    retryAfterMs: ms,
  });
}
