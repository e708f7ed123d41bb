import type { Caller, Degradation, Job } from '@fusionbridge/core';
import { PictureStore } from '@fusionbridge/media';
import type { StoredJob } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import { type CacheKey, CacheKeys } from './cache-keys.js';
import { JobArchive } from '../records/job-archive.js';
import { LiveJobs } from '../run/live-jobs.js';
import type { CacheUse, Order } from '../order.js';

/** From a hit to the moment its answer is being written, and holds its files itself. */
const HELD_MS = 60_000;

/** Jobs of equal requests to look through; the newest is nearly always the one. */
const LOOKED_AT = 5;

/**
 * Answers a request with the pictures of an equal one of the same caller: the same words, pictures and settings, the
 * same fixed seed, and a configuration that would make the same of it. A job that runs answers as well, so that equals
 * that come at once are bought once.
 */
@Injectable()
export class ResultCache {
  constructor(
    private readonly keys: CacheKeys,
    private readonly archive: JobArchive,
    private readonly live: LiveJobs,
    private readonly store: PictureStore,
  ) {}

  /** Cache status of an order that is not cacheable. */
  get bypass(): CacheUse {
    return this.keys.enabled ? 'bypass' : null;
  }

  /** Cache key for this order, or null if it is not cacheable. */
  async keyOf(order: Order): Promise<CacheKey | null> {
    return this.keys.of(order);
  }

  /**
   * A job that answers for the key, or null. One that lives gets one more listener. A job that ended answers while all
   * its pictures lie in the store, none is missing, and nothing but what was planned was left out.
   */
  async find(caller: Caller, key: string): Promise<Job | null> {
    for (const stored of await this.archive.findEqual(caller.id, key, LOOKED_AT)) {
      const live = this.live.find(stored.id);
      if (live !== null && !live.signal.aborted && !live.over) {
        live.join();
        return live.job;
      }
      if (isWhole(stored) && (await this.holds(stored))) {
        return this.archive.read(stored);
      }
    }
    return null;
  }

  /** True if all its files exist; protects them from clean-up until the response is being written. */
  private async holds({ results }: StoredJob): Promise<boolean> {
    const reading = this.store.readers.begin(results.map(({ hash }) => hash));
    setTimeout(() => reading.done(), HELD_MS).unref();
    const kept = await Promise.all(
      results.map(({ hash, format, byteLength }) => this.store.has(hash, format, byteLength)),
    );
    return !kept.includes(false);
  }
}

/** True if every picture exists and nothing was degraded beyond the first candidate's plan. */
function isWhole({ state, request, results, plan, degradations }: StoredJob): boolean {
  const planned = new Set((plan?.candidates[0]?.degradations ?? []).map(nameOf));
  return (
    state === 'succeeded' &&
    results.length >= request.count &&
    degradations.every((one) => planned.has(nameOf(one)))
  );
}

function nameOf({ field, asked, given }: Degradation): string {
  return JSON.stringify([field, asked, given]);
}
