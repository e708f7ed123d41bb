import { type OfferedSize, offeredSizes, RATIOS } from './sizes.js';

/** US dollars for a million tokens. */
export interface TokenPrices {
  /** Of the prompt, its images included. */
  readonly input: number;
  /** Of text, the model's thoughts included. */
  readonly text: number;
  readonly image: number;
}

/** Limits and prices of one model. */
export interface ModelSheet {
  readonly sizes: readonly OfferedSize[];
  /** False if the model rejects `imageSize`, since it has only one. */
  readonly takesImageSize: boolean;
  /** Tokens of one input image. */
  readonly inputImageTokens: number;
  /** null if unknown. */
  readonly prices: TokenPrices | null;
}

const NANO_BANANA_2_1: ModelSheet = {
  sizes: offeredSizes(RATIOS.extended, [
    ['4K', 3780],
    ['2K', 1680],
    ['1K', 1120],
  ]),
  takesImageSize: true,
  inputImageTokens: 1120,
  prices: { input: 1.5, text: 7.5, image: 30 },
};

const NANO_BANANA_2: ModelSheet = {
  ...NANO_BANANA_2_1,
  sizes: offeredSizes(RATIOS.extended, [
    ['4K', 2520],
    ['2K', 1680],
    ['1K', 1120],
    ['512', 747],
  ]),
  prices: { input: 0.5, text: 3, image: 60 },
};

const NANO_BANANA_2_LITE: ModelSheet = {
  ...NANO_BANANA_2_1,
  sizes: offeredSizes(RATIOS.common, [['1K', 1120]]),
  prices: { input: 0.25, text: 1.5, image: 30 },
};

const NANO_BANANA_PRO: ModelSheet = {
  ...NANO_BANANA_2_1,
  sizes: offeredSizes(RATIOS.common, [
    ['4K', 2000],
    ['2K', 1120],
    ['1K', 1120],
  ]),
  inputImageTokens: 560,
  prices: { input: 2, text: 12, image: 120 },
};

const NANO_BANANA: ModelSheet = {
  sizes: offeredSizes(RATIOS.gemini25, [['1K', 1290]]),
  takesImageSize: false,
  inputImageTokens: 258,
  prices: { input: 0.3, text: 2.5, image: 30 },
};

/** By the beginning of the name, since Google appends suffixes such as `-preview`. */
const SHEETS: readonly (readonly [RegExp, ModelSheet])[] = [
  [/^gemini-nano-banana-2\.1/, NANO_BANANA_2_1],
  [/^gemini-3\.1-flash-lite-image/, NANO_BANANA_2_LITE],
  [/^gemini-3\.1-flash-image/, NANO_BANANA_2],
  [/^gemini-3-pro-image|^nano-banana-pro/, NANO_BANANA_PRO],
  [/^gemini-2\.5-flash-image/, NANO_BANANA],
];

/** A model that is not listed is assumed to be newer, with the ratios that all models have. */
const UNKNOWN: ModelSheet = {
  ...NANO_BANANA_2_1,
  sizes: offeredSizes(RATIOS.common, [
    ['2K', 1680],
    ['1K', 1120],
  ]),
  prices: null,
};

export function sheetOf(model: string): ModelSheet {
  return SHEETS.find(([name]) => name.test(model))?.[1] ?? UNKNOWN;
}

/** Whether a model generates images. The API does not tell, except by the name. */
export function isImageModel(name: string): boolean {
  return /image|nano-banana/.test(name);
}
