import { BridgeError } from '@fusionbridge/core';

/** Names a place in the order of time, for the client to hand back as it is. */
export function cursorOf(ordinal: number): string {
  return Buffer.from(`before ${ordinal}`).toString('base64url');
}

/**
 * The place that a cursor names; null without one.
 * @throws BridgeError `invalid_request` for what is none
 */
export function placeOf(cursor: string | undefined): number | null {
  if (cursor === undefined) {
    return null;
  }
  const [, digits] = /^before (\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (digits === undefined || !Number.isSafeInteger(Number(digits))) {
    throw BridgeError.invalid('after', "Invalid 'after': send `next_cursor` of the page before, as it came.");
  }
  return Number(digits);
}
