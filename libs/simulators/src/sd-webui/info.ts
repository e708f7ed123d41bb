import type { GenerationBody } from './body.js';

/** What the server decided itself. */
export interface Decided {
  readonly seeds: readonly number[];
  readonly sampler: string;
  readonly scheduler: string;
  readonly model: string;
  readonly indexOfFirstImage: number;
  /** Of Forge with Flux only; null where the server has no such thing and passed over the field. */
  readonly distilledGuidance: number | null;
}

/** The `info` of an answer: JSON in a string, keys in A1111's order. */
export function infoOf(body: GenerationBody, decided: Decided): string {
  const count = decided.seeds.length;
  return JSON.stringify({
    prompt: body.prompt,
    all_prompts: Array.from({ length: count }, () => body.prompt),
    negative_prompt: body.negativePrompt,
    all_negative_prompts: Array.from({ length: count }, () => body.negativePrompt),
    seed: decided.seeds[0],
    all_seeds: decided.seeds,
    width: body.width,
    height: body.height,
    sampler_name: decided.sampler,
    cfg_scale: body.cfgScale,
    steps: body.steps,
    batch_size: 1,
    sd_model_name: decided.model,
    denoising_strength: body.strength,
    extra_generation_params: { 'Schedule type': decided.scheduler },
    index_of_first_image: decided.indexOfFirstImage,
    infotexts: decided.seeds.map((seed) => infotextOf(body, decided, seed)),
    styles: [],
    job_timestamp: '20261121054000',
    clip_skip: 1,
    is_using_inpainting_conditioning: false,
    version: 'simulator',
  });
}

function infotextOf(body: GenerationBody, decided: Decided, seed: number): string {
  const facts = [
    `Steps: ${body.steps}`,
    `Sampler: ${decided.sampler}`,
    `Schedule type: ${decided.scheduler}`,
    `CFG scale: ${body.cfgScale}`,
    ...(decided.distilledGuidance === null ? [] : [`Distilled CFG Scale: ${decided.distilledGuidance}`]),
    `Seed: ${seed}`,
    `Size: ${body.width}x${body.height}`,
    `Model: ${decided.model}`,
    'Version: simulator',
  ];
  const negative = body.negativePrompt === '' ? '' : `\nNegative prompt: ${body.negativePrompt}`;
  return `${body.prompt}${negative}\n${facts.join(', ')}`;
}
