import { PictureStore, type StoredFile } from '@fusionbridge/media';
import { KeepingRepository } from '@fusionbridge/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { PictureRemoval } from '../pictures/picture-removal.js';
import { NOTHING, type Removed, sumOf } from './removed.js';

/** Files looked up per batch. */
const BATCH = 200;

/** Files removed per run; the rest is left for the next one. */
const MOST_ORPHANS = 10_000;

/** Contents of the store. */
interface Survey {
  readonly bytes: number;
  /** Files that a record references. */
  readonly known: number;
  /** Old files that no record references. */
  readonly orphans: readonly StoredFile[];
}

/** Contents of the store after a sweep. */
interface Swept {
  readonly removed: Removed;
  readonly bytesLeft: number;
}

/** Scans the store and removes files that no record references, left behind by a crash or another process. */
@Injectable()
export class FileSweep {
  private readonly logger = new Logger('Pictures');

  constructor(
    private readonly store: PictureStore,
    private readonly keeping: KeepingRepository,
    private readonly removal: PictureRemoval,
  ) {}

  /** @param keptBefore Unix milliseconds; files stored since then are kept */
  async sweep(keptBefore: number, signal: AbortSignal): Promise<Swept> {
    const survey = await this.survey(keptBefore, signal);
    if (signal.aborted) {
      return { removed: NOTHING, bytesLeft: 0 };
    }
    const halves = { ...NOTHING, files: await this.store.removeUnfinished(keptBefore) };
    if (survey.orphans.length > 0 && survey.known === 0) {
      this.logger.warn(
        `No record names any of the files in the picture store: ${survey.orphans.length} old ones are left alone. Is this the database that they belong to?`,
      );
      return { removed: halves, bytesLeft: survey.bytes };
    }
    let removed = halves;
    for (const { hash, format } of survey.orphans) {
      const bytes = signal.aborted ? null : await this.removal.removeFile(hash, format, keptBefore);
      removed = sumOf(removed, { jobs: 0, files: bytes === null ? 0 : 1, bytes: bytes ?? 0 });
    }
    return { removed, bytesLeft: survey.bytes - removed.bytes };
  }

  private async survey(keptBefore: number, signal: AbortSignal): Promise<Survey> {
    const survey = { bytes: 0, known: 0, orphans: new Array<StoredFile>() };
    for await (const files of inBatches(this.store.list())) {
      if (signal.aborted) {
        break;
      }
      const known = await this.keeping.known(files.map(({ hash }) => hash));
      const unknown = files.filter(({ hash }) => !known.has(hash));
      survey.bytes += files.reduce((sum, { byteLength }) => sum + byteLength, 0);
      survey.known += files.length - unknown.length;
      survey.orphans.push(...unknown.filter(({ keptAt }) => keptAt < keptBefore));
      survey.orphans.length = Math.min(survey.orphans.length, MOST_ORPHANS);
    }
    return survey;
  }
}

async function* inBatches<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const one of all) {
    batch.push(one);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}
