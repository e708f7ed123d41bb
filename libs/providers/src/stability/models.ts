import type { VendorOperation } from '@fusionbridge/core';

/** What one model accepts. */
export interface ModelSheet {
  /** Last part of the address. */
  readonly endpoint: 'core' | 'ultra' | 'sd3';
  /** Inpainting is the same endpoint for every model. */
  readonly operations: readonly VendorOperation[];
  readonly negativePrompt: boolean;
  readonly guidance: boolean;
  readonly usd: number;
}

const SD3: ModelSheet = {
  endpoint: 'sd3',
  operations: ['text', 'image', 'inpaint', 'fill'],
  negativePrompt: true,
  guidance: true,
  usd: 0.065,
};

/** Models and prices of Stability AI, at one cent per credit. */
const SHEETS: Readonly<Record<string, ModelSheet>> = {
  core: { ...SD3, endpoint: 'core', operations: ['text', 'inpaint', 'fill'], guidance: false, usd: 0.03 },
  ultra: { ...SD3, endpoint: 'ultra', guidance: false, usd: 0.08 },
  'sd3.5-large': SD3,
  'sd3.5-large-turbo': { ...SD3, negativePrompt: false, guidance: false, usd: 0.04 },
  'sd3.5-medium': { ...SD3, usd: 0.035 },
};

export const MODEL_NAMES: readonly string[] = Object.keys(SHEETS);

/** An unknown model is taken for a newer Stable Diffusion 3. */
export function sheetOf(model: string): ModelSheet {
  return SHEETS[model] ?? SD3;
}
