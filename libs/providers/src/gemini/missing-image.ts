import { type Outcome, ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import type { ContentAnswer } from './gemini.schemas.js';

/** Reasons for which the model withholds an image because of its content. */
const CONTENT = new Set([
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
  'SAFETY',
  'PROHIBITED_CONTENT',
  'BLOCKLIST',
  'SPII',
  'RECITATION',
  'MODEL_ARMOR',
  'ESCALATION',
]);

/** Google has restricted the account for violations of its policy. */
const ACCOUNT_RESTRICTED = 'PUP_LIMITED_DISABLED';

interface Meaning {
  readonly kind: ProviderErrorKind;
  readonly outcome: Outcome;
  readonly what: string;
  readonly code: string | null;
}

/**
 * The error of a response with status 200 and without an image. A blocked prompt never reaches the model. Any other such
 * response comes after the model has worked, and Google may bill its thoughts.
 * @param clean removes secrets from the vendor's words
 */
export function missingImage(
  answer: ContentAnswer,
  provider: string,
  clean: (text: string) => string,
): ProviderError {
  const { kind, outcome, what, code } = meaningOf(answer);
  const said = clean(wordsOf(answer));
  return new ProviderError({
    provider,
    kind,
    outcome,
    message: `${provider} ${what}${code === null ? '' : ` (${code})`}${said === '' ? '' : `: ${said}`}`,
    ...(code === null ? {} : { vendorCode: code }),
    ...(kind === 'auth' ? { setting: 'GEMINI_API_KEY' } : {}),
  });
}

function meaningOf({ candidates, promptFeedback }: ContentAnswer): Meaning {
  const blocked = promptFeedback?.blockReason ?? null;
  if (blocked !== null) {
    return { kind: 'content_policy', outcome: 'rejected', what: 'refused it for its content', code: blocked };
  }
  const code = candidates?.[0]?.finishReason ?? null;
  const meaning = { outcome: 'accepted', code } as const;
  if (code !== null && CONTENT.has(code)) {
    return { ...meaning, kind: 'content_policy', what: 'refused it for its content' };
  }
  return code === ACCOUNT_RESTRICTED
    ? { ...meaning, kind: 'auth', what: 'has restricted the account' }
    : { ...meaning, kind: 'generation_failed', what: 'generated no image' };
}

/** What the model says instead. */
function wordsOf({ candidates }: ContentAnswer): string {
  const { content, finishMessage } = candidates?.[0] ?? {};
  const texts = content?.parts.flatMap(({ text, thought }) => (thought || text === '' ? [] : [text])) ?? [];
  return texts.length > 0 ? texts.join(' ') : (finishMessage ?? '');
}
