import type { Degradation } from './degradation.js';

export const CONTENT_CREDENTIALS = ['kept', 'dropped', 'none'] as const;

/**
 * The vendor's signature (C2PA) of a picture. `kept`: the file is the vendor's, byte for byte; `dropped`: it had to be
 * encoded anew; `none`: the vendor did not sign it.
 */
export type ContentCredentials = (typeof CONTENT_CREDENTIALS)[number];

/**
 * Reports that a signed picture was re-encoded.
 * @param why The reason, as a sentence
 */
export function droppedCredentials(why: string): Degradation {
  return { field: 'content_credentials', asked: "the vendor's signature (C2PA)", given: 'dropped', why };
}
