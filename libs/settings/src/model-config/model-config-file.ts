import { MODEL_FAMILIES } from '@fusionbridge/core';
import { z } from 'zod';

/*
 * FastFusion's `model_config.json`, with what the bridge adds to it. Unknown keys are told of by `readModelConfig`;
 * null stands for nothing, as in Python.
 */

const text = z.string('a text').nullish();
const flag = z.boolean('true or false').nullish();

function amount(min: number, max: number): z.ZodNumber {
  const allowed = `a number from ${min} to ${max}`;
  return z.number(allowed).min(min, allowed).max(max, allowed);
}

function whole(min: number, max: number): z.ZodNumber {
  const allowed = `a whole number from ${min} to ${max}`;
  return z.int(allowed).min(min, allowed).max(max, allowed);
}

const ADDRESS = 'an http(s) address, such as https://api.openai.com';

const guidance = amount(0, 100).nullish();
const steps = whole(1, 500).nullish();

/** FastFusion's two values, and ours. */
const GenerationPreset = z.strictObject(
  {
    guidance_scale: guidance,
    num_inference_steps: steps,
    sampler: text,
    scheduler: text,
    strength: amount(0, 1).nullish(),
    quality: text,
  },
  'an object such as {"guidance_scale": 7, "num_inference_steps": 25}',
);

export type GenerationPreset = z.infer<typeof GenerationPreset>;

const presets = z.record(z.string(), GenerationPreset, 'an object of presets by their names');

const ModelConfigLora = z.strictObject({
  type: z.enum(['hub', 'local', 'url'], 'one of hub, local, url'),
  /** Repository (`hub`), path (`local`) or address (`url`). */
  address: z.string('a text').min(1, 'a text'),
  weight_name: text,
  adapter_name: z.string('a text').min(1, 'a text'),
});

/** One of `pipeline.loras`. */
export type ModelConfigLora = z.infer<typeof ModelConfigLora>;

const VariationsConfig = z.strictObject({
  enabled: flag,
  pipeline: text,
  enable_flux_redux: flag,
  vision_model: text,
  vision_model_host: z
    .string(ADDRESS)
    .regex(/^(https?:\/\/\S+)?$/, ADDRESS)
    .nullish(),
  vision_model_api_key_variable: text,
  /** As FastFusion's files before 2025 have it. */
  enable_images_variations: flag,
  use_flux_redux: flag,
});

const Pipeline = z.strictObject({
  hf_model_id: text,
  max_n: whole(1, 100).nullish(),
  over_max_n: z.enum(['refuse', 'split'], 'refuse or split').nullish(),
  torch_dtype_init: text,
  torch_dtype_run: text,
  torch_device: text,
  enable_cpu_offload: flag,
  enable_vae_slicing: flag,
  enable_vae_tiling: flag,
  global_guidance_scale: guidance,
  global_num_inference_steps: steps,
  generations_config: z.strictObject({ enabled: flag, pipeline: text }).nullish(),
  edits_config: z.strictObject({ enabled: flag, pipeline: text, inpaint_pipeline: text }).nullish(),
  variations_config: VariationsConfig.nullish(),
  loras: z.array(ModelConfigLora, 'a list of LoRAs').nullish(),
  /** As FastFusion's files before 2025 have it. */
  enable_images_generations: flag,
  enable_images_edits: flag,
});

export type ModelConfigPipeline = z.infer<typeof Pipeline>;

/** The whole file; every key may be missing. */
export const ModelConfigFile = z.strictObject({
  $schema: text,
  name: text,
  pipeline: Pipeline.nullish(),
  generation_presets: presets.nullish(),
  family_presets: z
    .partialRecord(
      z.enum(MODEL_FAMILIES),
      presets,
      `an object of presets by family: ${MODEL_FAMILIES.join(', ')}`,
    )
    .nullish(),
});

export type ModelConfigFile = z.infer<typeof ModelConfigFile>;
