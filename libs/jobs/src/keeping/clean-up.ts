import { byteCount, CurrentSettings, durationMs } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { YOUNGEST_ORPHAN_MS, YOUNGEST_RECORD_MS } from './ages.js';
import { FileSweep } from './file-sweep.js';
import { KeepingEnv } from './keeping.env.js';
import { OldJobs } from './old-jobs.js';
import { NOTHING, type Removed, sumOf } from './removed.js';

/** Removes records and files by age and by total size, and files that no record references. */
@Injectable()
export class CleanUp {
  constructor(
    private readonly settings: CurrentSettings,
    private readonly jobs: OldJobs,
    private readonly files: FileSweep,
  ) {}

  /**
   * Works in small steps and yields between them. Safe to interrupt at any point and to run on several bridges at once.
   * @param now Unix milliseconds
   * @param signal ends it after the step it is at
   */
  async run(now: number, signal: AbortSignal): Promise<Removed> {
    const aged = await this.removeAged(now, signal);
    const { removed, bytesLeft } = await this.files.sweep(now - YOUNGEST_ORPHAN_MS, signal);
    const all = sumOf(aged, removed, await this.removeExcess(bytesLeft, now, signal));
    if (all.jobs > 0) {
      await this.jobs.giveBack();
    }
    return all;
  }

  private async removeAged(now: number, signal: AbortSignal): Promise<Removed> {
    const ttlMs = durationMs(this.settings.section(KeepingEnv).IMAGE_TTL) ?? 0;
    return ttlMs === 0
      ? NOTHING
      : this.jobs.removeAll({ endedBefore: now - ttlMs, keptBefore: now - YOUNGEST_RECORD_MS, signal });
  }

  private async removeExcess(bytes: number, now: number, signal: AbortSignal): Promise<Removed> {
    const young = now - YOUNGEST_RECORD_MS;
    const maxBytes = byteCount(this.settings.section(KeepingEnv).IMAGE_MAX_BYTES) ?? 0;
    return maxBytes === 0
      ? NOTHING
      : this.jobs.removeBytes(bytes - maxBytes, { endedBefore: young, keptBefore: young, signal });
  }
}
