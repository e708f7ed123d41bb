import type { SizeRule } from '@fusionbridge/core';

/** US dollars per million tokens. */
export interface TokenPrices {
  readonly textIn: number;
  readonly imageIn: number;
  readonly imageOut: number;
}

/** What one generation of models accepts. */
export interface ModelSheet {
  readonly sizes: SizeRule;
  /** Takes `input_fidelity`; in the others fidelity is fixed. */
  readonly inputFidelity: boolean;
  /** Generates a transparent background; the others refuse the value. */
  readonly transparency: boolean;
  /** Values of `quality` besides `auto`. */
  readonly qualities: readonly string[];
  /** null if not known. */
  readonly prices: TokenPrices | null;
}

/** Multiples of 16 up to 4K; the least area is from OpenAI's image guide. */
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

/** By the beginning of the name, because names may end with a date; the first match counts. */
const SHEETS: readonly (readonly [RegExp, ModelSheet])[] = [
  [/^gpt-image-1-mini/, { ...OLD, inputFidelity: false, prices: SMALL_PRICES }],
  [/^gpt-image-1|^chatgpt-image/, OLD],
  [/^gpt-image-2\.5/, { ...NEWEST, qualities: [...QUALITIES, 'xhigh', 'max'], prices: USUAL_PRICES }],
  // It had transparency for some weeks of 2026, until the 30th of September.
  [/^gpt-image-2(?!\.)/, { ...NEWEST, transparency: false, prices: USUAL_PRICES }],
];

/** An unknown model gets the fields of the newest generation. */
export function sheetOf(model: string): ModelSheet {
  return SHEETS.find(([name]) => name.test(model))?.[1] ?? NEWEST;
}
