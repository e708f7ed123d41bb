import type { Selectable } from 'kysely';
import type { Query } from './connection.js';
import type { Database } from './database.js';
import { jobOf } from './rows.js';
import type { StoredJob } from './stored.js';
import type { Tables } from './tables.js';
import { UNFINISHED } from './unfinished.js';

/** Finds jobs, with their attempts and results. Includes what is still to be written (see `LateRecords`). */
export abstract class JobReader {
  protected constructor(protected readonly database: Database) {}

  async find(jobId: string): Promise<StoredJob | null> {
    const row = await this.query.selectFrom('jobs').selectAll().where('id', '=', jobId).executeTakeFirst();
    return row === undefined ? null : this.whole(row);
  }

  /** The newest job of any age that holds one of these fingerprints now. */
  async findByFingerprint(callerId: string, fingerprints: readonly string[]): Promise<StoredJob | null> {
    const row = await this.query
      .selectFrom('jobs')
      .selectAll()
      .where('caller_id', '=', callerId)
      .where('fingerprint', 'in', fingerprints)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : this.whole(row);
  }

  /** The caller's jobs of this call whose response was never delivered; newest first, `limit` at most. */
  async findUnanswered(callerId: string, call: string, limit: number): Promise<StoredJob[]> {
    const rows = await this.query
      .selectFrom('jobs')
      .selectAll()
      .where('caller_id', '=', callerId)
      .where('call', '=', call)
      .where('answered_at', 'is', null)
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute();
    return Promise.all(rows.map((row) => this.whole(row)));
  }

  /** The caller's jobs with an equal request, in any state; newest first, `limit` at most. */
  async findByCacheKey(callerId: string, cacheKey: string, limit: number): Promise<StoredJob[]> {
    const rows = await this.query
      .selectFrom('jobs')
      .selectAll()
      .where('caller_id', '=', callerId)
      .where('cache_key', '=', cacheKey)
      .orderBy('created_at', 'desc')
      .limit(limit)
      .execute();
    return Promise.all(rows.map((row) => this.whole(row)));
  }

  /** Jobs that have not ended, oldest first. At the start, these are what the previous run left behind. */
  async unfinished(): Promise<StoredJob[]> {
    const rows = await this.query
      .selectFrom('jobs')
      .selectAll()
      .where('state', 'in', UNFINISHED)
      .orderBy('created_at')
      .execute();
    return Promise.all(rows.map((row) => this.whole(row)));
  }

  protected get query(): Query {
    return this.database.query;
  }

  private async whole(row: Selectable<Tables['jobs']>): Promise<StoredJob> {
    const attempts = await this.query
      .selectFrom('attempts')
      .selectAll()
      .where('job_id', '=', row.id)
      .orderBy('position')
      .execute();
    const pictures = await this.query
      .selectFrom('pictures')
      .selectAll()
      .where('job_id', '=', row.id)
      .orderBy('position')
      .execute();
    return this.database.late.shown(jobOf(row, attempts, pictures));
  }
}
