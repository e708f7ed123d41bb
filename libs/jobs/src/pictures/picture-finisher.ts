import { randomBytes } from 'node:crypto';
import { BridgeError, type Degradation, type ImageResult, type Job, type Picture } from '@fusionbridge/core';
import { embedProvenance, type PictureInPieces } from '@fusionbridge/media';
import type { DeliveredPicture, Delivery } from '@fusionbridge/routing';
import { Injectable, Logger } from '@nestjs/common';
import type { Ending } from '../records/job-archive.js';
import { PostProcessing } from './post-processing.js';
import { PictureHolds } from './picture-holds.js';
import { planAsApplied } from './applied-plan.js';
import { infotextFor, recordFor } from './provenance-record.js';

/** A stored picture and its degradations. */
interface Finished {
  readonly result: ImageResult;
  readonly degradations: readonly Degradation[];
}

/** Turns delivered pictures into results. Every file is on disk before the job reports `succeeded` (promise 4). */
@Injectable()
export class PictureFinisher {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly postProcessing: PostProcessing,
    private readonly holds: PictureHolds,
  ) {}

  /** @throws BridgeError `internal` if no picture could be stored */
  async finish(delivery: Delivery, job: Job): Promise<Ending> {
    const outcomes = await Promise.allSettled(
      delivery.pictures.map((painted) => this.finishOne(painted, delivery, job)),
    );
    const finished = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    for (const failure of outcomes.filter((one) => one.status === 'rejected')) {
      this.logger.error(`${job.id}: a picture could not be kept: ${String(failure.reason)}`);
    }
    if (finished.length === 0) {
      throw new BridgeError({
        kind: 'internal',
        message: 'The pictures were painted but could not be kept. Check the disk that holds them.',
        attempts: delivery.attempts,
      });
    }
    return {
      state: 'succeeded',
      plan: planAsApplied(job.plan, delivery.pictures),
      attempts: delivery.attempts,
      results: finished.map((one) => one.result),
      degradations: merged(
        delivery.degradations,
        finished.flatMap((one) => one.degradations),
        lost(delivery.pictures.length, finished.length),
      ),
      cost: delivery.cost,
      error: null,
      finishedAt: Date.now(),
    };
  }

  private async finishOne(painted: DeliveredPicture, delivery: Delivery, job: Job): Promise<Finished> {
    const processed = await this.postProcessing.process(painted.picture, job.request);
    const degradations = merged(delivery.degradations, processed.degradations);
    const infotext = infotextFor(painted, processed.picture, job);
    const record = recordFor(painted, delivery, job, degradations);
    const { picture, contentCredentials } = processed;
    const { file, note } = this.embedded(picture, { infotext, record });
    const { hash, byteLength } = await this.holds.keep(job.id, file);
    return {
      result: {
        id: randomBytes(16).toString('hex'),
        hash,
        format: picture.format,
        width: picture.width,
        height: picture.height,
        byteLength,
        seed: painted.seed,
        provider: painted.provider,
        vendorModel: painted.vendorModel,
        infotext,
        contentCredentials,
      },
      degradations: [...processed.degradations, ...note],
    };
  }

  /** If the text cannot be embedded, the picture is still delivered: it was paid for. */
  private embedded(
    picture: Picture,
    provenance: { infotext: string; record: unknown },
  ): { file: Picture | PictureInPieces; note: Degradation[] } {
    try {
      return { file: embedProvenance(picture, provenance), note: [] };
    } catch (error) {
      this.logger.error(`A picture is kept without its provenance: ${String(error)}`);
      const asked = `how it was made, written into the ${picture.format}`;
      const why = 'the file could not be extended';
      return { file: picture, note: [{ field: 'output', asked, given: 'dropped', why }] };
    }
  }
}

function lost(painted: number, kept: number): Degradation[] {
  const why = 'the other pictures could not be written to the disk';
  return painted === kept ? [] : [{ field: 'count', asked: String(painted), given: String(kept), why }];
}

/** Removes duplicates: a degradation that planning predicted and finishing then applied is reported once. */
function merged(...lists: readonly (readonly Degradation[])[]): Degradation[] {
  const known = new Map<string, Degradation>();
  for (const note of lists.flat()) {
    const key = `${note.field}\n${note.asked}\n${note.given}`;
    known.set(key, known.get(key) ?? note);
  }
  return [...known.values()];
}
