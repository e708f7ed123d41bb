import { BridgeError } from '@fusionbridge/core';

/** The `BridgeError` that `work` ends with; anything else fails the test. */
export async function bridgeErrorOf(work: Promise<unknown>): Promise<BridgeError> {
  const outcome: unknown = await work.then(
    (value) => value,
    (error: unknown) => error,
  );
  if (outcome instanceof BridgeError) {
    return outcome;
  }
  throw new Error(`expected a BridgeError, got ${String(outcome)}`);
}
