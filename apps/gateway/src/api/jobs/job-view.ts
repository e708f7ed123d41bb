import { type Attempt, chargesOf, type ImageResult, type Job, type JobError } from '@fusionbridge/core';
import { failureText } from '../../failures/index.js';
import { summaryOf } from '../../generation/summary-account.js';
import { inFieldNames } from '../views/field-names.js';
import { attemptView } from '../views/attempt-view.js';
import type { JobResponse, JobErrorDto, JobPictureDto } from './job-response.dto.js';

/** Returns the URL of a picture. */
export type UrlOf = (picture: ImageResult) => string;

/** A job as its API shows it: no bytes, no key, no vendor's task id. */
export function jobView(job: Job, urlOf: UrlOf): JobResponse {
  const { fraction, step, steps, note } = job.progress;
  return {
    id: job.id,
    object: 'job',
    state: job.state,
    dialect: job.dialect,
    model: job.plan?.model ?? job.request.model,
    prompt: job.plan?.prompt ?? job.request.prompt,
    summarized_prompt: job.plan?.summary.prompt ?? job.request.prompt,
    original_prompt: job.request.prompt,
    summary: summaryOf(job),
    progress: { fraction, step, steps, note },
    attempts: job.attempts.map(attemptView),
    results: job.results.map((result) => pictureView(result, urlOf(result))),
    degradations: inFieldNames(job.degradations),
    cost: job.cost,
    error: job.error === null ? null : errorView(job.error, job.attempts),
    created_at: job.createdAt,
    started_at: job.startedAt,
    finished_at: job.finishedAt,
  };
}

function errorView(error: JobError, attempts: readonly Attempt[]): JobErrorDto {
  const { kind, field, billed = chargesOf(attempts).billed } = error;
  const retryAfter = error.retryAfterMs === undefined ? null : Math.ceil(error.retryAfterMs / 1000);
  return { kind, message: failureText(error), field, billed, retry_after: retryAfter };
}

/** The same without its texts, which a watcher has from the first event: progress comes twice a second. */
export function progressView(
  job: Job,
  urlOf: UrlOf,
): Omit<JobResponse, 'prompt' | 'summarized_prompt' | 'original_prompt'> {
  const { prompt: _, summarized_prompt: _summary, original_prompt: _original, ...view } = jobView(job, urlOf);
  return view;
}

function pictureView(result: ImageResult, url: string): JobPictureDto {
  return {
    id: result.id,
    url,
    width: result.width,
    height: result.height,
    format: result.format,
    bytes: result.byteLength,
    seed: result.seed,
    provider: result.provider,
    model: result.vendorModel,
    content_credentials: result.contentCredentials,
  };
}
