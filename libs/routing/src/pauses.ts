import { setTimeout as wait } from 'node:timers/promises';
import { BridgeError, type Candidate } from '@fusionbridge/core';
import type { RunContext } from './delivery.js';
import type { HealthBoard } from './health/health-board.js';

/** Longest pause to wait for; longer ones are reported to the client. */
const LONGEST_WAIT_MS = 30_000;
/** A timer may be early by a millisecond. */
const MARGIN_MS = 10;

/**
 * Moves candidates whose vendor asked for a pause ("rate limited, retry in 7 s") behind the others, because calling
 * early only prolongs it. If all of them are paused, waits for the shortest pause, provided that it is short and ends
 * before the job does.
 * @returns why no candidate may be tried; null if one may, or if the signal has aborted meanwhile
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

/** Milliseconds left of the pause the vendor asked for; 0 if it asked for none. */
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
