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

/** Which jobs may be removed. */
export interface OldJobs {
  /** Ended before this time, in Unix milliseconds. */
  readonly endedBefore: number;
  /** Maximum number of jobs. */
  readonly limit: number;
  /** Only jobs whose removal frees a file. */
  readonly withFiles?: boolean;
}

/** Totals over all records of pictures. Bytes that two records share count twice. */
export interface PictureTally {
  readonly pictures: number;
  readonly bytes: number;
  /** Unix milliseconds; null if there is none. */
  readonly oldest: number | null;
}

/** Queries and deletions for the clean-up of records and files. */
@Injectable()
export class KeepingRepository {
  constructor(private readonly database: Database) {}

  /** Ids of jobs that have ended, the earliest first. */
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

  /** Outputs and inputs of the jobs, each file once. */
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
   * Deletes jobs with all their records in one commit, if they have still ended: another process may have resumed one.
   * @returns how many were deleted
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

  /** Returns the space of deleted records to the disk if it is large enough. */
  giveBack(): Promise<void> {
    return this.database.giveBack();
  }

  /** Those of the files that a picture or a job refers to. */
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

  /** Uses indices alone, but takes time proportional to the number of pictures: not for every request. */
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
