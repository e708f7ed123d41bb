import type { Size } from '@fusionbridge/core';

/** Values of `imageSize`, with how they scale the pixels at 1K. */
const SCALES = { '4K': 4, '2K': 2, '1K': 1, '512': 0.5 } as const;

export type ImageSize = keyof typeof SCALES;

/** A size that a model generates, and how to ask for it. */
export interface OfferedSize {
  readonly size: Size;
  readonly aspectRatio: string;
  readonly imageSize: ImageSize;
  /** Billed for one image. */
  readonly tokens: number;
}

/** Pixels at 1K for each aspect ratio of most models. */
const COMMON: Readonly<Record<string, Size>> = {
  '1:1': { width: 1024, height: 1024 },
  '2:3': { width: 848, height: 1264 },
  '3:2': { width: 1264, height: 848 },
  '3:4': { width: 896, height: 1200 },
  '4:3': { width: 1200, height: 896 },
  '4:5': { width: 928, height: 1152 },
  '5:4': { width: 1152, height: 928 },
  '9:16': { width: 768, height: 1376 },
  '21:9': { width: 1584, height: 672 },
  '16:9': { width: 1376, height: 768 },
};

/** The same with the extreme ratios that only the newest models have. */
const EXTENDED: Readonly<Record<string, Size>> = {
  '1:8': { width: 384, height: 3072 },
  '8:1': { width: 3072, height: 384 },
  '1:4': { width: 512, height: 2048 },
  '4:1': { width: 2048, height: 512 },
  ...COMMON,
};

/** Gemini 2.5, whose pixels differ for most ratios. */
const GEMINI_2_5: Readonly<Record<string, Size>> = {
  '1:1': { width: 1024, height: 1024 },
  '2:3': { width: 832, height: 1248 },
  '3:2': { width: 1248, height: 832 },
  '3:4': { width: 864, height: 1184 },
  '4:3': { width: 1184, height: 864 },
  '4:5': { width: 896, height: 1152 },
  '5:4': { width: 1152, height: 896 },
  '9:16': { width: 768, height: 1344 },
  '21:9': { width: 1536, height: 672 },
  '16:9': { width: 1344, height: 768 },
};

export const RATIOS = { common: COMMON, extended: EXTENDED, gemini25: GEMINI_2_5 };

/**
 * Every combination of aspect ratio and image size.
 * @param ratios pixels at 1K
 * @param tokens of one image, for each supported image size
 */
export function offeredSizes(
  ratios: Readonly<Record<string, Size>>,
  tokens: readonly (readonly [ImageSize, number])[],
): OfferedSize[] {
  return tokens.flatMap(([imageSize, count]) =>
    Object.entries(ratios).map(([aspectRatio, { width, height }]) => ({
      size: { width: width * SCALES[imageSize], height: height * SCALES[imageSize] },
      aspectRatio,
      imageSize,
      tokens: count,
    })),
  );
}

/** The offered size closest to `wanted`, by shape before area. */
export function closestSize(wanted: Size, offered: readonly OfferedSize[]): OfferedSize {
  const distance = ({ size }: OfferedSize): number =>
    Math.abs(Math.log(size.width / size.height / (wanted.width / wanted.height))) * 10 +
    Math.abs(Math.log((size.width * size.height) / (wanted.width * wanted.height)));
  return offered.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}
