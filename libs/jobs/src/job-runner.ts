import { Intake } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';
import { JobClosing } from './job-closing.js';
import { JobPainter } from './job-painter.js';
import type { LiveJob } from './live-job.js';
import { PictureFinisher } from './picture-finisher.js';

/** Takes a job from its turn to its end: plan, paint, finish the pictures, write it down. */
@Injectable()
export class JobRunner {
  constructor(
    private readonly painter: JobPainter,
    private readonly finisher: PictureFinisher,
    private readonly closing: JobClosing,
    private readonly intake: Intake,
  ) {}

  /** Never throws: whatever goes wrong is how the job ended. */
  async run(live: LiveJob): Promise<void> {
    const slot = this.intake.slot();
    try {
      const delivery = await this.painter.paint(live, slot);
      // From here on the pictures are bought: nothing stops the job any more.
      const ending = await this.finisher.finish(delivery, live.job);
      await this.closing.end(live, ending);
    } catch (error) {
      await this.closing.fail(live, error);
    } finally {
      slot.leave();
    }
  }

  /** Ends a job that was stopped before its turn. */
  async endUnstarted(live: LiveJob): Promise<void> {
    await this.closing.fail(live, live.signal.reason);
  }
}
