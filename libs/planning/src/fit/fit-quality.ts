import type { ProviderCapabilities, VendorRequest } from '@fusionbridge/core';
import type { Cuts } from './cuts.js';

/** Values that vendors without presets satisfy anyway. */
const USUAL: ReadonlySet<string> = new Set(['auto', 'standard', 'medium']);

type Presets = Pick<ProviderCapabilities, 'qualities' | 'qualityAliases' | 'usualQuality'>;

/** The vendor's own name for the preset that is asked for; null leaves it to the vendor. */
export function fitQuality(
  { qualities, qualityAliases = {}, usualQuality }: Presets,
  { quality: asked }: Pick<VendorRequest, 'quality'>,
  cuts: Cuts,
): string | null {
  const name = asked === null || qualities.includes(asked) ? asked : (qualityAliases[asked] ?? asked);
  if (name === null || qualities.includes(name)) {
    return name;
  }
  if (!USUAL.has(name)) {
    const why =
      usualQuality === undefined ? 'the vendor has no presets' : 'the vendor does not have this preset';
    cuts.add({ field: 'quality', asked: name, given: usualQuality ?? 'dropped', why });
  }
  return null;
}
