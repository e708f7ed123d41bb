import { BridgeError } from '@fusionbridge/core';

/** For a job that somebody stopped. */
export function cancelled(message: string): BridgeError {
  return new BridgeError({ kind: 'cancelled', message });
}

/** For a client that asks while the bridge stops, and for what the stop ended. */
export function shuttingDown(message: string): BridgeError {
  return new BridgeError({ kind: 'unavailable', message, retryAfterMs: 5_000 });
}
