import { KeepingRepository, type PictureTally } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';
import { type CleanUpReport, CleanUpSchedule } from './clean-up-schedule.js';

/** Counting a million pictures takes a tenth of a second, so the count is cached for this long. */
const COUNTED_EVERY_MS = 30_000;

/** Stored pictures and the result of the last clean-up. */
export interface KeptPicturesNow extends PictureTally {
  readonly lastCleanUp: CleanUpReport | null;
}

/** The number of stored pictures, at most half a minute old. */
@Injectable()
export class KeptPictures {
  private counted: { readonly at: number; readonly tally: Promise<PictureTally> } | null = null;

  constructor(
    private readonly keeping: KeepingRepository,
    private readonly schedule: CleanUpSchedule,
  ) {}

  /** @param now Unix milliseconds */
  async now(now = Date.now()): Promise<KeptPicturesNow> {
    if (this.counted === null || now >= this.counted.at + COUNTED_EVERY_MS) {
      const tally = this.keeping.tally();
      tally.catch(() => (this.counted = null));
      this.counted = { at: now, tally };
    }
    return { ...(await this.counted.tally), lastCleanUp: this.schedule.last };
  }
}
