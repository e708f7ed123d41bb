import type { Reply } from '../kit/index.js';
import { blockedPrompt, ERRORS } from './refusals.js';

/**
 * A word in the prompt selects a response that the faults of the kit do not cover:
 * - `block:<blockReason>`: the prompt is blocked
 * - `error:<name>`: one of `ERRORS`
 * - `finish:<finishReason>`: a candidate without an image
 * - `answer:text`: text instead of an image
 * - `draft:thought`, `draft:unflagged`: a draft before the image, with or without the `thought` flag
 */
const WORD = /\b(block|error|finish|answer|draft):([A-Za-z_-]+)/;

export interface Scenario {
  /** Sent before any work is done. */
  readonly refusal: Reply | null;
  /** Set if no image is returned. */
  readonly finishReason: string | null;
  readonly isText: boolean;
  readonly draft: 'thought' | 'unflagged' | null;
}

const USUAL: Scenario = { refusal: null, finishReason: null, isText: false, draft: null };

export function scenarioOf(prompt: string, model: string): Scenario {
  const [, kind, name = ''] = WORD.exec(prompt) ?? [];
  switch (kind) {
    case 'block':
      return { ...USUAL, refusal: blockedPrompt(name, model) };
    case 'error':
      return { ...USUAL, refusal: ERRORS[name] ?? null };
    case 'finish':
      return { ...USUAL, finishReason: name };
    case 'answer':
      return { ...USUAL, finishReason: 'STOP', isText: true };
    case 'draft':
      return { ...USUAL, draft: name === 'thought' ? 'thought' : 'unflagged' };
    default:
      return USUAL;
  }
}
