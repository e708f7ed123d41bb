import { FINAL_STATES, type PictureFormat } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { Database } from './database.js';
import { pictureFormat } from './stored.schemas.js';

/** A file of the picture store, by its name. */
export interface FileName {
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly format: PictureFormat;
}

/** Which jobs are old enough to go. */
export interface OldJobs {
  /** Ended before this time, in Unix milliseconds. */
  readonly endedBefore: number;
  /** At most so many. */
  readonly limit: number;
  /** Only those whose end frees a file. */
  readonly withFiles?: boolean;
}

/** What all records of pictures come to. Bytes that two records share count twice. */
export interface PictureTally {
  readonly pictures: number;
  readonly bytes: number;
  /** Unix milliseconds; null where there is none. */
  readonly oldest: number | null;
}

/** What has to be asked and removed so that records and files do not pile up. */
@Injectable()
export class KeepingRepository {
  constructor(private readonly database: Database) {}

  /** Ids of jobs that are over, oldest end first. */
  async oldJobs({ endedBefore, limit, withFiles = false }: OldJobs): Promise<string[]> {
    let jobs = this.database.query
      .selectFrom('jobs')
      .select('id')
      .where('finished_at', '<', endedBefore)
      .where('state', 'in', [...FINAL_STATES]);
    if (withFiles) {
      jobs = jobs.where((is) =>
        is.or([
          is.exists(is.selectFrom('pictures').select('id').whereRef('pictures.job_id', '=', 'jobs.id')),
          is.exists(is.selectFrom('job_inputs').select('hash').whereRef('job_inputs.job_id', '=', 'jobs.id')),
        ]),
      );
    }
    const rows = await jobs.orderBy('finished_at').orderBy('id').limit(limit).execute();
    return rows.map(({ id }) => id);
  }

  /** What the jobs made and what they were made from, each file once. */
  async filesOf(jobIds: readonly string[]): Promise<FileName[]> {
    if (jobIds.length === 0) {
      return [];
    }
    const { query } = this.database;
    const rows = await query
      .selectFrom('pictures')
      .select(['hash', 'format'])
      .where('job_id', 'in', jobIds)
      .union(query.selectFrom('job_inputs').select(['hash', 'format']).where('job_id', 'in', jobIds))
      .execute();
    return rows.map(({ hash, format }) => ({ hash, format: pictureFormat.parse(format) }));
  }

  /**
   * Takes jobs away with all their records, in one commit: those that are over still, since another process may have
   * taken one up again.
   * @returns how many went
   */
  async removeJobs(jobIds: readonly string[], endedBefore: number): Promise<number> {
    if (jobIds.length === 0) {
      return 0;
    }
    const result = await this.database.write((query) =>
      query
        .deleteFrom('jobs')
        .where('id', 'in', jobIds)
        .where('finished_at', '<', endedBefore)
        .where('state', 'in', [...FINAL_STATES])
        .executeTakeFirst(),
    );
    return Number(result.numDeletedRows);
  }

  /** Gives the room that removed records took back to the disk, where it is worth it. */
  giveBack(): Promise<void> {
    return this.database.giveBack();
  }

  /** Those of the files that a picture or a job names. */
  async known(hashes: readonly string[]): Promise<Set<string>> {
    if (hashes.length === 0) {
      return new Set();
    }
    const { query } = this.database;
    const rows = await query
      .selectFrom('pictures')
      .select('hash')
      .where('hash', 'in', hashes)
      .union(query.selectFrom('job_inputs').select('hash').where('hash', 'in', hashes))
      .execute();
    return new Set([
      ...rows.map(({ hash }) => hash),
      ...hashes.filter((hash) => this.database.late.needs(hash)),
    ]);
  }

  /** From indices alone, and still in proportion to the number of pictures: not for every call of a client. */
  async tally(): Promise<PictureTally> {
    const { query } = this.database;
    const sums = await query
      .selectFrom('pictures')
      .select(({ fn }) => [
        fn.countAll<number | string>().as('pictures'),
        fn.sum<number | string | null>('byte_length').as('bytes'),
      ])
      .executeTakeFirstOrThrow();
    const oldest = await query
      .selectFrom('pictures')
      .select('created_at')
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst();
    return {
      pictures: Number(sums.pictures),
      bytes: Number(sums.bytes ?? 0),
      oldest: oldest?.created_at ?? null,
    };
  }
}
