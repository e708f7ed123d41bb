import type { HarmlessFields } from '../../../bodies/index.js';

/**
 * Fields of OpenAI's API and its clients that are dropped silently: they concern the user, billing or storage, and not
 * the picture.
 */
export const HARMLESS: HarmlessFields = {
  user: 'any',
  metadata: 'any',
  store: 'any',
  moderation: 'any',
  service_tier: 'any',
  safety_identifier: 'any',
};
