import { setTimeout as wait } from 'node:timers/promises';
import { type AttemptContext, type Picture, type Progress, ProviderError } from '@fusionbridge/core';
import { inspectPicture } from '@fusionbridge/media';
import { z } from 'zod';
import type { VendorResponse, VendorClient } from '@fusionbridge/http';
import type { RunningTask } from './running-task.js';
import { ProgressAnswer } from './sd-webui.schemas.js';

const POLL_MS = 500;
/** For `/progress` and `/interrupt`, which answer at once or not at all. */
const SHORT_MS = 3000;
/** A server without `/progress` (stable-diffusion.cpp) is not asked for ever. */
const MOST_FAILURES = 3;
const MOST_PREVIEW_PIXELS = 4096 * 4096;

/** Watches one task of ours: shows how far it is, and stops it when it is no longer wanted. */
export class TaskWatch {
  private readonly end = new AbortController();

  constructor(
    private readonly client: VendorClient,
    private readonly tasks: RunningTask,
    private readonly taskId: string,
    private readonly context: AttemptContext,
  ) {}

  /**
   * Takes note of what the server is doing before our task is sent.
   * @throws ProviderError `not_sent` when the server cannot be reached or we were stopped
   */
  async begin(): Promise<void> {
    let before: ProgressAnswer | null = null;
    try {
      before = (await this.ask(this.context.signal, true)).value;
    } catch (error) {
      if (error instanceof ProviderError && error.outcome === 'not_sent') {
        throw error;
      }
    }
    this.tasks.enter(this.taskId, before);
  }

  /** Reports progress until `silence`. Never throws: a picture does not fail for want of a progress bar. */
  async report(): Promise<void> {
    let failures = 0;
    while (failures < MOST_FAILURES && (await this.paused())) {
      if (!this.tasks.isNext(this.taskId)) {
        continue;
      }
      try {
        const answer = await this.ask(this.end.signal, false);
        if (this.tasks.isRunning(this.taskId, answer.value)) {
          this.context.onProgress(progressOf(answer));
        }
      } catch {
        failures += 1;
      }
    }
  }

  /** Ends the reports: the answer has come, or the connection broke. */
  silence(): void {
    this.end.abort();
  }

  /** Forgets the task. */
  leave(): void {
    this.silence();
    this.tasks.leave(this.taskId);
  }

  /** `/interrupt` stops whatever runs, so it is only called while that is ours. Never throws. */
  async interrupt(): Promise<void> {
    const signal = AbortSignal.timeout(SHORT_MS);
    try {
      const { value } = await this.ask(signal, true);
      if (this.tasks.isRunning(this.taskId, value)) {
        await this.client.post(null, {
          path: 'sdapi/v1/interrupt',
          signal,
          timeoutMs: SHORT_MS,
          answer: z.unknown(),
        });
        this.context.log(`interrupted ${this.taskId}`);
      }
    } catch {
      this.context.log(`could not interrupt ${this.taskId}; the server will finish it`);
    }
  }

  /** False when it is over. */
  private async paused(): Promise<boolean> {
    try {
      await wait(POLL_MS, undefined, { signal: this.end.signal });
      return true;
    } catch {
      return false;
    }
  }

  private async ask(signal: AbortSignal, skipImage: boolean): Promise<VendorResponse<ProgressAnswer>> {
    return this.client.get({
      path: `sdapi/v1/progress?skip_current_image=${skipImage}`,
      signal,
      timeoutMs: SHORT_MS,
      answer: ProgressAnswer,
    });
  }
}

function progressOf(answer: VendorResponse<ProgressAnswer>): Progress {
  const { progress, state } = answer.value;
  return {
    fraction: Math.min(1, Math.max(0, progress)),
    step: state.sampling_step,
    steps: state.sampling_steps,
    preview: previewOf(answer),
    note: null,
  };
}

/** Half-painted pictures are nice to have; a broken one is left out. */
function previewOf(answer: VendorResponse<ProgressAnswer>): Picture | null {
  const image = answer.value.current_image;
  if (image === null || image === undefined) {
    return null;
  }
  try {
    return inspectPicture(answer.bytesOf(image), { maxPixels: MOST_PREVIEW_PIXELS });
  } catch {
    return null;
  }
}
