import { byteCount, durationMs, Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { YOUNGEST_ORPHAN_MS, YOUNGEST_RECORD_MS } from './ages.js';
import { FileSweep } from './file-sweep.js';
import { KeepingEnv } from './keeping.env.js';
import { OldJobs } from './old-jobs.js';
import { NOTHING, type Removed, sumOf } from './removed.js';

/** Keeps records and files from piling up: by age, by size, and what nobody names. */
@Injectable()
export class CleanUp {
  private readonly ttlMs: number;
  private readonly maxBytes: number;

  constructor(
    settings: Settings,
    private readonly jobs: OldJobs,
    private readonly files: FileSweep,
  ) {
    const keeping = settings.section(KeepingEnv);
    this.ttlMs = durationMs(keeping.IMAGE_TTL) ?? 0;
    this.maxBytes = byteCount(keeping.IMAGE_MAX_BYTES) ?? 0;
  }

  /**
   * In small steps, with other work between them. May stop anywhere, and run on several bridges at once.
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
    return this.ttlMs === 0
      ? NOTHING
      : this.jobs.removeAll({ endedBefore: now - this.ttlMs, keptBefore: now - YOUNGEST_RECORD_MS, signal });
  }

  private async removeExcess(bytes: number, now: number, signal: AbortSignal): Promise<Removed> {
    const young = now - YOUNGEST_RECORD_MS;
    return this.maxBytes === 0
      ? NOTHING
      : this.jobs.removeBytes(bytes - this.maxBytes, { endedBefore: young, keptBefore: young, signal });
  }
}
