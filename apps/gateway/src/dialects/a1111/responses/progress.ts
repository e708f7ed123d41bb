import type { Job } from '@fusionbridge/core';
import { jobTimestamp } from './generation-info.js';
import type { ProgressResponse } from './progress-response.dto.js';

/** A1111's value for a job that has started but whose length is unknown (shared_state.py `begin`). */
const JUST_BEGUN = -1;
const MILLISECONDS = 1000;

/** `GET /progress` for an unfinished job; `now` in Unix milliseconds. */
export function progressOf(job: Job, now: number, withPicture: boolean): ProgressResponse {
  const { fraction, step, steps, preview, note } = job.progress;
  const painting = job.state === 'running';
  return {
    progress: painting ? fraction : 0,
    eta_relative: painting ? secondsLeft(job, now) : 0,
    state: {
      skipped: false,
      interrupted: false,
      stopping_generation: false,
      job: job.request.source === null ? 'scripts_txt2img' : 'scripts_img2img',
      job_count: painting ? job.request.count : JUST_BEGUN,
      job_timestamp: jobTimestamp(job.startedAt ?? job.createdAt),
      job_no: 0,
      sampling_step: step ?? 0,
      sampling_steps: steps ?? job.request.steps ?? 0,
    },
    current_image: withPicture && preview !== null ? preview.bytes.toString('base64') : null,
    textinfo: note,
  };
}

/** `GET /progress` if the caller has no unfinished job. SillyTavern waits for exactly this after a model change. */
export function idleProgress(): ProgressResponse {
  return {
    progress: 0,
    eta_relative: 0,
    state: {
      skipped: false,
      interrupted: false,
      stopping_generation: false,
      job: '',
      job_count: 0,
      job_timestamp: '0',
      job_no: 0,
      sampling_step: 0,
      sampling_steps: 0,
    },
    current_image: null,
    textinfo: null,
  };
}

/** Extrapolated from the speed so far. */
function secondsLeft({ progress, startedAt }: Job, now: number): number {
  if (startedAt === null || progress.fraction <= 0) {
    return 0;
  }
  const spent = (now - startedAt) / MILLISECONDS;
  return Math.max(0, spent / progress.fraction - spent);
}
