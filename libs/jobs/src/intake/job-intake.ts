import { randomUUID } from 'node:crypto';
import type { Job } from '@fusionbridge/core';
import type { StoredJob } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import type { AwaitedAnswer } from './awaited-answers.js';
import { JobArchive, type JobKeys, newJob } from '../records/job-archive.js';
import { KeyedLock } from './keyed-lock.js';
import type { LiveJob } from '../run/live-job.js';
import { LiveJobs } from '../run/live-jobs.js';
import type { CacheUse, CallNames, Order } from '../order.js';
import { RepeatedCalls } from './repeated-calls.js';
import type { CacheKey } from './cache-keys.js';
import { ResultCache } from './result-cache.js';

/** Another process on the same database may take the fingerprint between our look and our write. */
const TRIES = 5;

/** A new job, to be queued, or the one that the same call or an equal one started before. */
export type Intaken = Found & { readonly answer: AwaitedAnswer };

type Found = { readonly cache: CacheUse } & ({ readonly fresh: LiveJob } | { readonly joined: Job });

/** Turns orders into jobs; a call that is sent repeatedly gets a single job. */
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
   * @throws BridgeError `idempotency_key_reused`
   */
  async take(order: Order): Promise<Intaken> {
    const names = namesOf(order);
    const cached = await this.cache.keyOf(order);
    return this.locks.runAll(
      [names.fingerprint, names.call].flatMap((name) =>
        name === null ? [] : [`${order.caller.id}\n${name}`],
      ),
      async () => {
        const found = await this.joinOrTake(order, names, cached);
        const { id } = 'joined' in found ? found.joined : found.fresh.job;
        // Still inside the locks, so that an identical concurrent call does not consider this response lost.
        return { ...found, answer: this.repeats.expect(id) };
      },
    );
  }

  /** The job was cancelled by its own caller: the same call starts a new job. */
  close(jobId: string): void {
    this.repeats.close(jobId);
  }

  private async joinOrTake(order: Order, names: CallNames, cached: CacheKey | null): Promise<Found> {
    const { call, fingerprint } = names;
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const holder = await this.repeats.holder(order.caller.id, names);
      const joined = await this.joined(order, names, holder);
      if (joined !== null) {
        return { joined, cache: this.cache.bypass };
      }
      const keys = { call, fingerprint, cacheKey: cached?.key ?? null, supersedes: holder?.id ?? null };
      const intaken = await this.equalOrNew(order, keys);
      if (intaken !== null) {
        if ('fresh' in intaken) {
          intaken.fresh.prepared = cached?.prepared ?? null;
        }
        return intaken;
      }
    }
    throw new Error('The fingerprint of the call was taken by other jobs again and again.');
  }

  private async joined({ caller }: Order, names: CallNames, holder: StoredJob | null): Promise<Job | null> {
    const own = holder === null || !names.joins ? null : await this.repeats.join(holder);
    return own ?? this.repeats.joinLost(caller.id, names);
  }

  /** The job of an equal request, or a new one; null when another job has the fingerprint. */
  private async equalOrNew(order: Order, keys: JobKeys): Promise<Found | null> {
    const { cacheKey } = keys;
    if (cacheKey === null) {
      return this.made(order, keys, this.cache.bypass);
    }
    return this.locks.run(`${order.caller.id}\n=${cacheKey}`, async () => {
      const equal = await this.cache.find(order.caller, cacheKey);
      return equal === null ? this.made(order, keys, 'miss') : { joined: equal, cache: 'hit' as const };
    });
  }

  private async made(order: Order, keys: JobKeys, cache: CacheUse): Promise<Found | null> {
    const job = jobFor(order);
    const isNew = await this.archive.insert(job, keys);
    // Still inside the locks: the next call finds it alive.
    return isNew ? { fresh: this.live.add(job), cache } : null;
  }
}

function namesOf({
  call = null,
  fingerprint = null,
  earlierFingerprints = [],
  joins = true,
}: Order): CallNames {
  return { call, fingerprint, earlierFingerprints, joins };
}

function jobFor(order: Order): Job {
  const { caller, dialect, request, parent = null } = order;
  return newJob({ id: randomUUID(), caller, dialect, request, createdAt: Date.now(), parent });
}
