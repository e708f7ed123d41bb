import type { Range } from '@fusionbridge/core';

/** What one model takes. */
export interface ModelSheet {
  readonly maxLoras: number;
  readonly negativePrompt: boolean;
  readonly steps: Range;
  /** Above these the vendor asks proportionally more. */
  readonly usualSteps: number;
  /** Not in the professional editions, which choose their own. */
  readonly tunable: boolean;
  /** How reference pictures are given: one address, or a list of them. */
  readonly references: 'image_url' | 'reference_images' | null;
  /** US dollars for a megapixel. */
  readonly usd: number | null;
}

/** The model of a chain that names none; the only one that takes LoRAs. */
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
/** Models with classic guidance, through which a negative prompt acts. */
const CLASSIC: ModelSheet = { ...PLAIN, negativePrompt: true };

/** Models and prices of Together (contracts/vendors-a.md 4.1 to 4.3, live list of 2026-08-17). */
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

/** What is known of a model; of an unknown one what every model takes. */
export function sheetOf(vendorModel: string): ModelSheet {
  return SHEETS[nameOf(vendorModel)] ?? PLAIN;
}
