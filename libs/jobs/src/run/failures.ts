import { BridgeError } from '@fusionbridge/core';

/** For a job that was cancelled. */
export function cancelled(message: string): BridgeError {
  return new BridgeError({ kind: 'cancelled', message });
}

/** The bridge ends: what is bought can be fetched by the next start. */
export class BridgeStopping extends BridgeError {}

/** For requests that arrive during shutdown, and for jobs that the shutdown ended. */
export function shuttingDown(message: string): BridgeStopping {
  return new BridgeStopping({ kind: 'unavailable', message, retryAfterMs: 5_000 });
}
