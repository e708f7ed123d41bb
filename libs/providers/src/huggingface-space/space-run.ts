import { type AttemptContext, ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import type { Client, Job } from '@gradio/client';
import { parseLooseJson } from '@fusionbridge/media';
import { Deadline, eventsOf } from '@fusionbridge/http';
import { GuardedClient } from './guarded-client.js';
import { StreamMessage } from './huggingface-space.schemas.js';
import { ID } from './id.js';
import { progressOf } from './progress.js';
import { jobFailure } from './read-failure.js';
import type { SpaceApi, SpaceDescription } from './space-api.js';
import { functionIndex } from './space-description.js';

const LONGEST_JOIN_MS = 60_000;
/** Of the lists and objects in a message. */
const MOST_ENTRIES = 20_000;
/** Far more than any message without pictures needs. */
const LONGEST_MESSAGE = 4 * 1024 * 1024;

/** One call of a function of the Space. */
export interface SpaceCall {
  /** With its slash. */
  readonly endpoint: string;
  readonly description: SpaceDescription;
  readonly parameters: Record<string, unknown>;
  /** From the receipt of the order to its end, waiting in the queue included. */
  readonly timeoutMs: number;
}

/** One order on its way through the queue of a Space, to its results or to whatever ended it first. */
export class SpaceRun {
  private readonly deadline: Deadline;
  /** Ends the stream, whoever is done with it. */
  private readonly over = new AbortController();
  private eventId: string | null = null;
  /** The Space itself has ended the order: there is nothing to cancel. */
  private hasEnded = false;
  private client: Client | null = null;
  private job: Job | null = null;
  private fail: (error: ProviderError) => void = () => undefined;
  /** What the client does not notice, or would wait on for ever. */
  private readonly failed: Promise<never>;

  constructor(
    private readonly api: SpaceApi,
    private readonly call: SpaceCall,
    private readonly context: AttemptContext,
  ) {
    this.deadline = new Deadline(context.signal, call.timeoutMs);
    this.failed = new Promise((_resolve, reject) => {
      this.fail = reject;
    });
  }

  /** @returns one value for each output of the function. @throws ProviderError */
  async results(): Promise<readonly unknown[]> {
    try {
      return await Promise.race([this.ordered(), this.failed]);
    } catch (error) {
      await this.giveUp();
      throw error instanceof ProviderError ? error : brokenRun('bad_response', 'could not be called');
    } finally {
      this.deadline.end();
      this.over.abort();
      this.client?.close();
      await this.job?.return();
    }
  }

  private async ordered(): Promise<readonly unknown[]> {
    const { endpoint, description, parameters } = this.call;
    this.client = await GuardedClient.open({
      base: this.api.base,
      endpoint: endpoint.slice(1),
      description,
      order: (body) => this.order(body),
      listen: () => void this.listen(),
    });
    this.job = this.client.submit(endpoint, parameters);
    return this.resultsOf(this.job);
  }

  private async order(body: string): Promise<string> {
    const { signal } = this.context;
    const timeoutMs = Math.min(LONGEST_JOIN_MS, this.call.timeoutMs);
    try {
      this.eventId = await this.api.join(body, this.call.description.prefix, { signal, timeoutMs });
    } catch (error) {
      this.fail(error instanceof ProviderError ? error : brokenRun('unavailable', 'could not be asked'));
      throw error;
    }
    this.deadline.signal.addEventListener('abort', () => this.fail(this.stopped()), { once: true });
    this.deadline.start();
    return this.eventId;
  }

  private async listen(): Promise<void> {
    const signal = AbortSignal.any([this.deadline.signal, this.over.signal]);
    try {
      const session = this.client?.session_hash ?? '';
      const stream = await this.api.listen(session, this.call.description.prefix, signal);
      for await (const data of eventsOf(stream, LONGEST_MESSAGE)) {
        await this.take(parseLooseJson(data, MOST_ENTRIES));
      }
      this.fail(brokenRun('unavailable', 'ended the connection before the order was done'));
    } catch (error) {
      const broken = brokenRun('unavailable', 'broke off while the order ran');
      this.fail(error instanceof ProviderError ? error : broken);
    }
  }

  /** What is not among the known messages concerns generators, or keeps the connection alive. */
  private async take(raw: unknown): Promise<void> {
    const { success, data: message } = StreamMessage.safeParse(raw);
    if (!success) {
      return;
    }
    if (message.msg === 'close_stream') {
      this.fail(brokenRun('bad_response', 'ended the order without a result'));
    } else if (message.msg === 'unexpected_error') {
      this.fail(this.unexpected(message.message ?? '', message.session_not_found === true));
    } else if (message.event_id === this.eventId) {
      await this.takeOwn(message);
    }
  }

  private async takeOwn(message: Extract<StreamMessage, { event_id: string }>): Promise<void> {
    const progress = progressOf(message);
    if (progress !== null) {
      this.context.onProgress(progress);
    }
    if (message.msg === 'log') {
      this.context.log(this.api.redact(message.log));
    }
    if (message.msg === 'process_completed') {
      this.hasEnded = true;
      await this.complete(message);
    }
  }

  /** The client stumbles over an end that has neither data nor an error, which is how a cancelled order ends. */
  private async complete(message: Extract<StreamMessage, { msg: 'process_completed' }>): Promise<void> {
    const { msg, event_id: id, success, output } = message;
    const { data, error = null, title = message.title ?? null } = output ?? {};
    if (success && data === undefined) {
      this.fail(brokenRun('unavailable', 'cancelled the order', 'rejected'));
      return;
    }
    if (!success) {
      this.fail(jobFailure(title ?? 'Error', error === null ? null : this.api.redact(error)));
      return;
    }
    await this.client?.event_callbacks[id]?.({ msg, event_id: id, success, output: { data } });
  }

  private async resultsOf(job: Job): Promise<readonly unknown[]> {
    let results: readonly unknown[] | null = null;
    for await (const event of job) {
      if (event.type === 'data') {
        results = event.data;
      } else if (event.type === 'status' && event.stage === 'error') {
        const { title, message } = event;
        throw jobFailure(title ?? 'Error', this.api.redact(typeof message === 'string' ? message : ''));
      } else if (event.type === 'status' && event.stage === 'complete' && results !== null) {
        return results;
      }
    }
    throw brokenRun('bad_response', 'ended the order without a result');
  }

  private unexpected(says: string, isLost: boolean): ProviderError {
    if (isLost) {
      this.hasEnded = true;
      return brokenRun('task_lost', 'took the order and does not know it any more', 'accepted');
    }
    return brokenRun('unavailable', `broke off the order: ${this.api.redact(says)}`);
  }

  private stopped(): ProviderError {
    const seconds = Math.round(this.call.timeoutMs / 1000);
    return this.deadline.expired
      ? brokenRun('timeout', `took the order and did not finish it within ${seconds} s`, 'accepted')
      : brokenRun('cancelled', 'was stopped', 'accepted');
  }

  /** Nobody waits any more, and a dropped stream cannot be followed again: what still waits there is taken back. */
  private async giveUp(): Promise<void> {
    const { endpoint, description } = this.call;
    if (this.eventId === null || this.hasEnded) {
      return;
    }
    const order = {
      event_id: this.eventId,
      session_hash: this.client?.session_hash ?? '',
      fn_index: functionIndex(description, endpoint) ?? 0,
    };
    await this.api
      .cancel(order, description.prefix)
      .catch(() => this.context.log(`could not cancel ${order.event_id}`));
  }
}

function brokenRun(
  kind: ProviderErrorKind,
  what: string,
  outcome: 'rejected' | 'accepted' | 'unknown' = 'unknown',
): ProviderError {
  return new ProviderError({ provider: ID, kind, outcome, message: `${ID} ${what}` });
}
