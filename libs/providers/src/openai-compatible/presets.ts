import { UpstreamDialect } from '@fusionbridge/settings';

/** What known servers take beyond the common core (contracts/vendors-b.md 4.6, 8.3; research/field.md 5). */
export const PRESETS = {
  /** Nothing is known: the careful core. */
  other: {},
  /** `quality` is the name of a preset and any other value breaks it; steps count only together with guidance. */
  fastfusion: {
    steps: true,
    guidance: true,
    strength: true,
    loraField: 'lora_settings',
    maxLoras: 10,
    edits: true,
    maskPolarity: 'white',
    maxCount: 2,
    qualities: {
      standard: 'standard',
      medium: 'standard',
      'standard+': 'standard+',
      'standard++': 'standard++',
      bfl: 'bfl',
      hd: 'hd',
      high: 'hd',
      xhd: 'xhd',
    },
  },
  localai: {},
  sdcpp: { edits: true, imageField: 'image[]', maskPolarity: 'white', maxCount: 4 },
  /** SGLang and vLLM-Omni. */
  diffusion: {
    seed: true,
    negativePrompt: true,
    steps: true,
    guidance: true,
    edits: true,
    maxCount: 4,
  },
} satisfies Record<string, Partial<UpstreamDialect>>;

export type PresetName = keyof typeof PRESETS;

export function dialectOf(preset: PresetName): UpstreamDialect {
  return Object.assign(new UpstreamDialect(), PRESETS[preset]);
}
