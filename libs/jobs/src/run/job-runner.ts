import { setTimeout as wait } from 'node:timers/promises';
import { InFlightLimiter } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';
import { JobClosing } from './job-closing.js';
import { JobPainter } from './job-painter.js';
import type { LiveJob } from './live-job.js';
import { PictureFinisher } from '../pictures/picture-finisher.js';

const LONGEST_PAUSE_MS = 60_000;

/** Runs a job: plan, generate, finish the pictures, record the result. */
@Injectable()
export class JobRunner {
  constructor(
    private readonly painter: JobPainter,
    private readonly finisher: PictureFinisher,
    private readonly closing: JobClosing,
    private readonly inFlight: InFlightLimiter,
  ) {}

  /** Never throws: whatever goes wrong is how the job ended. An order that is late is looked up until it is over. */
  async run(live: LiveJob): Promise<void> {
    for (let round = 0; await this.goesOn(live, round); round += 1);
  }

  /** One try. @returns whether an order of the job is still under way */
  private async goesOn(live: LiveJob, round: number): Promise<boolean> {
    const slot = this.inFlight.slot();
    try {
      if (round > 1) {
        await wait(pauseBefore(round), undefined, { signal: live.signal, ref: false });
      }
      const delivery = await this.painter.paint(live, slot, (reason) => this.closing.giveUp(live, reason));
      // The pictures are paid for: from here on the job cannot be stopped.
      const ending = await this.finisher.finish(delivery, live.job);
      await this.closing.end(live, ending);
      return false;
    } catch (error) {
      return await this.closing.fail(live, error);
    } finally {
      slot.leave();
    }
  }

  /** Ends a job that was stopped before its turn. */
  async endUnstarted(live: LiveJob): Promise<void> {
    await this.closing.fail(live, live.signal.reason);
  }
}

function pauseBefore(round: number): number {
  return Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** round);
}
