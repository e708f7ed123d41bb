import { BridgeError } from '@fusionbridge/core';

/** The placeholder that `cutBase64` in `libs/media` puts in place of a long base64 text. */
const PLACEHOLDER = /^cut:[0-9a-f]{32}:\d+$/;

/** True if a text was replaced by a placeholder because it was thousands of characters of base64. */
export function isCutOut(text: unknown): boolean {
  return typeof text === 'string' && PLACEHOLDER.test(text);
}

/**
 * For fields that take texts but no pictures: a placeholder there was a long text without whitespace.
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
