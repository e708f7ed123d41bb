import { BridgeError } from '@fusionbridge/core';

/** What `cutBase64` of the media room puts where a long base64 text stood. */
const PLACEHOLDER = /^cut:[0-9a-f]{32}:\d+$/;

/** Whether a text of a read body was taken out of it, because it was thousands of characters of nothing but base64. */
export function isCutOut(text: unknown): boolean {
  return typeof text === 'string' && PLACEHOLDER.test(text);
}

/**
 * For fields that hold texts and no picture: what the reader took for one is a text without a blank in it.
 * @throws BridgeError `invalid_request` that names the field
 */
export function refuseCutOuts(fields: Readonly<Record<string, unknown>>): void {
  const field = Object.keys(fields).find((name) => isCutOut(fields[name]));
  if (field !== undefined) {
    throw BridgeError.invalid(
      field,
      `Invalid '${field}': thousands of characters without a blank are no text.`,
    );
  }
}
