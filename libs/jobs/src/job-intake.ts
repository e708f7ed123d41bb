import { randomUUID } from 'node:crypto';
import { FINAL_STATES, type Job } from '@fusionbridge/core';
import { JobRepository, type StoredJob } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import { JobArchive, newJob } from './job-archive.js';
import { KeyedLock } from './keyed-lock.js';
import type { LiveJob } from './live-job.js';
import { LiveJobs } from './live-jobs.js';
import type { Order } from './order.js';
import { PurchaseRisk } from './purchase-risk.js';

/** How long after its end a job answers the same call again (openai-node repeats within seconds; a person may not). */
const JOIN_WINDOW_MS = 15 * 60_000;

/** Another process on the same database may take the fingerprint between our look and our write. */
const TRIES = 5;

/** A new job, to be queued, or the one that the same call started before. */
export type Intaken = { readonly fresh: LiveJob } | { readonly joined: Job };

/** Turns orders into jobs, one for each call however often it is sent. */
@Injectable()
export class JobIntake {
  private readonly locks = new KeyedLock();

  constructor(
    private readonly jobs: JobRepository,
    private readonly archive: JobArchive,
    private readonly live: LiveJobs,
    private readonly risk: PurchaseRisk,
  ) {}

  /** Writes the job down, unless the call has one. Joining a live job counts as one more listener. */
  async take(order: Order): Promise<Intaken> {
    const { fingerprint = null, caller } = order;
    if (fingerprint === null) {
      const job = jobFor(order);
      await this.archive.insert(job, null, null);
      return { fresh: this.live.add(job) };
    }
    return this.locks.run(`${caller.id}\n${fingerprint}`, () => this.joinOrTake(order, fingerprint));
  }

  private async joinOrTake(order: Order, fingerprint: string): Promise<Intaken> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const holder = await this.jobs.findByFingerprint(order.caller.id, fingerprint);
      const joined = holder === null || order.joins === false ? null : await this.join(holder);
      if (joined !== null) {
        return { joined };
      }
      const job = jobFor(order);
      if (await this.archive.insert(job, fingerprint, holder?.id ?? null)) {
        // Still inside the lock: the next call finds it alive.
        return { fresh: this.live.add(job) };
      }
    }
    throw new Error('The fingerprint of the call was taken by other jobs again and again.');
  }

  /** The job that answers this call, or null when it is to be made anew. */
  private async join(holder: StoredJob): Promise<Job | null> {
    const live = this.live.find(holder.id);
    if (live !== null && !live.signal.aborted) {
      live.join();
      return live.job;
    }
    // A job that is being stopped, or has ended since it was looked up: its end decides.
    await live?.ended;
    const ended = (await this.jobs.find(holder.id)) ?? holder;
    return this.answers(ended) ? this.archive.read(ended) : null;
  }

  private answers(job: StoredJob): boolean {
    if ((job.finishedAt ?? job.createdAt) < Date.now() - JOIN_WINDOW_MS) {
      return false;
    }
    // Unfinished, but not alive here: another process has it.
    const elsewhere = !FINAL_STATES.has(job.state);
    return elsewhere || job.state === 'succeeded' || this.risk.mayHaveCost(job);
  }
}

function jobFor(order: Order): Job {
  const { caller, dialect, request } = order;
  return newJob({ id: randomUUID(), caller, dialect, request, createdAt: Date.now() });
}
