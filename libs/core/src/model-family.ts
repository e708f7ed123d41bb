import type { ModelFamily } from './model.js';

/** Most specific first: `sd_xl_base` also contains `sd`, and `flux-dev` is named like nothing else. */
const FAMILY_NAMES: readonly (readonly [RegExp, ModelFamily])[] = [
  [/\bflux|flux(?:[._-]?[12])/i, 'flux'],
  [/gpt-image/i, 'gpt-image'],
  [/stable-diffusion-3|\bsd[-_ ]?3(?:[._-]?5)?(?![0-9])/i, 'sd3'],
  [/xl(?![a-z])|\bpony|illustrious|noobai/i, 'sdxl'],
  [/stable-diffusion-v?1|\bsd[-_ ]?v?1[-_. ]?[45]|v1-5|dreamshaper_8/i, 'sd15'],
];

/** The family that the name of a vendor's model or of a checkpoint tells; null if it tells none. */
export function familyNamed(model: string): ModelFamily | null {
  return FAMILY_NAMES.find(([pattern]) => pattern.test(model))?.[1] ?? null;
}
