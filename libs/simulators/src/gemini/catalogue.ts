interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Limits and token counts of one image model. */
export interface GeminiModel {
  readonly displayName: string;
  readonly ratios: readonly string[];
  /** Values of `imageSize`; a model with none refuses the field. */
  readonly sizes: readonly string[];
  /** Values of `thinkingLevel`; a model with none refuses the field. */
  readonly thinkingLevels: readonly string[];
  readonly inputTokenLimit: number;
  readonly outputTokenLimit: number;
  /** Tokens of one output image, by `imageSize`. */
  readonly outputTokens: Readonly<Record<string, number>>;
  /** Tokens of one input image. */
  readonly inputTokens: number;
}

export const USUAL_SIZE = '1K';
export const USUAL_RATIO = '1:1';

const TEN_RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'];
const FOURTEEN_RATIOS = [...TEN_RATIOS, '1:4', '4:1', '1:8', '8:1'];

const NANO_BANANA_2: GeminiModel = {
  displayName: 'Nano Banana 2.1',
  ratios: FOURTEEN_RATIOS,
  sizes: ['1K', '2K', '4K'],
  thinkingLevels: ['MINIMAL', 'MEDIUM', 'HIGH'],
  inputTokenLimit: 131_072,
  outputTokenLimit: 32_768,
  outputTokens: { '1K': 1120, '2K': 1680, '4K': 3780 },
  inputTokens: 1120,
};

/** Image models of the Gemini API, without those that Google has shut down. */
export const MODELS: Readonly<Record<string, GeminiModel>> = {
  'gemini-nano-banana-2.1': NANO_BANANA_2,
  'gemini-3.1-flash-image': {
    ...NANO_BANANA_2,
    displayName: 'Nano Banana 2',
    sizes: ['512', '1K', '2K', '4K'],
    thinkingLevels: ['MINIMAL', 'HIGH'],
    outputTokens: { '512': 747, '1K': 1120, '2K': 1680, '4K': 2520 },
  },
  'gemini-3.1-flash-lite-image': {
    ...NANO_BANANA_2,
    displayName: 'Nano Banana 2 Lite',
    ratios: TEN_RATIOS,
    sizes: ['1K'],
    thinkingLevels: ['MINIMAL', 'HIGH'],
    inputTokenLimit: 65_536,
    outputTokenLimit: 4096,
  },
  'gemini-3-pro-image': {
    ...NANO_BANANA_2,
    displayName: 'Nano Banana Pro',
    ratios: TEN_RATIOS,
    thinkingLevels: [],
    inputTokenLimit: 65_536,
    outputTokens: { '1K': 1120, '2K': 1120, '4K': 2000 },
    inputTokens: 560,
  },
  'gemini-2.5-flash-image': {
    displayName: 'Nano Banana',
    ratios: TEN_RATIOS,
    sizes: [],
    thinkingLevels: [],
    inputTokenLimit: 65_536,
    outputTokenLimit: 32_768,
    outputTokens: { '1K': 1290 },
    inputTokens: 258,
  },
};

/** Pixels at 1K. */
const EXTENTS: Readonly<Record<string, string>> = {
  '1:1': '1024x1024',
  '2:3': '848x1264',
  '3:2': '1264x848',
  '3:4': '896x1200',
  '4:3': '1200x896',
  '4:5': '928x1152',
  '5:4': '1152x928',
  '9:16': '768x1376',
  '16:9': '1376x768',
  '21:9': '1584x672',
  '1:4': '512x2048',
  '4:1': '2048x512',
  '1:8': '384x3072',
  '8:1': '3072x384',
};

/** Pixels of Gemini 2.5, which differ for most ratios. */
const OLD_EXTENTS: Readonly<Record<string, string>> = {
  ...EXTENTS,
  '2:3': '832x1248',
  '3:2': '1248x832',
  '3:4': '864x1184',
  '4:3': '1184x864',
  '4:5': '896x1152',
  '5:4': '1152x896',
  '9:16': '768x1344',
  '16:9': '1344x768',
  '21:9': '1536x672',
};

const SCALES: Readonly<Record<string, number>> = { '512': 0.5, '1K': 1, '2K': 2, '4K': 4 };

/** Pixels of the image for a ratio and an `imageSize`. */
export function extentFor(model: GeminiModel, ratio: string, size: string): Extent {
  const extents = model.sizes.length === 0 ? OLD_EXTENTS : EXTENTS;
  const [width = 1024, height = 1024] = (extents[ratio] ?? '').split('x').map(Number);
  const scale = SCALES[size] ?? 1;
  return { width: width * scale, height: height * scale };
}

/** The supported ratio closest to that of an image. */
export function ratioLike({ width, height }: Extent, { ratios }: GeminiModel): string {
  const distance = (ratio: string): number => {
    const [across = 1, down = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log(across / down / (width / height)));
  };
  return ratios.toSorted((one, other) => distance(one) - distance(other))[0] ?? USUAL_RATIO;
}
