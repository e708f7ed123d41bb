import type { HarmlessFields } from '../../../bodies/index.js';

/**
 * Fields of OpenAI's API and its clients that are left out without a word: they say who asks, how it is billed or kept,
 * and nothing about the picture.
 */
export const HARMLESS: HarmlessFields = {
  user: 'any',
  metadata: 'any',
  store: 'any',
  moderation: 'any',
  service_tier: 'any',
  safety_identifier: 'any',
};
