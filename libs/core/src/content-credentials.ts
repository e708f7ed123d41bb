import type { Degradation } from './degradation.js';

export const CONTENT_CREDENTIALS = ['kept', 'dropped', 'none'] as const;

/**
 * The vendor's signature (C2PA) of a picture. `kept`: the file is the vendor's, byte for byte; `dropped`: it had to be
 * encoded anew; `none`: the vendor did not sign it.
 */
export type ContentCredentials = (typeof CONTENT_CREDENTIALS)[number];

/**
 * Tells that a signed picture was encoded anew.
 * @param why What had to be done to it, as a sentence
 */
export function droppedCredentials(why: string): Degradation {
  return { field: 'content_credentials', asked: "the vendor's signature (C2PA)", given: 'dropped', why };
}
