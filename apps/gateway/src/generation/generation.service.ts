import { BridgeError, type Caller, type ImageRequest, type Job } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { Injectable, Logger } from '@nestjs/common';
import type { Answer } from '../answers/answer.js';
import { Pace } from './pace.js';
import { storable } from './storable.js';

/** One call that wants a picture. */
export interface GenerationOrder {
  readonly request: ImageRequest;
  readonly caller: Caller;
  readonly dialect: string;
  readonly answer: Answer;
  readonly fingerprint?: string | null;
  readonly joins?: boolean;
  /** How long the job waits for a client that may come back before it counts as abandoned. */
  readonly graceMs?: number;
}

/** Runs a job for a client that waits for its end. */
@Injectable()
export class GenerationService {
  private readonly logger = new Logger('Generation');

  constructor(
    private readonly jobs: JobService,
    private readonly pace: Pace,
  ) {}

  /** @throws BridgeError for a job that failed or was cancelled, with its attempts */
  async generate(order: GenerationOrder): Promise<Job> {
    const { caller, dialect, fingerprint = null, joins = true } = order;
    const request = storable(order.request);
    const { id } = await this.jobs.submit({ request, caller, dialect, fingerprint, joins });
    order.answer.addHeader('x-fusionbridge-job', id);
    const job = await this.ended(id, order);
    this.pace.note(job);
    this.logger.log(summaryOf(job));
    if (job.state !== 'succeeded') {
      throw failureOf(job);
    }
    return job;
  }

  /** Tells the job when its client goes, also when it went while the job was written down. */
  private async ended(jobId: string, { answer, graceMs = 0 }: GenerationOrder): Promise<Job> {
    const { clientGone } = answer;
    const leave = (): void => this.jobs.abandon(jobId, { graceMs });
    if (clientGone.aborted) {
      leave();
    }
    clientGone.addEventListener('abort', leave, { once: true });
    try {
      return await this.jobs.finished(jobId);
    } finally {
      clientGone.removeEventListener('abort', leave);
    }
  }
}

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
