import { BridgeError } from '@fusionbridge/core';

/**
 * Faults of the sandbox: `[sandbox:KIND key=value …]` in the prompt, or the same without brackets in SANDBOX_FAULT.
 * `rate_limited retry_after=3`, `unavailable`, `server_error`, `timeout` (hangs until aborted), `content_policy`,
 * `out_of_credit`, `auth` fail the request; `truncated`, `html`, `wrong_size`, `black`, `short` and `flagged` change the
 * pictures; `latency=200` and `cost=0.05` can be combined with any of them.
 */
export const FAULT_KINDS = [
  'rate_limited',
  'unavailable',
  'server_error',
  'timeout',
  'content_policy',
  'out_of_credit',
  'auth',
  'truncated',
  'html',
  'wrong_size',
  'black',
  'short',
  'flagged',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultSpec {
  readonly kind: FaultKind | null;
  readonly retryAfterMs: number | null;
  readonly latencyMs: number | null;
  /** Simulated US dollars per picture. */
  readonly cost: number | null;
}

const NO_FAULT: FaultSpec = { kind: null, retryAfterMs: null, latencyMs: null, cost: null };
const TAG = /\[sandbox:([^\]]*)\]/gi;

/**
 * The prompt without its tags, and the fault; a tag takes precedence over the setting.
 * @throws BridgeError `invalid_request` for a fault that does not exist
 */
export function takeFault(prompt: string, setting: string | undefined): { prompt: string; fault: FaultSpec } {
  const tags = [...prompt.matchAll(TAG)].map((match) => match[1] ?? '');
  const specs = [...(setting === undefined ? [] : [setting]), ...tags];
  return { prompt: prompt.replace(TAG, ' ').trim(), fault: specs.reduce(withFaults, NO_FAULT) };
}

function withFaults(fault: FaultSpec, spec: string): FaultSpec {
  return spec
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .reduce(withWord, fault);
}

function withWord(fault: FaultSpec, word: string): FaultSpec {
  const [name = '', text = ''] = word.toLowerCase().split('=');
  const kind = FAULT_KINDS.find((one) => one === name);
  if (kind !== undefined) {
    return { ...fault, kind };
  }
  const value = Number(text);
  switch (Number.isFinite(value) && value >= 0 && text !== '' ? name : '') {
    case 'retry_after':
      return { ...fault, retryAfterMs: value * 1000 };
    case 'latency':
      return { ...fault, latencyMs: value };
    case 'cost':
      return { ...fault, cost: value };
    default:
      throw BridgeError.invalid(
        'prompt',
        `The sandbox knows no fault '${word}'. It knows ${FAULT_KINDS.join(', ')}, retry_after=, latency= and cost=.`,
      );
  }
}
