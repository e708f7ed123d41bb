import {
  BridgeError,
  type Caller,
  FINAL_STATES,
  type ImageRequest,
  type Job,
  type JobError,
  type Plan,
} from '@fusionbridge/core';
import { type CacheUse, type JobEvent, JobPlans, JobService, type Submitted } from '@fusionbridge/jobs';
import { Injectable, Logger } from '@nestjs/common';
import type { ClientConnection } from '../responses/index.js';
import { failureText } from '../failures/index.js';
import { CACHE_HEADER } from './cache-choice.js';
import type { CallIdentity } from './call-identity.js';
import { Admission } from './admission.js';
import { jobLogLine } from './job-log-line.js';
import { Pace } from './pace.js';
import { storable } from './storable.js';

/** A request for pictures and the client that waits for them. */
export interface GenerationCall {
  readonly request: ImageRequest;
  /** The field by which the client gave the size, for errors. Default `size`. */
  readonly sizeField?: string;
  readonly caller: Caller;
  readonly dialect: string;
  readonly client: ClientConnection;
  /** The id of the picture that is repeated. */
  readonly parent?: string | null;
  /** Identifies a retry of the same call. Default: none, so that every call is new. */
  readonly identity?: CallIdentity;
  /** false bypasses the result cache. Default true. */
  readonly cache?: boolean;
  /** Receives the current state of the job and then every change until it ends. */
  readonly follow?: (event: JobEvent) => void;
}

/** The ended job of a call. */
export interface CallResult extends Job {
  /** The part the result cache had in this call; a hit costs nothing. */
  readonly cache: CacheUse;
}

/** Submits jobs and waits for them on behalf of clients. Requests that admission refuses are neither stored nor sent. */
@Injectable()
export class GenerationService {
  private readonly logger = new Logger('Generation');

  constructor(
    private readonly jobs: JobService,
    private readonly plans: JobPlans,
    private readonly admission: Admission,
    private readonly pace: Pace,
  ) {}

  /** Plans a request without generating anything. @throws BridgeError `invalid_request` for a size, `content_policy`, and errors of planning */
  async plan(asked: ImageRequest, signal: AbortSignal): Promise<Plan> {
    const request = storable(asked);
    await this.admission.admit([request], signal);
    return this.plans.plan(request);
  }

  /** Like `plan`, but without a language model, which could cost something; the prompt may differ. */
  async quote(asked: ImageRequest, signal: AbortSignal): Promise<Plan> {
    const request = storable(asked);
    await this.admission.admit([request], signal);
    return this.plans.plan(request, { offline: true });
  }

  /** @throws BridgeError `content_policy`; for a job that failed or was cancelled, with its attempts */
  async generate(call: GenerationCall): Promise<CallResult> {
    const request = storable(call.request);
    await this.admission.admit([request], call.client.clientGone, call);
    return this.run({ ...call, request });
  }

  /**
   * Starts the job for a client that does not wait for its end, so that its leaving does not matter; the job as it is
   * now. @throws BridgeError `content_policy`
   */
  async start(call: GenerationCall): Promise<CallResult> {
    const request = storable(call.request);
    await this.admission.admit([request], call.client.clientGone, call);
    const { job, cache } = await this.submitted({ ...call, request });
    if (cache !== 'hit') {
      void this.jobs.finished(job.id).then((ended) => this.noted({ ...ended, cache }), ignored);
    }
    return { ...job, cache };
  }

  /**
   * The ends of several jobs for one call. One that the gate refuses keeps all from starting.
   * @throws BridgeError `content_policy`
   */
  async generateAll(calls: readonly GenerationCall[]): Promise<PromiseSettledResult<CallResult>[]> {
    const clean = calls.map((call) => ({ ...call, request: storable(call.request) }));
    const [first] = clean;
    if (first !== undefined) {
      await this.admission.admit(
        clean.map(({ request }) => request),
        first.client.clientGone,
        first,
      );
    }
    // A key that was used for another call is refused with the first of its jobs, and no other is sent.
    const [head] = await Promise.all(clean.slice(0, 1).map((call) => this.submitted(call)));
    return Promise.allSettled(
      clean.map(async (call, index) =>
        this.answered(call, index === 0 && head !== undefined ? head : await this.submitted(call)),
      ),
    );
  }

  private async run(call: GenerationCall): Promise<CallResult> {
    return this.answered(call, await this.submitted(call));
  }

  private async answered(call: GenerationCall, { job: submitted, cache }: Submitted): Promise<CallResult> {
    const ended = FINAL_STATES.has(submitted.state) ? submitted : await this.ended(submitted.id, call);
    const job = resultOf(ended, cache);
    this.noted(job);
    call.client.jobEnded(job);
    if (job.state !== 'succeeded') {
      throw failureOf(job);
    }
    return job;
  }

  private async submitted({ client, ...call }: GenerationCall): Promise<Submitted> {
    const { request, caller, dialect, identity, cache = true, parent = null } = call;
    const submitted = await this.jobs.submit({ ...identity, request, caller, dialect, cache, parent });
    void client.over.then((isWhole) => submitted.answer.over(isWhole));
    client.addHeader('x-fusionbridge-job', submitted.job.id);
    if (submitted.cache !== null) {
      client.addHeader(CACHE_HEADER, submitted.cache);
    }
    return submitted;
  }

  private noted(job: CallResult): void {
    if (job.cache !== 'hit') {
      this.pace.note(job);
    }
    this.logger.log(jobLogLine(job));
  }

  /** Abandons the job if the client disconnects, even while the job was being stored. */
  private async ended(jobId: string, call: GenerationCall): Promise<Job> {
    const { client, caller, follow, identity } = call;
    const { clientGone } = client;
    const following =
      follow === undefined
        ? null
        : this.jobs.events(jobId, caller).subscribe({ next: follow, error: ignored });
    const leave = (): void => this.jobs.abandon(jobId, { graceMs: identity?.graceMs ?? 0 });
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

/** Slightly longer than a short hiccup of a disk or database. */
const UNAVAILABLE_MS = 5000;

/** Errors are reported by the job itself. */
function ignored(): void {}

/** A cache hit called no vendor and cost nothing. */
function resultOf(job: Job, cache: CacheUse): CallResult {
  return cache === 'hit'
    ? { ...job, attempts: [], cost: { usd: 0, source: 'free' }, cache }
    : { ...job, cache };
}

function failureOf({ error, attempts }: Job): BridgeError {
  return new BridgeError({
    kind: error?.kind ?? 'internal',
    message: error === null ? 'The job ended without a picture.' : failureText(error),
    attempts,
    ...(error?.field ? { field: error.field } : {}),
    ...(error?.billed === undefined ? {} : { billed: error.billed }),
    ...retryAfterOf(error),
  });
}

/** As the vendor requested, or 5 s if the bridge is shutting down or cannot write at the moment. */
function retryAfterOf(error: JobError | null): { retryAfterMs?: number } {
  const usual = error?.kind === 'unavailable' ? UNAVAILABLE_MS : undefined;
  const retryAfterMs = error?.retryAfterMs ?? usual;
  return retryAfterMs === undefined ? {} : { retryAfterMs };
}
