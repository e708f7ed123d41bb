import { BridgeError } from '@fusionbridge/core';

/** For a job that somebody stopped. */
export function cancelled(message: string): BridgeError {
  return new BridgeError({ kind: 'cancelled', message });
}

/** The bridge ends: what is bought can be fetched by the next start. */
export class BridgeStopping extends BridgeError {}

/** For a client that asks while the bridge stops, and for what the stop ended. */
export function shuttingDown(message: string): BridgeStopping {
  return new BridgeStopping({ kind: 'unavailable', message, retryAfterMs: 5_000 });
}
