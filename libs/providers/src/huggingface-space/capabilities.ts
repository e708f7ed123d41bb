import { type ProviderCapabilities, UNBOUNDED, type VendorOperation } from '@fusionbridge/core';
import type { Mapping } from './mapping.js';

const DEFAULT_SIZE = { width: 1024, height: 1024 };

/** Sliders of Spaces end here or before; they refuse what is beyond. */
const STEPS = { min: 1, max: 100 };
const GUIDANCE = { min: 0, max: 30 };
const STRENGTH = { min: 0, max: 1 };

/** What a Space does, as far as its parameters are mapped. `mostLoras`: the operator's own limit. */
export function capabilitiesOf(mapping: Mapping, mostLoras: number): ProviderCapabilities {
  const maxLoras = mapping.takes('loras', 'lora_list') ? mostLoras : 0;
  return {
    operations: operationsOf(mapping),
    mask: 'none',
    prompt: true,
    loras: maxLoras === 0 ? null : { max: maxLoras, sources: mapping.loraSources, weight: UNBOUNDED },
    sizes: mapping.takes('width', 'height')
      ? { kind: 'free', min: 256, max: 2048, multipleOf: 16 }
      : { kind: 'list', sizes: [DEFAULT_SIZE] },
    defaultSize: DEFAULT_SIZE,
    formats: ['webp', 'png', 'jpeg'],
    maxCount: 1,
    seed: mapping.takes('seed') ? 31 : null,
    negativePrompt: mapping.takes('negative_prompt'),
    steps: mapping.takes('steps') ? STEPS : null,
    guidance: mapping.takes('guidance') ? GUIDANCE : null,
    strength: mapping.takes('strength') ? STRENGTH : null,
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

/** A function that takes the address of a picture and no strength follows it in its own way. */
function operationsOf(mapping: Mapping): readonly VendorOperation[] {
  if (mapping.takes('image') || (mapping.takes('image_url') && mapping.takes('strength'))) {
    return ['text', 'image'];
  }
  return mapping.takes('image_url') ? ['text', 'reference'] : ['text'];
}
