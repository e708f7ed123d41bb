import type { ProviderCapabilities } from '@fusionbridge/core';
import type { ModelSheet } from './models.js';

const INPUT_PICTURES = 16;
const QUALITY_ALIASES: Readonly<Record<string, string>> = { standard: 'medium', hd: 'high' };

/**
 * Capabilities of a model at OpenAI.
 * @param progress Partial images are requested
 */
export function capabilitiesOf(sheet: ModelSheet, progress: boolean): ProviderCapabilities {
  return {
    operations: ['text', 'image', 'inpaint', 'reference'],
    mask: 'hint',
    maskPolarity: 'transparent',
    prompt: true,
    loras: null,
    sizes: sheet.sizes,
    defaultSize: { width: 1024, height: 1024 },
    formats: ['png', 'jpeg', 'webp'],
    maxCount: 10,
    seed: null,
    negativePrompt: false,
    steps: null,
    guidance: null,
    strength: null,
    inputPictures: INPUT_PICTURES,
    sampler: false,
    qualities: ['auto', ...sheet.qualities],
    qualityAliases: QUALITY_ALIASES,
    inputFidelity: sheet.inputFidelity,
    transparency: sheet.transparency,
    progress,
    cancel: 'charged',
    lookup: false,
    cost: sheet.prices === null ? 'unknown' : 'list',
    flagsContent: false,
  };
}
