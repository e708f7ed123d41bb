import {
  type ProviderCapabilities,
  type Range,
  type SizeRule,
  UNBOUNDED,
  type VendorOperation,
} from '@fusionbridge/core';
import type { Mapping, Word } from './mapping.js';

const DEFAULT_SIZE = { width: 1024, height: 1024 };

/** Sides that Spaces paint unless their sliders say otherwise. */
const SIDES = { min: 256, max: 2048 };
const SIDE_STEP = 16;

/** Taken for sliders until the Space has told its own; it refuses what is beyond them. */
const STEPS = { min: 1, max: 100 };
const GUIDANCE = { min: 0, max: 30 };
const STRENGTH = { min: 0, max: 1 };

/** What the sliders of a Space allow, by the names of its parameters; empty while that is unknown. */
export type SliderRanges = ReadonlyMap<string, Range>;

/** What a Space does, as far as its parameters are mapped. `mostLoras`: the operator's own limit. */
export function capabilitiesOf(
  mapping: Mapping,
  mostLoras: number,
  sliders: SliderRanges,
): ProviderCapabilities {
  const rangeOf = (word: Word, usual: Range): Range | null =>
    mapping.takes(word) ? (sliderOf(mapping, word, sliders) ?? usual) : null;
  const maxLoras = mapping.takes('loras', 'lora_list') ? mostLoras : 0;
  return {
    operations: operationsOf(mapping),
    mask: 'none',
    prompt: true,
    loras: maxLoras === 0 ? null : { max: maxLoras, sources: mapping.loraSources, weight: UNBOUNDED },
    sizes: sizesOf(mapping, sliders),
    defaultSize: DEFAULT_SIZE,
    formats: ['webp', 'png', 'jpeg'],
    maxCount: 1,
    seed: mapping.takes('seed') ? 31 : null,
    negativePrompt: mapping.takes('negative_prompt'),
    steps: rangeOf('steps', STEPS),
    guidance: rangeOf('guidance', GUIDANCE),
    strength: rangeOf('strength', STRENGTH),
    inputPictures: mapping.takes('image', 'image_url') ? 1 : 0,
    qualities: [],
    sampler: false,
    progress: true,
    // What waits is removed; what runs goes on and uses up the quota of the account.
    cancel: 'charged',
    // Whoever drops the stream of events is forgotten together with the order.
    lookup: false,
    cost: 'free',
    flagsContent: true,
  };
}

/** Of several parameters that take the same value, the narrowest. */
function sliderOf(mapping: Mapping, word: Word, sliders: SliderRanges): Range | null {
  const ranges = mapping.parametersOf(word).flatMap((name) => sliders.get(name) ?? []);
  return ranges.length === 0
    ? null
    : {
        min: Math.max(...ranges.map(({ min }) => min)),
        max: Math.min(...ranges.map(({ max }) => max)),
      };
}

/** Both sides have the same bounds here: those that the sliders of both allow. */
function sizesOf(mapping: Mapping, sliders: SliderRanges): SizeRule {
  if (!mapping.takes('width', 'height')) {
    return { kind: 'list', sizes: [DEFAULT_SIZE] };
  }
  const width = sliderOf(mapping, 'width', sliders) ?? SIDES;
  const height = sliderOf(mapping, 'height', sliders) ?? SIDES;
  const min = Math.max(width.min, height.min, SIDE_STEP);
  const max = Math.min(width.max, height.max);
  return { kind: 'free', min, max, multipleOf: SIDE_STEP };
}

/** A function that takes the address of a picture and no strength follows it in its own way. */
function operationsOf(mapping: Mapping): readonly VendorOperation[] {
  if (mapping.takes('image') || (mapping.takes('image_url') && mapping.takes('strength'))) {
    return ['text', 'image'];
  }
  return mapping.takes('image_url') ? ['text', 'reference'] : ['text'];
}
