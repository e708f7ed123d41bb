import { ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import { type ErrorResponse, sanitizeVendorText, type VendorFailure } from '@fusionbridge/http';
import { FailureAnswer } from './huggingface-space.schemas.js';
import { ID } from './id.js';

/** What Gradio says where the app was started with a login of its own (`launch(auth=…)`); no token opens that. */
const LOGIN_NEEDED = 'Not authenticated';
export const OWN_LOGIN = 'own_login';

/** What a Space or the proxy before it answers in place of what was asked. */
export function readFailure({ status, body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  const { detail, error } = parsed.success ? parsed.data : {};
  const says = Array.isArray(detail)
    ? detail.flatMap(({ message, msg }) => message ?? msg ?? []).join('; ')
    : (detail ?? error ?? '');
  if (says !== '') {
    return says === LOGIN_NEEDED ? { says, vendorCode: OWN_LOGIN } : { says };
  }
  return status === 503 ? { says: 'the Space sleeps or is starting, try again in a minute' } : {};
}

/** ZeroGPU's own titles (its `spaces` package); they stay the same while the sentences change. */
const TITLES: Readonly<Record<string, ProviderErrorKind>> = {
  'ZeroGPU quota exceeded': 'rate_limited',
  'ZeroGPU queue timeout': 'unavailable',
  'ZeroGPU illegal duration': 'validation',
};

/** "Try again in 3:12:44", or "Please retry in 0:09:48" in older versions. */
const WAIT = /(?:try again|retry) in (\d+):(\d\d):(\d\d)/i;
/** The quota is one of a day, and nobody needs to wait longer for it. */
const LONGEST_WAIT_MS = 24 * 60 * 60_000;
/** Gradio's own words for a number outside of what a slider or a number field takes; there is no code for it. */
const BEYOND_LIMITS = /^Value \S+ is (?:greater than maximum|less than minimum) value/;
/** There is no code for it: the app's own words are all there is. */
const REFUSED_FOR_CONTENT = /\bnsfw\b|content policy|safety (?:checker|filter)/i;

/**
 * The end of an order that failed inside the app. It costs no money, so it counts as `rejected`. What the app says in
 * words may well be about the request (`gr.Error`); only an app that says nothing is taken to be broken.
 * @param message null where the app shows no errors
 */
export function jobFailure(title: string, message: string | null): ProviderError {
  const says = sanitizeVendorText(message ?? 'An error occurred, and the app does not show which');
  return new ProviderError({
    provider: ID,
    kind: TITLES[title] ?? kindOf(title, message),
    outcome: 'rejected',
    message: `${ID} failed: ${[title === 'Error' ? '' : title, says].filter((part) => part !== '').join(': ')}`,
    vendorCode: title,
    ...waitIn(message ?? ''),
  });
}

function kindOf(title: string, message: string | null): ProviderErrorKind {
  if (message === null || title.startsWith('ZeroGPU')) {
    return 'unavailable';
  }
  if (BEYOND_LIMITS.test(message)) {
    return 'validation';
  }
  return REFUSED_FOR_CONTENT.test(message) ? 'content_policy' : 'generation_failed';
}

function waitIn(message: string): { retryAfterMs?: number } {
  const [, hours, minutes, seconds] = WAIT.exec(message) ?? [];
  const wait = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return Number.isNaN(wait) ? {} : { retryAfterMs: Math.min(wait, LONGEST_WAIT_MS) };
}

/** A Space that is not as it has to be for an order. @param setting To be checked by the operator; null where none helps */
export function unfit(message: string, setting: string | null): ProviderError {
  return new ProviderError({
    provider: ID,
    kind: setting === null ? 'bad_response' : 'configuration',
    outcome: 'not_sent',
    message: `${ID}: ${message}`,
    ...(setting === null ? {} : { setting }),
  });
}
