import { UpstreamDialect } from '@fusionbridge/settings';

/** What known servers take beyond the common core (contracts/vendors-b.md 4.6, 8.3; research/field.md 5). */
export const PRESETS = {
  /** Nothing is known: the careful core. */
  other: {},
  /**
   * `quality` is the name of a preset and any other value breaks it; steps count only together with guidance. The form
   * of its edits cannot carry LoRAs and knows no `quality`, and what it leaves open breaks the order. The numbers are
   * those of the configuration that FastFusion ships with.
   */
  fastfusion: {
    steps: true,
    guidance: true,
    strength: true,
    loraField: 'lora_settings',
    maxLoras: 10,
    editLoras: false,
    edits: true,
    editsNeedMask: true,
    variations: true,
    maskPolarity: 'white',
    maxCount: 2,
    presets: {
      standard: { steps: 25, guidance: 3.5 },
      'standard+': { steps: 25, guidance: 5.5 },
      'standard++': { steps: 25, guidance: 7 },
      bfl: { steps: 50, guidance: 3.5 },
      hd: { steps: 50, guidance: 5.5 },
      xhd: { steps: 50, guidance: 7 },
    },
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
  /** SGLang and vLLM-Omni; they take a `mask` without a word and never look at it. */
  diffusion: {
    seed: true,
    negativePrompt: true,
    steps: true,
    guidance: true,
    edits: true,
    masks: false,
    maxCount: 4,
  },
} satisfies Record<string, Partial<UpstreamDialect>>;

export type PresetName = keyof typeof PRESETS;

export function dialectOf(preset: PresetName): UpstreamDialect {
  return Object.assign(new UpstreamDialect(), PRESETS[preset]);
}
