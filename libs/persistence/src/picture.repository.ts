import type { ImageResult } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { Database } from './database.js';
import { resultOf } from './rows.js';

/** Pictures that were made. They are written with the job that made them (`JobRepository.finish`). */
@Injectable()
export class PictureRepository {
  constructor(private readonly database: Database) {}

  async find(pictureId: string): Promise<ImageResult | null> {
    const row = await this.database.query
      .selectFrom('pictures')
      .selectAll()
      .where('id', '=', pictureId)
      .executeTakeFirst();
    return row === undefined ? null : resultOf(row);
  }

  /** Every result whose file is this one. A file may go when there is none. */
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
