import { type AttemptContext, ProviderError } from '@fusionbridge/core';
import type { z } from 'zod';
import type { VendorResponse } from '@fusionbridge/http';
import type { TextBytes } from '../protocol/pictures/index.js';
import { endedOrder, isEndOfTask } from './read-failure.js';
import { pictureIn, type Standing, standingOf } from './results.js';
import type { RunwareApi } from './runware-api.js';
import { DetailsAnswer, type Result, TaskAnswer } from './runware.schemas.js';
import type { RunwareTicket } from './ticket.js';

/** An order whose acknowledgement we never saw may still be on its way in: so often it may be unknown. */
const MISSES_BEFORE_LOST = 3;

/** Whom to ask, and how. */
export interface Questioning {
  /** Reads failures as `readTaskFailure` does. */
  readonly api: RunwareApi;
  readonly callMs: number;
  /** Blanks secrets out. */
  clean(text: string): string;
}

/** The results of an order that ended, or why it has none. */
export type End = readonly Result[] | ProviderError;

/** Asks about one order by our own id of it. */
export class TaskLookUp {
  private misses = 0;
  /** The answer that each text of a picture stands in: it alone knows the bytes behind it. */
  private readonly sources = new Map<string, TextBytes>();
  /** Results are told one by one, and perhaps not again. */
  private readonly known = new Map<string, Result>();

  constructor(
    private readonly questioning: Questioning,
    private readonly ticket: RunwareTicket,
    private readonly context: AttemptContext,
  ) {}

  /**
   * @returns null while it is at work
   * @throws ProviderError where the question failed and not the order
   */
  async ask(): Promise<End | null> {
    const standing = await this.standing();
    if (standing instanceof ProviderError) {
      return standing.kind === 'task_lost' ? this.missed() : standing;
    }
    if (!standing.hasEnded) {
      const { fraction } = standing;
      this.context.onProgress({ fraction, step: null, steps: null, preview: null, note: 'working' });
      return null;
    }
    const end = this.endOf(standing);
    return end instanceof ProviderError && end.kind === 'task_lost' ? this.missed() : end;
  }

  /** The bytes behind a text of any result so far. @throws ProviderError for what is no base64 */
  bytesOf(text: string): Buffer {
    return this.sources.get(text)?.bytesOf(text) ?? Buffer.alloc(0);
  }

  private async standing(): Promise<Standing | ProviderError> {
    try {
      const answer = await this.answered('getResponse', TaskAnswer);
      return standingOf(this.merged(answer.value, answer), this.ticket.count);
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

  /** Told anew: what stood in the earlier answer is not held on to. */
  private forget(result: Result | undefined): void {
    const text = result === undefined ? undefined : pictureIn(result)?.text;
    if (text !== undefined) {
      this.sources.delete(text);
    }
  }

  private endOf({ done, complaints }: Standing): End {
    const [complaint] = complaints;
    if (complaint === undefined) {
      return done;
    }
    const failure = endedOrder(complaint, (text) => this.questioning.clean(text));
    if (done.length === 0) {
      return failure;
    }
    this.context.log(`a picture of the order is missing: ${failure.message}`);
    return done;
  }

  /** Runware does not know the order among those at work. Of older ones it keeps an account elsewhere. */
  private async missed(): Promise<End | null> {
    this.misses += 1;
    if (!this.ticket.confirmed && this.misses < MISSES_BEFORE_LOST) {
      return null;
    }
    const standing = await this.archived();
    const isTold = standing !== null && standing.done.length + standing.complaints.length > 0;
    return isTold ? this.endOf(standing) : lost(this.ticket);
  }

  /** null where there is no account of it either. */
  private async archived(): Promise<Standing | null> {
    try {
      const answer = await this.answered('getTaskDetails', DetailsAnswer);
      const [{ response } = { response: null }] = answer.value.data;
      this.note(response?.data ?? [], answer);
      return response === null ? null : standingOf(response, this.ticket.count);
    } catch (error) {
      if (error instanceof ProviderError && (error.status !== null || error.kind === 'bad_response')) {
        return null;
      }
      throw error;
    }
  }

  private async answered<T>(taskType: string, answer: z.ZodType<T>): Promise<VendorResponse<T>> {
    const { api, callMs } = this.questioning;
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
      ? 'runware does not know the order any more, and may have charged for it'
      : 'runware does not know the order; most likely it never arrived',
  });
}
