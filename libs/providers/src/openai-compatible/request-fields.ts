import { formatSize, type VendorRequest, type LoraChoice, type Size } from '@fusionbridge/core';
import type { UpstreamDialect } from '@fusionbridge/settings';
import type { FieldValue } from '../openai-api/edit-form.js';

/** The fields of `images/generations`, and those that `images/edits` has beside its files. */
export function requestFields(
  request: VendorRequest,
  facts: { dialect: UpstreamDialect; vendorModel: string; size: Size },
): Record<string, FieldValue> {
  const { dialect, vendorModel, size } = facts;
  return {
    ...given('model', vendorModel === '' ? null : vendorModel),
    prompt: request.prompt,
    n: request.count,
    size: formatSize(size),
    ...given('quality', qualityFor(dialect, request.quality)),
    ...given('response_format', dialect.responseFormat === 'none' ? null : dialect.responseFormat),
    ...given('seed', dialect.seed ? request.seed : null),
    ...given(
      'negative_prompt',
      dialect.negativePrompt && request.negativePrompt !== '' ? request.negativePrompt : null,
    ),
    ...given('num_inference_steps', dialect.steps ? request.steps : null),
    ...given('guidance_scale', dialect.guidance ? request.guidance : null),
    ...given('strength', dialect.strength && request.source !== null ? request.strength : null),
    ...lorasFor(dialect, request.loras),
  };
}

/** What is sent as `quality` for what a client asks; null sends nothing. */
export function qualityFor(dialect: UpstreamDialect, asked: string | null): string | null {
  const known = asked === null ? undefined : dialect.qualities[asked];
  return known ?? dialect.quality ?? null;
}

function lorasFor(
  dialect: UpstreamDialect,
  loras: readonly LoraChoice[],
): Record<string, readonly LoraChoice[]> {
  if (dialect.loraField === undefined || loras.length === 0) {
    return {};
  }
  return { [dialect.loraField]: loras.map(({ name, weight }) => ({ name, weight })) };
}

function given(name: string, value: string | number | null): Record<string, string | number> {
  return value === null ? {} : { [name]: value };
}
