import { BridgeError, type Job, painterOf } from '@fusionbridge/core';
import { summaryOf } from '../../../generation/summary-account.js';
import type { GenerationBody } from '../body/generation-body.dto.js';
import { attemptsOf, degradationsOf, lorasOf, type Painted } from './painted.js';

/**
 * The `info` of a response: JSON in a string. First A1111's keys in A1111's order (processing.py `Processed.js`), of
 * which LibreChat and Open WebUI need `seed`, `width`, `height` and `infotexts`; then those of the Flux LoRA Bridge;
 * then the bridge's own account.
 */
export function generationInfo(body: GenerationBody, painted: Painted): string {
  return JSON.stringify({
    ...webUiInfo(body, painted),
    ...fluxLoraBridgeInfo(painted),
    summary: summaryOf(firstOf(painted.jobs)),
    degradations: degradationsOf(painted),
    attempts: attemptsOf(painted),
    job_id: firstOf(painted.jobs).id,
    job_ids: painted.jobs.map((job) => job.id),
    model: firstOf(painted.jobs).plan?.model ?? null,
    cost: costOf(painted.jobs),
    content_credentials: painted.pictures.map((one) => one.result.contentCredentials),
  });
}

/** The values used, not those requested: null if the vendor has no such setting. */
function webUiInfo(body: GenerationBody, painted: Painted): Record<string, unknown> {
  const job = firstOf(painted.jobs);
  const first = firstOf(painted.pictures);
  const used = painterOf(job)?.request ?? job.request;
  const { pictures } = painted;
  return {
    prompt: first.prompt,
    all_prompts: pictures.map((one) => one.prompt),
    negative_prompt: first.negativePrompt,
    all_negative_prompts: pictures.map((one) => one.negativePrompt),
    seed: first.result.seed,
    all_seeds: pictures.map((one) => one.result.seed),
    subseed: body.subseed,
    all_subseeds: pictures.map(() => body.subseed),
    subseed_strength: 0,
    width: first.result.width,
    height: first.result.height,
    sampler_name: used.sampler,
    cfg_scale: used.guidance,
    steps: used.steps,
    batch_size: body.batch_size,
    restore_faces: false,
    face_restoration_model: null,
    sd_model_name: first.result.vendorModel || (job.plan?.model ?? ''),
    sd_model_hash: null,
    sd_vae_name: null,
    sd_vae_hash: null,
    seed_resize_from_w: -1,
    seed_resize_from_h: -1,
    denoising_strength: used.strength,
    extra_generation_params: used.scheduler === null ? {} : { 'Schedule type': used.scheduler },
    index_of_first_image: 0,
    infotexts: pictures.map((one) => one.result.infotext),
    styles: [],
    job_timestamp: jobTimestamp(job.createdAt),
    clip_skip: 1,
    is_using_inpainting_conditioning: false,
    version: 'FusionBridge',
  };
}

/** Keys that the replaced bridge added to A1111's for its SillyTavern plugin. */
function fluxLoraBridgeInfo(painted: Painted): Record<string, unknown> {
  const job = firstOf(painted.jobs);
  const first = firstOf(painted.pictures);
  const used = painterOf(job)?.request ?? job.request;
  return {
    original_prompt: first.prompt,
    summarized_prompt: job.plan?.summary.prompt ?? job.request.prompt,
    final_prompt: used.prompt,
    provider: first.result.provider,
    loras_used: lorasOf(job),
    total_time_seconds: secondsOf(painted.jobs),
  };
}

/** `YYYYMMDDHHMMSS`, in UTC. */
export function jobTimestamp(time: number): string {
  return new Date(time).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** US dollars; null if no job has a known cost. */
function costOf(jobs: readonly Job[]): number | null {
  const known = jobs.flatMap(({ cost }) => (cost === null ? [] : [cost.usd]));
  return known.length === 0 ? null : Number(known.reduce((sum, usd) => sum + usd, 0).toFixed(6));
}

function secondsOf(jobs: readonly Job[]): number {
  const start = Math.min(...jobs.map((job) => job.createdAt));
  const end = Math.max(...jobs.map((job) => job.finishedAt ?? job.createdAt));
  return (end - start) / 1000;
}

function firstOf<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) {
    throw new BridgeError({ kind: 'internal', message: 'The job ended without a picture.' });
  }
  return first;
}
