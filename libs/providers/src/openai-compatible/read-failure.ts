import {
  type ErrorResponse,
  plainErrorText,
  readOpenAiFailure,
  type VendorFailure,
} from '@fusionbridge/http';

/** FastFusion raises its own refusals a second time as 500, with the meant status before the text. */
const MEANT_STATUS = /^(40[0-9]|422|503): (.*)$/s;

/** FastFusion serves only the routes that its configuration enables. */
const NOT_ENABLED = /not enabled$|^Image edits$/;
const FASTFUSION_SETTING =
  'the configuration of FastFusion (generations_config, edits_config, variations_config)';

/**
 * What FastFusion says, always as 500 and always in the words of Python, of an order that asks for what it does not
 * have: a LoRA it has not loaded, a preset its configuration does not name, an edit without a mask before a model that
 * can only repaint under one. There is no code for it, and the request is at fault and not the server.
 */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^Adapter name\(s\) /, ''],
  [
    /^'NoneType' object has no attribute '(?:guidance_scale|num_inference_steps)'/,
    'it has no preset of this name',
  ],
  [/^Input is in incorrect format\b/, 'its model edits only under a mask'],
  [/^'[<>]=?' not supported between instances of 'NoneType'/, 'it has no default for what was left open'],
];

/** The errors of OpenAI and of the servers that follow it. */
export function readFailure(answer: ErrorResponse): Partial<VendorFailure> {
  const says = plainErrorText(answer.body);
  return says === null
    ? readOpenAiFailure(answer)
    : (meant(answer.status, says) ?? refused(answer.status, says) ?? { says });
}

function meant(status: number, says: string): Partial<VendorFailure> | null {
  const [, code, text] = status === 500 ? (MEANT_STATUS.exec(says) ?? []) : [];
  if (code === undefined || text === undefined) {
    return null;
  }
  if (code === '503') {
    return { kind: 'unavailable', outcome: 'rejected', says: text };
  }
  if (NOT_ENABLED.test(text)) {
    // Its other routes do well: the server as a whole is not to rest for it.
    return { kind: 'generation_failed', outcome: 'rejected', says: text, setting: FASTFUSION_SETTING };
  }
  const isKey = code === '401' || code === '403';
  return { kind: isKey ? 'auth' : 'validation', outcome: 'rejected', says: text };
}

function refused(status: number, says: string): Partial<VendorFailure> | null {
  const [, why] = (status === 500 ? REFUSALS.find(([words]) => words.test(says)) : undefined) ?? [];
  return why === undefined
    ? null
    : { kind: 'validation', outcome: 'rejected', says: why === '' ? says : `${why} (${says})` };
}
