import type { PictureFormat, Range } from '@fusionbridge/core';
import { ASPECT_RATIOS } from '../protocol/aspect-ratio.js';
import type { RequestSchema } from './request-schema.js';

/** How the shape of the result is given. */
export type Sizing =
  | { readonly by: 'ratio'; readonly ratios: readonly string[] }
  | {
      readonly by: 'pixels';
      readonly sides: Range;
      /** The pixels count only together with the ratio `custom`. */
      readonly custom: boolean;
    }
  | { readonly by: 'nothing' };

/** The fields for LoRAs and their weights. */
export interface LoraFields {
  readonly names: string;
  readonly scales: string;
  /** One value instead of a list. */
  readonly single: boolean;
  readonly most: number;
  readonly scale: Range;
}

/** What one model accepts, by the schema of its requests. */
export interface ModelSheet {
  readonly sizing: Sizing;
  readonly loras: LoraFields | null;
  readonly maxCount: number;
  readonly seed: boolean;
  readonly steps: Range | null;
  readonly guidance: Range | null;
  /** Empty if it has no field for the format. */
  readonly formats: ReadonlyMap<PictureFormat, string>;
  readonly quality: boolean;
  /** For one picture; null if not known. */
  readonly credits: number | null;
}

type Fields = RequestSchema['properties'];

const ANY_NUMBER_OF_LORAS = 32;
const SIDES = { min: 256, max: 1440 };
const STEPS = { min: 1, max: 50 };
const GUIDANCE = { min: 0, max: 10 };
const LORA_SCALE = { min: -1, max: 3 };
const FORMAT_NAMES: readonly (readonly [PictureFormat, string])[] = [
  ['png', 'png'],
  ['jpeg', 'jpg'],
  ['jpeg', 'jpeg'],
  ['webp', 'webp'],
];

export function sheetOf({ properties: fields }: RequestSchema, credits: number | null): ModelSheet {
  return {
    sizing: sizingOf(fields),
    loras: lorasOf(fields),
    maxCount: rangeOf(fields, 'num_outputs', { min: 1, max: 1 })?.max ?? 1,
    seed: fields['seed'] !== undefined,
    steps: rangeOf(fields, 'num_inference_steps', STEPS),
    guidance: rangeOf(fields, 'guidance_scale', GUIDANCE),
    formats: formatsOf(fields),
    quality: fields['output_quality'] !== undefined,
    credits,
  };
}

/** With both fields, pixels are used only if the ratio can be `custom`. */
function sizingOf(fields: Fields): Sizing {
  const { aspect_ratio: ratio, width, height } = fields;
  const custom = ratio?.enum?.includes('custom') === true;
  if (width !== undefined && height !== undefined && (custom || ratio === undefined)) {
    return { by: 'pixels', sides: rangeOf(fields, 'width', SIDES) ?? SIDES, custom };
  }
  return ratio === undefined ? { by: 'nothing' } : { by: 'ratio', ratios: ratio.enum ?? ASPECT_RATIOS };
}

function lorasOf(fields: Fields): LoraFields | null {
  const { hf_loras: several } = fields;
  if (several !== undefined && fields['lora_scales'] !== undefined) {
    const most = several.maxItems ?? ANY_NUMBER_OF_LORAS;
    return { names: 'hf_loras', scales: 'lora_scales', single: false, most, scale: LORA_SCALE };
  }
  const names = ['lora_weights', 'hf_lora'].find((name) => fields[name] !== undefined);
  const scale = rangeOf(fields, 'lora_scale', LORA_SCALE);
  return names === undefined || scale === null
    ? null
    : { names, scales: 'lora_scale', single: true, most: 1, scale };
}

function formatsOf(fields: Fields): ReadonlyMap<PictureFormat, string> {
  const field = fields['output_format'];
  if (field === undefined) {
    return new Map();
  }
  return new Map(FORMAT_NAMES.filter(([, name]) => field.enum?.includes(name) ?? name !== 'jpeg'));
}

function rangeOf(fields: Fields, name: string, usual: Range): Range | null {
  const field = fields[name];
  return field === undefined ? null : { min: field.minimum ?? usual.min, max: field.maximum ?? usual.max };
}
