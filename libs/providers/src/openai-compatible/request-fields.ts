import { formatSize, type LoraChoice, type Size, type VendorRequest } from '@fusionbridge/core';
import type { UpstreamDialect, UpstreamPreset } from '@fusionbridge/settings';
import type { FieldValue } from '../protocol/openai-images/edit-form.js';
import { type ImagesRoute, routeOf } from './images-route.js';

const USUAL_PRESET = 'standard';
/** For an edit that leaves it open, at a server that has no default; planning gives client edits one of their own. */
const USUAL_STRENGTH = 0.85;
/** A variation has to name a model, and one that the server does not look at will do. */
const ANY_MODEL = 'flux.1-dev';

interface FieldFacts {
  readonly dialect: UpstreamDialect;
  readonly vendorModel: string;
  readonly size: Size;
}

type Fields = Readonly<Record<string, FieldValue>>;

/** The fields of `images/generations`, and those that edits and variations have beside their files. */
export function requestFields(request: VendorRequest, facts: FieldFacts): Fields {
  const route = routeOf(request);
  return route === 'variations' ? variationFields(request, facts) : paintingFields(request, route, facts);
}

function paintingFields(request: VendorRequest, route: ImagesRoute, facts: FieldFacts): Fields {
  const { dialect, vendorModel, size } = facts;
  const numbers = numbersOf(request, route, dialect);
  return {
    ...given('model', vendorModel === '' ? null : vendorModel),
    prompt: request.prompt,
    n: request.count,
    size: formatSize(size),
    ...given('quality', numbers.sayAll ? null : qualityFor(dialect, request.quality)),
    ...given('response_format', dialect.responseFormat === 'none' ? null : dialect.responseFormat),
    ...given('seed', dialect.seed ? request.seed : null),
    ...given(
      'negative_prompt',
      dialect.negativePrompt && request.negativePrompt !== '' ? request.negativePrompt : null,
    ),
    ...given('num_inference_steps', dialect.steps ? numbers.steps : null),
    ...given('guidance_scale', dialect.guidance ? numbers.guidance : null),
    ...given('strength', dialect.strength && request.source !== null ? strengthOf(request, dialect) : null),
    ...lorasFor(dialect, request.loras),
  };
}

/** A variation has defaults for steps and guidance everywhere; only a preset that was named has to be spelt out. */
function variationFields(request: VendorRequest, { dialect, vendorModel, size }: FieldFacts): Fields {
  const numbers = numbersOf(request, 'variations', dialect);
  return {
    model: vendorModel === '' ? ANY_MODEL : vendorModel,
    n: request.count,
    size: formatSize(size),
    ...given('quality', numbers.sayAll ? null : qualityFor(dialect, request.quality)),
    ...given('response_format', dialect.responseFormat === 'none' ? null : dialect.responseFormat),
    ...given('num_inference_steps', dialect.steps ? numbers.steps : null),
    ...given('guidance_scale', dialect.guidance ? numbers.guidance : null),
  };
}

/** What is sent as `quality` for what a client asks; null sends nothing. */
function qualityFor(dialect: UpstreamDialect, asked: string | null): string | null {
  const known = asked === null ? undefined : dialect.qualities[asked];
  return known ?? dialect.quality ?? null;
}

/** Steps and guidance as they are sent; `sayAll`: with them the preset has said all, and its name would not count. */
interface Numbers {
  readonly steps: number | null;
  readonly guidance: number | null;
  readonly sayAll: boolean;
}

/** A server that takes both or neither, or has no default for either, is told the other one from the preset. */
function numbersOf(request: VendorRequest, route: ImagesRoute, dialect: UpstreamDialect): Numbers {
  const { steps, guidance, quality } = request;
  const preset = presetFor(dialect, quality);
  if (preset === null) {
    return { steps, guidance, sayAll: false };
  }
  const isNumbered = steps !== null || guidance !== null;
  const isNeeded = route === 'edits' || (route === 'variations' && quality !== null);
  return isNumbered || isNeeded
    ? { steps: steps ?? preset.steps, guidance: guidance ?? preset.guidance, sayAll: true }
    : { steps, guidance, sayAll: false };
}

/** null where the server has defaults of its own. */
function presetFor(dialect: UpstreamDialect, quality: string | null): UpstreamPreset | null {
  const named = qualityFor(dialect, quality) ?? USUAL_PRESET;
  return dialect.presets[named] ?? dialect.presets[USUAL_PRESET] ?? null;
}

function strengthOf(request: VendorRequest, dialect: UpstreamDialect): number | null {
  return request.strength ?? (presetFor(dialect, null) === null ? null : USUAL_STRENGTH);
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
