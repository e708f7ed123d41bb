import type { ModelFamily } from '@fusionbridge/core';
import type { GenerationPreset, ModelConfigFile } from './model-config-file.js';

/** Values of a preset for what the client leaves open; values it does not name are not changed. */
export interface PresetValues {
  readonly steps?: number;
  readonly guidance?: number;
  readonly sampler?: string;
  readonly scheduler?: string;
  readonly strength?: number;
  /** For vendors with a `quality` parameter: their value for it. */
  readonly quality?: string;
}

/** A preset for one family. */
export interface FoundPreset {
  /** As the file calls it: `hd`, also where `high` was asked for and there is no `high`. */
  readonly name: string;
  readonly values: PresetValues;
}

/** Best first: where a file has no preset of a name, the next name is looked for. OpenAI's words mean something in any file. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  auto: ['auto'],
  low: ['low'],
  medium: ['medium', 'standard'],
  standard: ['standard', 'medium'],
  high: ['high', 'hd'],
  hd: ['hd', 'high'],
  xhigh: ['xhigh', 'xhd', 'max', 'hd', 'high'],
  max: ['max', 'xhigh', 'xhd', 'hd', 'high'],
};

type PresetFile = Pick<ModelConfigFile, 'generation_presets' | 'family_presets'>;

/** The presets of the operator's file, over those of the house. */
export class GenerationPresets {
  /** All accepted values of `quality`, OpenAI's included. */
  readonly names: readonly string[];

  /** @param files In descending precedence */
  constructor(private readonly files: readonly PresetFile[]) {
    this.names = [...new Set([...Object.keys(MEANT), ...files.flatMap(namesIn)])];
  }

  /**
   * What is meant by a name, for a family: each value from the first file that has it, the family's own before those
   * for all.
   */
  find(name: string, family: ModelFamily): FoundPreset | null {
    const found = this.files.flatMap((file) => findIn(file, name, family) ?? []);
    const [first] = found;
    return first === undefined
      ? null
      : { name: first.name, values: Object.assign({}, ...found.map(({ values }) => values).toReversed()) };
  }
}

function namesIn({ generation_presets, family_presets }: PresetFile): string[] {
  return [generation_presets, ...Object.values(family_presets ?? {})].flatMap((one) =>
    Object.keys(one ?? {}),
  );
}

function findIn(file: PresetFile, asked: string, family: ModelFamily): FoundPreset | null {
  const forAll = file.generation_presets ?? {};
  const forFamily = file.family_presets?.[family] ?? {};
  const names = Object.hasOwn(MEANT, asked) ? MEANT[asked] : [asked];
  const name = names?.find((one) => Object.hasOwn(forFamily, one) || Object.hasOwn(forAll, one));
  return name === undefined
    ? null
    : { name, values: { ...valuesOf(forAll[name]), ...valuesOf(forFamily[name]) } };
}

function valuesOf(preset: GenerationPreset | undefined): PresetValues {
  return {
    ...given('steps', preset?.num_inference_steps),
    ...given('guidance', preset?.guidance_scale),
    ...given('sampler', preset?.sampler),
    ...given('scheduler', preset?.scheduler),
    ...given('strength', preset?.strength),
    ...given('quality', preset?.quality),
  };
}

function given(field: keyof PresetValues, value: string | number | null | undefined): PresetValues {
  return value === null || value === undefined || value === '' ? {} : { [field]: value };
}
