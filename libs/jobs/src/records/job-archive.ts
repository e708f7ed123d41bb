import { type Attempt, type Job, lorasOfJob, type Plan, type Progress } from '@fusionbridge/core';
import {
  JobRepository,
  type PictureOrigin,
  type StoredJob,
  type StoredPlan,
} from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import { PictureFiling } from '../pictures/picture-filing.js';
import { PictureHolds } from '../pictures/picture-holds.js';
import { Readiness } from './readiness.js';

const NOT_STARTED: Progress = { fraction: 0, step: null, steps: null, preview: null, note: null };

/** State of a job that ended with pictures. */
export const DONE: Progress = { ...NOT_STARTED, fraction: 1 };

/** How a job ended, in the bridge's own words. */
export type Ending = Pick<Job, 'attempts' | 'results' | 'degradations' | 'cost' | 'error'> & {
  readonly state: 'succeeded' | 'failed' | 'cancelled';
  /** The plan as it was carried out; omitted if unknown or unchanged. */
  readonly plan?: Plan | null;
  readonly finishedAt: number;
};

/** Keys, apart from its id, by which a new job can be found. */
export interface JobKeys {
  readonly call: string | null;
  readonly fingerprint: string | null;
  readonly cacheKey: string | null;
  /** The job that gives its fingerprint up. */
  readonly supersedes: string | null;
}

/** Saves jobs and loads them, including their pictures. */
@Injectable()
export class JobArchive {
  constructor(
    private readonly jobs: JobRepository,
    private readonly filing: PictureFiling,
    private readonly holds: PictureHolds,
    private readonly readiness: Readiness,
  ) {}

  /** False when another job of the caller has the fingerprint. See `JobRepository.insert`. */
  async insert(job: Job, { supersedes, ...keys }: JobKeys): Promise<boolean> {
    let isWritten = false;
    try {
      const request = await this.filing.fileRequest(job.id, job.request);
      isWritten = await this.jobs.insert({ ...job, request, ...keys }, supersedes);
      return isWritten;
    } finally {
      // The job was not created, so release the files stored for it.
      if (!isWritten) {
        this.holds.release(job.id);
      }
    }
  }

  /** @throws BridgeError `unavailable` if new results could not be stored */
  beforeOrder(): Promise<void> {
    return this.readiness.beforeOrder();
  }

  /** Before the first call to a vendor: from here on the job may cost something. */
  async begin(job: Job, plan: Plan, first: Attempt): Promise<void> {
    const stored = await this.filing.filePlan(job.id, plan);
    await this.jobs.begin(job.id, { plan: stored, startedAt: job.startedAt ?? first.startedAt }, first);
  }

  /** Call before each further vendor request. */
  async beginNext(jobId: string, attempts: readonly Attempt[]): Promise<void> {
    await this.jobs.beginNext(jobId, attempts);
  }

  async saveAttempts(jobId: string, attempts: readonly Attempt[]): Promise<void> {
    await this.jobs.saveAttempts(jobId, attempts);
  }

  /** @param begun true if `begin` has already written the plan and the start. */
  async finish(job: Job, ending: Ending, begun: boolean): Promise<void> {
    const { plan = job.plan, ...end } = ending;
    const origin = originOf({ ...job, plan, results: ending.results });
    if (begun && plan === job.plan) {
      await this.jobs.finish(job.id, { ...end, origin });
      return;
    }
    const filed = await this.filedPlan({ id: job.id, plan });
    await this.jobs.finish(job.id, { ...end, origin, plan: filed, startedAt: job.startedAt });
  }

  /** Records the end of a job that a previous run, or another bridge, left unfinished. */
  async finishLeftover(job: StoredJob, ending: Ending): Promise<void> {
    const { plan: _, ...end } = ending;
    await this.jobs.finish(job.id, { ...end, origin: originOf(job) });
  }

  /** A job whose pictures cannot be stored still ends, without the plan that it did not carry out. */
  private async filedPlan({ id, plan }: Pick<Job, 'id' | 'plan'>): Promise<StoredPlan | null> {
    return plan === null ? null : this.filing.filePlan(id, plan).catch(() => null);
  }

  async find(jobId: string): Promise<Job | null> {
    const stored = await this.jobs.find(jobId);
    return stored === null ? null : this.read(stored);
  }

  /** See `JobRepository.isOurs`. */
  isOurs(job: Pick<StoredJob, 'owner'>): boolean {
    return this.jobs.isOurs(job);
  }

  /** As it is written down. */
  stored(jobId: string): Promise<StoredJob | null> {
    return this.jobs.find(jobId);
  }

  /** As it is written down. See `JobRepository.findByFingerprint`. */
  findHolder(callerId: string, fingerprints: readonly string[]): Promise<StoredJob | null> {
    return this.jobs.findByFingerprint(callerId, fingerprints);
  }

  /** As they are written down, newest first. See `JobRepository.findUnanswered`. */
  findUnanswered(callerId: string, call: string, limit: number): Promise<StoredJob[]> {
    return this.jobs.findUnanswered(callerId, call, limit);
  }

  /** As they are written down, newest first. See `JobRepository.findByCacheKey`. */
  findEqual(callerId: string, cacheKey: string, limit: number): Promise<StoredJob[]> {
    return this.jobs.findByCacheKey(callerId, cacheKey, limit);
  }

  async read(stored: StoredJob): Promise<Job> {
    const { fingerprint: _, owner: _owner, call: _call, answeredAt: _at, leftAt: _left, ...record } = stored;
    return {
      ...record,
      request: await this.filing.fetchRequest(stored.request),
      plan: stored.plan === null ? null : await this.filing.fetchPlan(stored.plan),
      progress: stored.state === 'succeeded' ? DONE : NOT_STARTED,
    };
  }
}

/** Gallery entries for the job's pictures. */
function originOf(job: Job | StoredJob): PictureOrigin {
  const { caller, dialect, request, plan } = job;
  const { model, prompt } = plan ?? request;
  const loras = plan === null ? request.loras : lorasOfJob(job);
  return { callerId: caller.id, dialect, operation: request.operation, model: model ?? '', prompt, loras };
}

/** A new job in its initial state. */
export function newJob(
  given: Pick<Job, 'id' | 'caller' | 'dialect' | 'request' | 'createdAt' | 'parent'>,
): Job {
  return {
    ...given,
    state: 'queued',
    plan: null,
    attempts: [],
    results: [],
    degradations: [],
    progress: NOT_STARTED,
    cost: null,
    error: null,
    startedAt: null,
    finishedAt: null,
  };
}
