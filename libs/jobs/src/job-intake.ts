import { randomUUID } from 'node:crypto';
import type { Job } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { JobArchive, type JobKeys, newJob } from './job-archive.js';
import { KeyedLock } from './keyed-lock.js';
import type { LiveJob } from './live-job.js';
import { LiveJobs } from './live-jobs.js';
import type { CacheUse, Order } from './order.js';
import { RepeatedCalls } from './repeated-calls.js';
import { ResultCache } from './result-cache.js';

/** Another process on the same database may take the fingerprint between our look and our write. */
const TRIES = 5;

/** A new job, to be queued, or the one that the same call or an equal one started before. */
export type Intaken = { readonly cache: CacheUse } & ({ readonly fresh: LiveJob } | { readonly joined: Job });

/** Turns orders into jobs, one for each call however often it is sent. */
@Injectable()
export class JobIntake {
  private readonly locks = new KeyedLock();

  constructor(
    private readonly archive: JobArchive,
    private readonly live: LiveJobs,
    private readonly repeats: RepeatedCalls,
    private readonly cache: ResultCache,
  ) {}

  /**
   * Writes the job down, unless the call has one, or an equal request. Joining a live job counts as one more listener.
   */
  async take(order: Order): Promise<Intaken> {
    const { fingerprint = null, caller } = order;
    const cacheKey = this.cache.keyOf(order);
    if (fingerprint === null) {
      const intaken = await this.equalOrNew(order, { fingerprint, cacheKey, supersedes: null });
      if (intaken === null) {
        throw new Error('A job without a fingerprint was held to have that of another.');
      }
      return intaken;
    }
    return this.locks.run(`${caller.id}\n${fingerprint}`, () =>
      this.joinOrTake(order, fingerprint, cacheKey),
    );
  }

  private async joinOrTake(order: Order, fingerprint: string, cacheKey: string | null): Promise<Intaken> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const holder = await this.repeats.find(order.caller.id, fingerprint);
      const joined = holder === null || order.joins === false ? null : await this.repeats.join(holder);
      if (joined !== null) {
        return { joined, cache: this.cache.bypass };
      }
      const intaken = await this.equalOrNew(order, { fingerprint, cacheKey, supersedes: holder?.id ?? null });
      if (intaken !== null) {
        return intaken;
      }
    }
    throw new Error('The fingerprint of the call was taken by other jobs again and again.');
  }

  /** The job of an equal request, or a new one; null when another job has the fingerprint. */
  private async equalOrNew(order: Order, keys: JobKeys): Promise<Intaken | null> {
    const { cacheKey } = keys;
    if (cacheKey === null) {
      return this.made(order, keys, this.cache.bypass);
    }
    return this.locks.run(`${order.caller.id}\n=${cacheKey}`, async () => {
      const equal = await this.cache.find(order.caller, cacheKey);
      return equal === null ? this.made(order, keys, 'miss') : { joined: equal, cache: 'hit' as const };
    });
  }

  private async made(order: Order, keys: JobKeys, cache: CacheUse): Promise<Intaken | null> {
    const job = jobFor(order);
    const isNew = await this.archive.insert(job, keys);
    // Still inside the locks: the next call finds it alive.
    return isNew ? { fresh: this.live.add(job), cache } : null;
  }
}

function jobFor(order: Order): Job {
  const { caller, dialect, request, parent = null } = order;
  return newJob({ id: randomUUID(), caller, dialect, request, createdAt: Date.now(), parent });
}
