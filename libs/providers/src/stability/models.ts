import type { VendorOperation } from '@fusionbridge/core';

/** What one model takes. */
export interface ModelSheet {
  /** The last part of the address that paints with it. */
  readonly endpoint: 'core' | 'ultra' | 'sd3';
  /** In words and from pictures; under a mask all models are one. */
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

/** Models and prices of Stability AI, at a cent for each credit (contracts/vendors-b.md 10). */
const SHEETS: Readonly<Record<string, ModelSheet>> = {
  core: { ...SD3, endpoint: 'core', operations: ['text', 'inpaint', 'fill'], guidance: false, usd: 0.03 },
  ultra: { ...SD3, endpoint: 'ultra', guidance: false, usd: 0.08 },
  'sd3.5-large': SD3,
  'sd3.5-large-turbo': { ...SD3, negativePrompt: false, guidance: false, usd: 0.04 },
  'sd3.5-medium': { ...SD3, usd: 0.035 },
};

export const MODEL_NAMES: readonly string[] = Object.keys(SHEETS);

/** What is known of a model; an unknown one is taken for a newer Stable Diffusion 3. */
export function sheetOf(model: string): ModelSheet {
  return SHEETS[model] ?? SD3;
}
