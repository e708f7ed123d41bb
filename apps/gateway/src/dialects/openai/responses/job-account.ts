import { boughtModelOf, type Degradation, type Job, lorasOfJob, painterOf } from '@fusionbridge/core';
import type { CallResult } from '../../../generation/generation.service.js';
import { summaryOf } from '../../../generation/summary-account.js';
import type { ImageCall } from '../images/image-call.js';
import { inNamesOf } from '../../../api/views/field-names.js';
import type { GenerationAccountDto, PresetDto } from './images-response.dto.js';
import { attemptView, secondsBetween } from '../../../api/views/attempt-view.js';

/**
 * What was done, what was left out and what it cost: our own part of an answer.
 * @param leftOut What the dialect itself could not take over
 * @param call Its account is what only the route knows
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

/** Of who painted; the values as they were sent, whoever chose them. */
function presetOf(job: Job): PresetDto | null {
  const used = painterOf(job);
  if (used === null || used.preset === null) {
    return null;
  }
  const { steps, guidance, sampler, scheduler } = used.request;
  return { name: used.preset, steps, guidance, sampler, scheduler };
}

/** As the vendor tells it. */
function servedModelOf({ attempts }: Job): Pick<GenerationAccountDto, 'served_model'> {
  const served = attempts.find(({ delivered }) => delivered > 0)?.servedModel;
  return served === undefined ? {} : { served_model: served };
}

/** A hit takes no time that is worth telling; the job's own would be that of another day. */
function secondsOf({ cache, createdAt, finishedAt }: CallResult): number | null {
  return cache === 'hit' ? null : secondsBetween(createdAt, finishedAt);
}
