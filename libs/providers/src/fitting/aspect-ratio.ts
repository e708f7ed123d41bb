import type { Size } from '@fusionbridge/core';

/** What models of the FLUX kind paint at about one megapixel for a ratio, as vendors without pixel sizes run them. */
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

/** Every ratio with a known size; vendors list the same ones. */
export const ASPECT_RATIOS: readonly string[] = Object.keys(SIDES);

/** The sizes behind these ratios; other words of a vendor (`custom`, `match_input_image`) have none. */
export function sizesOf(ratios: readonly string[]): Size[] {
  return ratios.flatMap((ratio) => {
    const [width, height] = SIDES[ratio] ?? [];
    return width === undefined || height === undefined ? [] : [{ width, height }];
  });
}

/** The one of these ratios whose shape is nearest to that of `size`; `1:1` where none is known. */
export function nearestRatio(size: Size, ratios: readonly string[]): string {
  const wanted = Math.log(size.width / size.height);
  const distance = (ratio: string): number => {
    const [width, height] = SIDES[ratio] ?? [1, 1];
    return Math.abs(Math.log(width / height) - wanted);
  };
  const known = ratios.filter((ratio) => SIDES[ratio] !== undefined);
  return known.toSorted((one, other) => distance(one) - distance(other))[0] ?? '1:1';
}
