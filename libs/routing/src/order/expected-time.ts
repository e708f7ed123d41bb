import type { CandidateHealth } from '../health/candidate-health.js';

type Record = Pick<CandidateHealth, 'successRate' | 'usualMs' | 'usualFailureMs' | 'inFlight'>;

/** Taken for a vendor's failures where it never failed: it has to be some time. */
const UNKNOWN_FAILURE_MS = 1000;
/** So many calls at once slow a vendor down by as much as one call takes. */
const CROWD = 16;

/**
 * Milliseconds until a picture is there, when the vendor is asked until it gives one: its usual time, more with many
 * calls under way, and the time that its failures cost on the way.
 * @param assumedMs The usual time of a vendor that has delivered nothing yet
 */
export function expectedMs(record: Record, assumedMs: number): number {
  const usual = (record.usualMs ?? assumedMs) * (1 + record.inFlight / CROWD);
  const failuresEach = (1 - record.successRate) / record.successRate;
  return usual + failuresEach * (record.usualFailureMs ?? UNKNOWN_FAILURE_MS);
}
