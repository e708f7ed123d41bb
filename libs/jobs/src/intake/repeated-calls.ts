import { BridgeError, FINAL_STATES, type Job } from '@fusionbridge/core';
import type { StoredJob } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import { type AwaitedAnswer, AwaitedAnswers, JOIN_WINDOW_MS } from './awaited-answers.js';
import { JobArchive } from '../records/job-archive.js';
import { LiveJobs } from '../run/live-jobs.js';
import type { CallNames } from '../order.js';
import { PurchaseRisk } from '../run/purchase-risk.js';

/** Period during which an idempotency key identifies a single call. */
const KEY_KEPT_MS = 24 * 60 * 60_000;

/** Jobs of one call that lost their clients; more than one only if the call was sent several times concurrently. */
const LOOKED_AT = 5;

/** Finds the job that the same call started before: by the client's own name of the call, or by what was sent. */
@Injectable()
export class RepeatedCalls {
  constructor(
    private readonly archive: JobArchive,
    private readonly live: LiveJobs,
    private readonly awaited: AwaitedAnswers,
    private readonly risk: PurchaseRisk,
  ) {}

  /** Adds a client that waits for the job's result. */
  expect(jobId: string): AwaitedAnswer {
    return this.awaited.expect(jobId);
  }

  /** The job was cancelled by its own caller: the same call starts a new job. */
  close(jobId: string): void {
    this.awaited.close(jobId);
  }

  /**
   * The job that holds the fingerprint of the call, whether it still answers or not.
   * @throws BridgeError `idempotency_key_reused` if the client has used its key for another call
   */
  async holder(callerId: string, names: CallNames): Promise<StoredJob | null> {
    const { call, fingerprint, earlierFingerprints } = names;
    if (fingerprint === null) {
      return null;
    }
    const holder = await this.archive.findHolder(callerId, [fingerprint, ...earlierFingerprints]);
    if (holder !== null && isAnother(holder, call)) {
      throw new BridgeError({
        kind: 'idempotency_key_reused',
        message:
          'This Idempotency-Key was used for another call, so nothing was sent. Send a new key with each new call, and the same key only with the same body.',
      });
    }
    return holder;
  }

  /** The job that answers this call, or null if a new one is needed. */
  async join(holder: StoredJob): Promise<Job | null> {
    for (let live = this.live.find(holder.id); live !== null; live = this.live.find(holder.id)) {
      if (!live.signal.aborted) {
        live.join();
        return live.job;
      }
      // It is being stopped: its end decides.
      await live.ended;
    }
    const ended = (await this.archive.stored(holder.id)) ?? holder;
    return isRecent(ended.finishedAt ?? ended.createdAt) && this.mustAnswer(ended)
      ? this.archive.read(ended)
      : null;
  }

  /** A job of the same call that lost all its clients before its response was delivered; null if there is none. */
  async joinLost(callerId: string, { call, fingerprint }: CallNames): Promise<Job | null> {
    if (call === null) {
      return null;
    }
    await this.awaited.noted();
    for (const stored of await this.archive.findUnanswered(callerId, call, LOOKED_AT)) {
      const job = isOfAnotherKey(stored, fingerprint) ? null : await this.lost(stored);
      if (job !== null) {
        await this.name(stored, fingerprint);
        return job;
      }
    }
    return null;
  }

  private async lost(stored: StoredJob): Promise<Job | null> {
    const live = this.live.find(stored.id);
    if (live !== null && !this.awaited.isAwaited(stored.id)) {
      return this.join(stored);
    }
    const isLost = stored.leftAt !== null && isRecent(stored.leftAt) && !this.awaited.isAwaited(stored.id);
    return isLost && this.mustAnswer(stored) ? this.archive.read(stored) : null;
  }

  /** Later repeats under the client's own name of the call find the job, too. */
  private async name({ id, caller, fingerprint: former }: StoredJob, name: string | null): Promise<void> {
    if (former === null && name !== null) {
      await this.awaited.name(id, caller.id, name);
    }
  }

  /** A job that ended without a picture and without cost is run again. */
  private mustAnswer(job: StoredJob): boolean {
    // Unfinished, but neither running here nor ours: it belongs to another bridge.
    const elsewhere = !FINAL_STATES.has(job.state) && !this.archive.isOurs(job);
    return elsewhere || job.state === 'succeeded' || this.risk.mayHaveCost(job);
  }
}

function isRecent(at: number): boolean {
  return at >= Date.now() - JOIN_WINDOW_MS;
}

/** True if the key identifies another call. Calls stored by earlier versions cannot be compared and count as equal. */
function isAnother(holder: StoredJob, call: string | null): boolean {
  return (
    holder.call !== null &&
    call !== null &&
    holder.call !== call &&
    versionOf(holder.call) === versionOf(call) &&
    holder.createdAt >= Date.now() - KEY_KEPT_MS
  );
}

function versionOf(name: string): string {
  return name.split(':', 1)[0] ?? '';
}

/** Clients that give each call a key say themselves which ones are repeats. */
function isOfAnotherKey({ fingerprint: theirs }: StoredJob, ours: string | null): boolean {
  return theirs !== null && ours !== null && theirs !== ours && [theirs, ours].every(isKey);
}

function isKey(fingerprint: string): boolean {
  return /^(?:v\d+:)?key:/.test(fingerprint);
}
