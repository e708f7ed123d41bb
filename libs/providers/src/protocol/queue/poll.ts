import { setTimeout as wait } from 'node:timers/promises';
import { type AttemptContext, BridgeError, ProviderError } from '@fusionbridge/core';
import { whileWorking } from './while-working.js';

/** Polls that may fail in a row: polling is free, and the task goes on meanwhile. */
const MOST_FAILURES = 4;

/** A running task, and how it is polled. */
export interface Running<T> {
  readonly provider: string;
  readonly context: AttemptContext;
  /** Until the task must have ended. */
  readonly timeoutMs: number;
  /** Before each question; the last one is repeated. */
  readonly pausesMs: readonly number[];
  /** null while it is not done. */
  ask(): Promise<T | null>;
}

/**
 * Polls until the task has ended.
 * @throws ProviderError `unknown` when the questions keep failing, `accepted` when we were stopped or the time was up
 */
export async function pollToTheEnd<T>(running: Running<T>): Promise<T> {
  const { provider, context, timeoutMs, pausesMs } = running;
  const end = Date.now() + timeoutMs;
  let failures = 0;
  for (let turn = 0; ; turn += 1) {
    await pause(pausesMs[Math.min(turn, pausesMs.length - 1)] ?? 0, provider, context.signal);
    try {
      const done = await running.ask();
      if (done !== null) {
        return done;
      }
      failures = 0;
    } catch (error) {
      failures += 1;
      const failure = whileWorking(error, provider);
      if (failure.outcome !== 'unknown') {
        throw failure;
      }
      if (Date.now() >= end) {
        throw notInTime(provider, timeoutMs);
      }
      if (failures > MOST_FAILURES) {
        throw failure;
      }
      context.log(`asks again: ${failure.message}`);
    }
    if (Date.now() >= end) {
      throw notInTime(provider, timeoutMs);
    }
  }
}

/** True if the result is no longer wanted. A shutdown does not count: the task is followed after the next start. */
export function isUnwanted(signal: AbortSignal): boolean {
  const reason: unknown = signal.reason;
  return signal.aborted && !(reason instanceof BridgeError && reason.kind === 'unavailable');
}

/** True if the task should be cancelled: it ran out of time, or its result is no longer wanted. */
export function isGivenUp(error: unknown, signal: AbortSignal): boolean {
  const isLate = error instanceof ProviderError && error.kind === 'timeout' && error.outcome === 'accepted';
  return isLate || isUnwanted(signal);
}

async function pause(ms: number, provider: string, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch {
    throw new ProviderError({
      provider,
      kind: 'cancelled',
      outcome: 'accepted',
      message: `${provider} was stopped`,
    });
  }
}

function notInTime(provider: string, timeoutMs: number): ProviderError {
  return new ProviderError({
    provider,
    kind: 'timeout',
    outcome: 'accepted',
    message: `${provider} took the order and did not finish it within ${Math.round(timeoutMs / 1000)} s`,
  });
}
