import type { Size } from '@fusionbridge/core';

/** Sizes of about one megapixel that FLUX models generate for a ratio, at vendors that take no size in pixels. */
const SIDES: Readonly<Record<string, readonly [width: number, height: number]>> = {
  '1:1': [1024, 1024],
  '16:9': [1344, 768],
  '9:16': [768, 1344],
  '21:9': [1536, 640],
  '9:21': [640, 1536],
  '3:2': [1216, 832],
  '2:3': [832, 1216],
  '4:3': [1152, 896],
  '3:4': [896, 1152],
  '5:4': [1088, 896],
  '4:5': [896, 1088],
};

/** Every ratio whose size is known; vendors list the same ones. */
export const ASPECT_RATIOS: readonly string[] = Object.keys(SIDES);

/** The sizes of these ratios; other values of the vendor's field (`custom`, `match_input_image`) have none. */
export function sizesOf(ratios: readonly string[]): Size[] {
  return ratios.flatMap((ratio) => {
    const [width, height] = SIDES[ratio] ?? [];
    return width === undefined || height === undefined ? [] : [{ width, height }];
  });
}

/** The ratio nearest to the shape of `size`; `1:1` if the size of none of them is known. */
export function nearestRatio(size: Size, ratios: readonly string[]): string {
  const wanted = Math.log(size.width / size.height);
  const distance = (ratio: string): number => {
    const [width, height] = SIDES[ratio] ?? [1, 1];
    return Math.abs(Math.log(width / height) - wanted);
  };
  const known = ratios.filter((ratio) => SIDES[ratio] !== undefined);
  return known.toSorted((one, other) => distance(one) - distance(other))[0] ?? '1:1';
}
