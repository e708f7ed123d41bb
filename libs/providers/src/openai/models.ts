import type { SizeRule } from '@fusionbridge/core';

/** US dollars for a million tokens. */
export interface TokenPrices {
  readonly textIn: number;
  readonly imageIn: number;
  readonly imageOut: number;
}

/** What one generation of models takes. */
export interface ModelSheet {
  readonly sizes: SizeRule;
  /** Takes `input_fidelity`; the others always keep closely to their pictures, or never. */
  readonly inputFidelity: boolean;
  /** Paints a transparent background; the others refuse the word. */
  readonly transparency: boolean;
  /** Values of `quality`, `auto` aside. */
  readonly qualities: readonly string[];
  /** null where no price list is known. */
  readonly prices: TokenPrices | null;
}

/** Multiples of 16 up to 4K, nothing small and no strips (contracts/vendors-b.md 4.2; least area: OpenAI's image guide). */
const ANY_SIZE: SizeRule = {
  kind: 'free',
  min: 16,
  max: 3840,
  multipleOf: 16,
  minPixels: 655_360,
  maxPixels: 3840 * 2160,
  maxRatio: 3,
};

const THREE_SIZES: SizeRule = {
  kind: 'list',
  sizes: [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 1024, height: 1536 },
  ],
};

const QUALITIES = ['low', 'medium', 'high'];
/** contracts/vendors-b.md 4.5. */
const USUAL_PRICES: TokenPrices = { textIn: 5, imageIn: 8, imageOut: 30 };
const SMALL_PRICES: TokenPrices = { textIn: 2, imageIn: 2.5, imageOut: 8 };

const NEWEST: ModelSheet = {
  sizes: ANY_SIZE,
  inputFidelity: false,
  transparency: true,
  qualities: QUALITIES,
  prices: null,
};
const OLD: ModelSheet = { ...NEWEST, sizes: THREE_SIZES, inputFidelity: true };

/** By the beginning of the name, since names may end with a date; the first that fits counts. */
const SHEETS: readonly (readonly [RegExp, ModelSheet])[] = [
  [/^gpt-image-1-mini/, { ...OLD, inputFidelity: false, prices: SMALL_PRICES }],
  [/^gpt-image-1|^chatgpt-image/, OLD],
  [/^gpt-image-2\.5/, { ...NEWEST, qualities: [...QUALITIES, 'xhigh', 'max'], prices: USUAL_PRICES }],
  // It had transparency for some weeks of 2026, until the 30th of September.
  [/^gpt-image-2(?!\.)/, { ...NEWEST, transparency: false, prices: USUAL_PRICES }],
];

/** What is known of a model; of an unknown one what the newest take. */
export function sheetOf(model: string): ModelSheet {
  return SHEETS.find(([name]) => name.test(model))?.[1] ?? NEWEST;
}
