import { BridgeError, type Degradation, type Fidelity } from '@fusionbridge/core';

/** Keeps messages readable. */
const MOST_TOLD = 5;

/**
 * Refuses a request with fields that could only be dropped, for a client that asked for strict fidelity.
 * @throws BridgeError `unsupported` that names the first field
 */
export function refuseWhenStrict(fidelity: Fidelity, leftOut: readonly Degradation[]): void {
  const [first] = leftOut;
  if (fidelity === 'report' || first === undefined) {
    return;
  }
  const told = leftOut.slice(0, MOST_TOLD).map((one) => `${one.field} ${one.asked} (${one.why})`);
  const more = leftOut.length > MOST_TOLD ? [`${leftOut.length - MOST_TOLD} more`] : [];
  throw new BridgeError({
    kind: 'unsupported',
    field: first.field,
    message: `The request cannot be honoured whole: ${[...told, ...more].join('; ')}. Leave these out, or send fidelity "report".`,
  });
}
