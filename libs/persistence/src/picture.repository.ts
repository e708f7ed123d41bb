import type { ImageResult } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { Database } from './database.js';
import { resultOf } from './rows.js';
import { promptOfRequest } from './stored.schemas.js';

/** Generated pictures. They are inserted with the job that generated them (`JobRepository.finish`). */
@Injectable()
export class PictureRepository {
  constructor(private readonly database: Database) {}

  async find(pictureId: string): Promise<ImageResult | null> {
    const row = await this.database.query
      .selectFrom('pictures')
      .selectAll()
      .where('id', '=', pictureId)
      .executeTakeFirst();
    return row === undefined ? this.database.late.picture(pictureId) : resultOf(row);
  }

  /**
   * Deletes the records, not their files.
   * @returns how many were deleted, so that of two callers who delete the same picture one gets 1
   */
  async remove(pictureIds: readonly string[]): Promise<number> {
    if (pictureIds.length === 0) {
      return 0;
    }
    const result = await this.database.write((query) =>
      query.deleteFrom('pictures').where('id', 'in', pictureIds).executeTakeFirst(),
    );
    return Number(result.numDeletedRows);
  }

  /** Whether a record has this file, or a job of any process uses it as input: a job that has ended can be repeated. */
  async needs(hash: string): Promise<boolean> {
    if (this.database.late.needs(hash)) {
      return true;
    }
    const { query } = this.database;
    const record = await query
      .selectFrom('pictures')
      .select('id')
      .where('hash', '=', hash)
      .limit(1)
      .executeTakeFirst();
    if (record !== undefined) {
      return true;
    }
    const job = await query
      .selectFrom('job_inputs')
      .select('job_id')
      .where('hash', '=', hash)
      .limit(1)
      .executeTakeFirst();
    return job !== undefined;
  }

  /**
   * The prompt, as the client wrote it, of the caller's latest job that produced this file.
   * @returns null if there is no such job or its prompt is empty
   */
  async promptOf(hash: string, callerId: string): Promise<string | null> {
    const row = await this.database.query
      .selectFrom('pictures')
      .innerJoin('jobs', 'jobs.id', 'pictures.job_id')
      .select('jobs.request')
      .where('pictures.hash', '=', hash)
      .where('jobs.caller_id', '=', callerId)
      .orderBy('jobs.created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const parsed = row === undefined ? null : promptOfRequest.parse(JSON.parse(row.request)).prompt.trim();
    return parsed === '' ? null : parsed;
  }

  /** A1111's text of the caller's latest picture with this file; null if there is none. */
  async infotextOf(hash: string, callerId: string): Promise<string | null> {
    const row = await this.database.query
      .selectFrom('pictures')
      .select('infotext')
      .where('hash', '=', hash)
      .where('caller_id', '=', callerId)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined || row.infotext === '' ? null : row.infotext;
  }

  /** Every result with this file. The file may be removed if there is none. */
  async findByHash(hash: string): Promise<ImageResult[]> {
    const rows = await this.database.query
      .selectFrom('pictures')
      .selectAll()
      .where('hash', '=', hash)
      .orderBy('id')
      .execute();
    return rows.map(resultOf);
  }
}
