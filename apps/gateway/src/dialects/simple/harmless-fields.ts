import type { HarmlessFields } from '../../bodies/index.js';

/**
 * Fields of `POST /api/ai/generate-image` that are left out without a word: who a picture is for is what the key says, and
 * the replaced server's clients send the rest to their own logs.
 */
export const HARMLESS: HarmlessFields = {
  userId: 'any',
  user: 'any',
  sessionId: 'any',
  conversationId: 'any',
  metadata: 'any',
};
