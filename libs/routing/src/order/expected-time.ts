import type { CandidateHealth } from '../health/candidate-health.js';

type Record = Pick<CandidateHealth, 'successRate' | 'usualMs' | 'usualFailureMs' | 'inFlight'>;

/** Assumed duration of a failure for a vendor that never failed. */
const UNKNOWN_FAILURE_MS = 1000;
/** This many concurrent calls add the duration of one call. */
const CROWD = 16;

/**
 * Expected milliseconds to a picture if the vendor is called until it delivers: its usual time, increased by its
 * concurrent calls, plus the time lost in failures.
 * @param assumedMs Used as the usual time of a vendor that has delivered nothing yet
 */
export function expectedMs(record: Record, assumedMs: number): number {
  const usual = (record.usualMs ?? assumedMs) * (1 + record.inFlight / CROWD);
  const failuresEach = (1 - record.successRate) / record.successRate;
  return usual + failuresEach * (record.usualFailureMs ?? UNKNOWN_FAILURE_MS);
}
