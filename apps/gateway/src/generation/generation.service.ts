import { BridgeError, type Caller, type ImageRequest, type Job, type Plan } from '@fusionbridge/core';
import { type JobEvent, JobPlans, JobService } from '@fusionbridge/jobs';
import { ContentGate } from '@fusionbridge/prompting';
import { Injectable, Logger } from '@nestjs/common';
import type { ClientLine } from '../answers/index.js';
import { Pace } from './pace.js';
import { storable } from './storable.js';

/** One call that wants a picture. */
export interface GenerationOrder {
  readonly request: ImageRequest;
  readonly caller: Caller;
  readonly dialect: string;
  readonly answer: ClientLine;
  readonly fingerprint?: string | null;
  readonly joins?: boolean;
  /** How long the job waits for a client that may come back before it counts as abandoned. */
  readonly graceMs?: number;
  /** Is told how the job is, and then every change of it, until its end. */
  readonly follow?: (event: JobEvent) => void;
}

/** Runs a job for a client that waits for its end. What the gate refuses is neither stored nor sent. */
@Injectable()
export class GenerationService {
  private readonly logger = new Logger('Generation');

  constructor(
    private readonly jobs: JobService,
    private readonly plans: JobPlans,
    private readonly gate: ContentGate,
    private readonly pace: Pace,
  ) {}

  /** What `generate` would do; buys nothing. @throws BridgeError `content_policy`, and what planning throws */
  async plan(asked: ImageRequest, signal: AbortSignal): Promise<Plan> {
    const request = storable(asked);
    await this.admit([request], signal);
    return this.plans.plan(request);
  }

  /** The same without any language model, which may cost something: its words may differ. Throws as `plan`. */
  async quote(asked: ImageRequest, signal: AbortSignal): Promise<Plan> {
    const request = storable(asked);
    await this.admit([request], signal);
    return this.plans.plan(request, { offline: true });
  }

  /** @throws BridgeError `content_policy`; for a job that failed or was cancelled, with its attempts */
  async generate(order: GenerationOrder): Promise<Job> {
    const request = storable(order.request);
    await this.admit([request], order.answer.clientGone);
    return this.run({ ...order, request });
  }

  /**
   * Starts the job for a client that does not wait for its end, so that its leaving does not matter; the job as it is
   * now. @throws BridgeError `content_policy`
   */
  async start(order: GenerationOrder): Promise<Job> {
    const request = storable(order.request);
    await this.admit([request], order.answer.clientGone);
    const job = await this.submitted({ ...order, request });
    void this.jobs.finished(job.id).then((ended) => this.noted(ended), ignored);
    return job;
  }

  /**
   * The ends of several jobs for one call. One that the gate refuses keeps all from starting.
   * @throws BridgeError `content_policy`
   */
  async generateAll(orders: readonly GenerationOrder[]): Promise<PromiseSettledResult<Job>[]> {
    const clean = orders.map((order) => ({ ...order, request: storable(order.request) }));
    const [first] = clean;
    if (first !== undefined) {
      await this.admit(
        clean.map(({ request }) => request),
        first.answer.clientGone,
      );
    }
    return Promise.allSettled(clean.map((order) => this.run(order)));
  }

  /** Pictures that differ in their seeds only are looked at once. */
  private async admit(requests: readonly ImageRequest[], signal: AbortSignal): Promise<void> {
    const different = new Map(
      requests.map(({ prompt, loras, visibleCharacters, characterPrompts, negativePrompt }) => {
        const looks = Object.entries(characterPrompts).flat();
        const texts = [prompt, ...loras.map((lora) => lora.name), ...visibleCharacters, ...looks];
        return [JSON.stringify([texts, negativePrompt]), { texts, negativePrompt }];
      }),
    );
    for (const { texts, negativePrompt } of different.values()) {
      await this.gate.check(texts, signal, negativePrompt);
    }
  }

  private async run(order: GenerationOrder): Promise<Job> {
    const { id } = await this.submitted(order);
    const job = await this.ended(id, order);
    this.noted(job);
    if (job.state !== 'succeeded') {
      throw failureOf(job);
    }
    return job;
  }

  private async submitted(order: GenerationOrder): Promise<Job> {
    const { request, caller, dialect, fingerprint = null, joins = true } = order;
    const job = await this.jobs.submit({ request, caller, dialect, fingerprint, joins });
    order.answer.addHeader('x-fusionbridge-job', job.id);
    return job;
  }

  private noted(job: Job): void {
    this.pace.note(job);
    this.logger.log(summaryOf(job));
  }

  /** Tells the job when its client goes, also when it went while the job was written down. */
  private async ended(jobId: string, order: GenerationOrder): Promise<Job> {
    const { answer, caller, follow, graceMs = 0 } = order;
    const { clientGone } = answer;
    const following =
      follow === undefined
        ? null
        : this.jobs.events(jobId, caller).subscribe({ next: follow, error: ignored });
    const leave = (): void => this.jobs.abandon(jobId, { graceMs });
    if (clientGone.aborted) {
      leave();
    }
    clientGone.addEventListener('abort', leave, { once: true });
    try {
      return await this.jobs.finished(jobId);
    } finally {
      clientGone.removeEventListener('abort', leave);
      following?.unsubscribe();
    }
  }
}

/** What went wrong is told by the end of the job. */
function ignored(): void {}

function failureOf({ error, attempts }: Job): BridgeError {
  return new BridgeError({
    kind: error?.kind ?? 'internal',
    message: error?.message ?? 'The job ended without a picture.',
    attempts,
    ...(error?.field ? { field: error.field } : {}),
  });
}

/** One line for the operator; never the prompt. */
function summaryOf(job: Job): string {
  const seconds = (((job.finishedAt ?? job.createdAt) - job.createdAt) / 1000).toFixed(1);
  const tried = job.attempts.map(({ provider, outcome }) => `${provider} ${outcome}`).join(', ');
  const cost = job.cost === null ? 'cost unknown' : `$${job.cost.usd}`;
  return `${job.dialect} ${job.caller.owner}: ${job.id} ${job.state} in ${seconds} s (${tried || 'nothing sent'}; ${cost})`;
}
