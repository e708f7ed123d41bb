import type { Range } from '@fusionbridge/core';

/** What one model accepts. */
export interface ModelSheet {
  readonly maxLoras: number;
  readonly negativePrompt: boolean;
  readonly steps: Range;
  /** More steps than these cost proportionally more. */
  readonly usualSteps: number;
  /** False for the professional editions, which choose steps and guidance themselves. */
  readonly tunable: boolean;
  /** The field for reference pictures: one address, or a list of them. */
  readonly references: 'image_url' | 'reference_images' | null;
  /** US dollars per megapixel; null if not known. */
  readonly usd: number | null;
}

/** Used for chain links that name no model; the only model that takes LoRAs. */
const USUAL_MODEL = 'black-forest-labs/FLUX.2-dev';

const PLAIN: ModelSheet = {
  maxLoras: 0,
  negativePrompt: false,
  steps: { min: 1, max: 50 },
  usualSteps: 28,
  tunable: true,
  references: null,
  usd: null,
};

const PRO: ModelSheet = { ...PLAIN, tunable: false };
/** Models with classifier-free guidance, which makes a negative prompt possible. */
const CLASSIC: ModelSheet = { ...PLAIN, negativePrompt: true };

/** Models and prices of Together, from its live list of 2026-08-17. */
const SHEETS: Readonly<Record<string, ModelSheet>> = {
  'black-forest-labs/FLUX.2-dev': { ...PLAIN, maxLoras: 2, references: 'reference_images', usd: 0.0154 },
  'black-forest-labs/FLUX.2-flex': { ...PLAIN, references: 'reference_images', usd: 0.03 },
  'black-forest-labs/FLUX.2-pro': { ...PRO, references: 'reference_images', usd: 0.03 },
  'black-forest-labs/FLUX.2-max': { ...PRO, references: 'reference_images', usd: 0.07 },
  'black-forest-labs/FLUX.1-schnell': { ...PLAIN, steps: { min: 1, max: 4 }, usualSteps: 4, usd: 0.0027 },
  'black-forest-labs/FLUX.1.1-pro': { ...PRO, usd: 0.04 },
  'black-forest-labs/FLUX.1-kontext-pro': { ...PRO, references: 'image_url', usd: 0.04 },
  'black-forest-labs/FLUX.1-kontext-max': { ...PRO, references: 'image_url', usd: 0.08 },
  'Rundiffusion/Juggernaut-pro-flux': { ...PLAIN, usd: 0.0049 },
  'RunDiffusion/Juggernaut-Lightning-Flux': { ...PLAIN, usd: 0.0017 },
  'stabilityai/stable-diffusion-xl-base-1.0': { ...CLASSIC, usd: 0.0019 },
  'Qwen/Qwen-Image': { ...CLASSIC, usd: 0.0058 },
};

export function nameOf(vendorModel: string): string {
  return vendorModel === '' ? USUAL_MODEL : vendorModel;
}

/** An unknown model gets the fields that every model has. */
export function sheetOf(vendorModel: string): ModelSheet {
  return SHEETS[nameOf(vendorModel)] ?? PLAIN;
}
