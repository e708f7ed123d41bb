import { randomBytes } from 'node:crypto';
import { utimesSync } from 'node:fs';
import { DiskPictureStore } from '@fusionbridge/media';
import type { PictureRef } from '@fusionbridge/persistence';
import { ending, newJob, result, storedRequest } from '../../persistence/test/samples.js';
import type { Harness } from './harness.js';

/** How a job of long ago was. */
export interface KeptJob {
  /** Unix milliseconds. */
  readonly endedAt: number;
  /** Of the one picture it made. Random by default. */
  readonly bytes?: Buffer;
  /** What it was made from. */
  readonly source?: PictureRef;
  readonly failed?: boolean;
  readonly fingerprint?: string;
}

/** Writes jobs and files down as if they had been made at other times. */
export class KeptJobs {
  constructor(private readonly harness: Harness) {}

  /** @returns the hash of its picture */
  async add(id: string, { endedAt, bytes, source, failed = false, fingerprint }: KeptJob): Promise<string> {
    const { repository } = this.harness;
    const content = bytes ?? randomBytes(1000);
    const hash = await this.file(content, endedAt);
    const made = result({ id: `of-${id}`, hash, format: 'webp', byteLength: content.length });
    const request = storedRequest({ source: source ?? null });
    await repository.insert(newJob({ id, request, fingerprint: fingerprint ?? null, createdAt: endedAt }));
    await repository.finish(
      id,
      ending({
        attempts: [],
        state: failed ? 'failed' : 'succeeded',
        results: failed ? [] : [made],
        finishedAt: endedAt,
      }),
    );
    return hash;
  }

  /** A file that no record names yet. @returns its hash */
  async file(bytes: Buffer, keptAt: number): Promise<string> {
    const { hash } = await this.harness.store.keep({ format: 'webp', bytes });
    this.age(hash, keptAt);
    return hash;
  }

  age(hash: string, keptAt: number): void {
    const { store } = this.harness;
    if (store instanceof DiskPictureStore) {
      utimesSync(store.pathOf(hash, 'webp'), keptAt / 1000, keptAt / 1000);
    }
  }

  /** Which of the files are there. */
  async there(...hashes: readonly string[]): Promise<boolean[]> {
    return Promise.all(hashes.map(async (hash) => (await this.harness.store.find(hash, 'webp')) !== null));
  }

  /** Which of the jobs are there. */
  async ids(...ids: readonly string[]): Promise<string[]> {
    const found = await Promise.all(ids.map((id) => this.harness.repository.find(id)));
    return found.flatMap((job) => (job === null ? [] : [job.id]));
  }
}
