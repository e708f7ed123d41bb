import { boughtModelOf, type Degradation, type Job, lorasOfJob, painterOf } from '@fusionbridge/core';
import type { CallResult } from '../../../generation/generation.service.js';
import { summaryOf } from '../../../generation/summary-account.js';
import type { ImageCall } from '../images/image-call.js';
import { inNamesOf } from '../../../api/views/field-names.js';
import type { GenerationAccountDto, PresetDto } from './images-response.dto.js';
import { attemptView, secondsBetween } from '../../../api/views/attempt-view.js';

/**
 * The bridge's own part of a response: how the request was carried out, its degradations and its cost.
 * @param leftOut Degradations of the dialect itself
 * @param call Its account adds values known only to the route
 */
export function accountOf(
  job: CallResult,
  leftOut: readonly Degradation[],
  { body, account }: Pick<ImageCall, 'body' | 'account'>,
): GenerationAccountDto {
  const [first] = job.results;
  return {
    job: job.id,
    model: job.plan?.model ?? '',
    prompt: job.plan?.prompt ?? job.request.prompt,
    summary: summaryOf(job),
    seeds: job.results.map((result) => result.seed),
    content_credentials: job.results.map((result) => result.contentCredentials),
    provider: first?.provider ?? null,
    vendor_model: boughtModelOf(job),
    ...servedModelOf(job),
    preset: presetOf(job),
    loras: lorasOfJob(job).map(({ name, weight, reason }) => ({ name, weight, reason })),
    attempts: job.attempts.map(attemptView),
    degradations: [...leftOut, ...inNamesOf(body, job.degradations)],
    cost: job.cost,
    cache: job.cache,
    seconds: secondsOf(job),
    ...account,
  };
}

/** The preset of the candidate that generated the picture, with the values as sent, including any the client set. */
function presetOf(job: Job): PresetDto | null {
  const used = painterOf(job);
  if (used === null || used.preset === null) {
    return null;
  }
  const { steps, guidance, sampler, scheduler } = used.request;
  return { name: used.preset, steps, guidance, sampler, scheduler };
}

/** As reported by the vendor. */
function servedModelOf({ attempts }: Job): Pick<GenerationAccountDto, 'served_model'> {
  const served = attempts.find(({ delivered }) => delivered > 0)?.servedModel;
  return served === undefined ? {} : { served_model: served };
}

/** null for a cache hit: the job's duration would be that of an earlier request. */
function secondsOf({ cache, createdAt, finishedAt }: CallResult): number | null {
  return cache === 'hit' ? null : secondsBetween(createdAt, finishedAt);
}
