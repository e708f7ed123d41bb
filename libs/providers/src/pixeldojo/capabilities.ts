import type { ProviderCapabilities, SizeRule } from '@fusionbridge/core';
import { sizesOf } from '../protocol/aspect-ratio.js';
import type { ModelSheet, Sizing } from './model-sheet.js';

const SQUARE = { width: 1024, height: 1024 };

/**
 * Capabilities of a model at Pixel Dojo.
 * @param mostLoras The operator's limit; a lower one of the model wins
 * @param api `lookup`: its requests are jobs that can be polled
 */
export function capabilitiesOf(
  sheet: ModelSheet,
  mostLoras: number,
  { lookup }: { readonly lookup: boolean },
): ProviderCapabilities {
  const maxLoras = Math.min(sheet.loras?.most ?? 0, mostLoras);
  const formats = [...sheet.formats.keys()];
  return {
    operations: ['text'],
    mask: 'none',
    prompt: true,
    loras:
      sheet.loras === null || maxLoras === 0
        ? null
        : { max: maxLoras, sources: ['url', 'huggingface'], weight: sheet.loras.scale },
    sizes: sizesFor(sheet.sizing),
    ...(sheet.sizing.by === 'ratio' ? { aspectRatios: sheet.sizing.ratios } : {}),
    defaultSize: SQUARE,
    formats: formats.length === 0 ? ['png'] : formats,
    maxCount: sheet.maxCount,
    seed: sheet.seed ? 31 : null,
    negativePrompt: false,
    steps: sheet.steps,
    guidance: sheet.guidance,
    strength: null,
    inputPictures: 0,
    qualities: [],
    sampler: false,
    progress: lookup,
    cancel: 'charged',
    lookup,
    cost: sheet.credits === null ? 'unknown' : 'list',
    flagsContent: true,
  };
}

function sizesFor(sizing: Sizing): SizeRule {
  switch (sizing.by) {
    case 'pixels':
      return { kind: 'free', ...sizing.sides, multipleOf: 32 };
    case 'ratio': {
      const sizes = sizesOf(sizing.ratios);
      return { kind: 'list', sizes: sizes.length === 0 ? [SQUARE] : sizes };
    }
    default:
      return { kind: 'list', sizes: [SQUARE] };
  }
}
