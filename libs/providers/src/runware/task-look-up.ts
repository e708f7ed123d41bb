import { type AttemptContext, ProviderError } from '@fusionbridge/core';
import type { z } from 'zod';
import type { VendorResponse } from '@fusionbridge/http';
import type { TextBytes } from '../protocol/pictures/index.js';
import { failedTask, isEndOfTask } from './read-failure.js';
import { pictureIn, type TaskState, taskStateOf } from './results.js';
import type { RunwareApi } from './runware-api.js';
import { DetailsAnswer, type Result, TaskAnswer } from './runware.schemas.js';
import type { RunwareTicket } from './ticket.js';

/** A task that was never acknowledged may still be on its way: so many times it may be unknown. */
const MISSES_BEFORE_LOST = 3;

/** How tasks are looked up. */
export interface LookUpSettings {
  /** Reads failures as `readTaskFailure` does. */
  readonly api: RunwareApi;
  readonly callMs: number;
  /** Blanks secrets out. */
  clean(text: string): string;
}

/** The results of a task that ended, or why it has none. */
export type End = readonly Result[] | ProviderError;

/** Looks up one task by the id that the bridge gave it. */
export class TaskLookUp {
  private misses = 0;
  /** The response that each text of a picture is from, which holds its bytes. */
  private readonly sources = new Map<string, TextBytes>();
  /** Each result may be reported only once. */
  private readonly known = new Map<string, Result>();

  constructor(
    private readonly settings: LookUpSettings,
    private readonly ticket: RunwareTicket,
    private readonly context: AttemptContext,
  ) {}

  /**
   * @returns null while it is running
   * @throws ProviderError if the look-up failed and not the task
   */
  async ask(): Promise<End | null> {
    const state = await this.state();
    if (state instanceof ProviderError) {
      return state.kind === 'task_lost' ? this.missed() : state;
    }
    if (!state.hasEnded) {
      const { fraction } = state;
      this.context.onProgress({ fraction, step: null, steps: null, preview: null, note: 'working' });
      return null;
    }
    const end = this.endOf(state);
    return end instanceof ProviderError && end.kind === 'task_lost' ? this.missed() : end;
  }

  /** The bytes behind a text of any result so far. @throws ProviderError for what is no base64 */
  bytesOf(text: string): Buffer {
    return this.sources.get(text)?.bytesOf(text) ?? Buffer.alloc(0);
  }

  private async state(): Promise<TaskState | ProviderError> {
    try {
      const answer = await this.answered('getResponse', TaskAnswer);
      return taskStateOf(this.merged(answer.value, answer), this.ticket.count);
    } catch (error) {
      if (isEndOfTask(error)) {
        return error;
      }
      throw error;
    }
  }

  private merged({ data, errors }: TaskAnswer, answer: TextBytes): TaskAnswer {
    const nameless = data.filter(({ imageUUID }) => typeof imageUUID !== 'string');
    for (const one of data) {
      if (typeof one.imageUUID === 'string') {
        this.forget(this.known.get(one.imageUUID));
        this.known.set(one.imageUUID, one);
      }
    }
    this.note(data, answer);
    return { data: [...this.known.values(), ...nameless], errors };
  }

  private note(results: readonly Result[], answer: TextBytes): void {
    for (const result of results) {
      const text = pictureIn(result)?.text;
      if (text !== undefined) {
        this.sources.set(text, answer);
      }
    }
  }

  /** Releases the earlier response of a result that is reported again. */
  private forget(result: Result | undefined): void {
    const text = result === undefined ? undefined : pictureIn(result)?.text;
    if (text !== undefined) {
      this.sources.delete(text);
    }
  }

  private endOf({ done, complaints }: TaskState): End {
    const [complaint] = complaints;
    if (complaint === undefined) {
      return done;
    }
    const failure = failedTask(complaint, (text) => this.settings.clean(text));
    if (done.length === 0) {
      return failure;
    }
    this.context.log(`a picture of the task is missing: ${failure.message}`);
    return done;
  }

  /** Running tasks do not include it. Older ones are in another list. */
  private async missed(): Promise<End | null> {
    this.misses += 1;
    if (!this.ticket.confirmed && this.misses < MISSES_BEFORE_LOST) {
      return null;
    }
    const state = await this.archived();
    const isTold = state !== null && state.done.length + state.complaints.length > 0;
    return isTold ? this.endOf(state) : lost(this.ticket);
  }

  /** null if it is not in that list either. */
  private async archived(): Promise<TaskState | null> {
    try {
      const answer = await this.answered('getTaskDetails', DetailsAnswer);
      const [{ response } = { response: null }] = answer.value.data;
      this.note(response?.data ?? [], answer);
      return response === null ? null : taskStateOf(response, this.ticket.count);
    } catch (error) {
      if (error instanceof ProviderError && (error.status !== null || error.kind === 'bad_response')) {
        return null;
      }
      throw error;
    }
  }

  private async answered<T>(taskType: string, answer: z.ZodType<T>): Promise<VendorResponse<T>> {
    const { api, callMs } = this.settings;
    const { signal } = this.context;
    const task = { taskType, taskUUID: this.ticket.task };
    const beforeLongBody = (): Promise<void> => this.context.beforePictures();
    const answered = await api.ask(task, { signal, timeoutMs: callMs, answer, beforeLongBody });
    return answered;
  }
}

function lost({ confirmed }: RunwareTicket): ProviderError {
  return new ProviderError({
    provider: 'runware',
    kind: 'task_lost',
    outcome: confirmed ? 'accepted' : 'unknown',
    message: confirmed
      ? 'runware does not know the task any more, and may have charged for it'
      : 'runware does not know the task; most likely it never arrived',
  });
}
