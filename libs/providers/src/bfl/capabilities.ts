import type { ProviderCapabilities, SizeRule } from '@fusionbridge/core';
import { ASPECT_RATIOS, sizesOf } from '../protocol/aspect-ratio.js';
import type { ModelSheet } from './models.js';

/** Capabilities of a model at Black Forest Labs, which takes no LoRAs but one's own finetunes. */
export function capabilitiesOf(sheet: ModelSheet): ProviderCapabilities {
  const sizes: SizeRule =
    sheet.sized === 'ratio'
      ? { kind: 'list', sizes: sizesOf(ASPECT_RATIOS) }
      : { kind: 'free', min: 256, max: 1440, multipleOf: sheet.step };
  return {
    operations: sheet.operations,
    sizes,
    ...(sheet.sized === 'ratio' ? { aspectRatios: ASPECT_RATIOS } : {}),
    defaultSize: { width: 1024, height: 1024 },
    mask: sheet.operations.includes('inpaint') ? 'hint' : 'none',
    prompt: true,
    loras: null,
    formats: ['png', 'jpeg'],
    maxCount: 1,
    steps: sheet.steps,
    guidance: sheet.guidance,
    strength: null,
    inputPictures: sheet.sized === 'source' ? 1 : sheet.references,
    qualities: [],
    seed: 31,
    sampler: false,
    negativePrompt: false,
    progress: true,
    cancel: 'charged',
    lookup: true,
    cost: 'reported',
    flagsContent: true,
  };
}
