import { Injectable } from '@nestjs/common';
import { type RawBuilder, sql } from 'kysely';
import { Database } from './database.js';
import { JobRepository } from './job.repository.js';
import type { StoredJob } from './stored.js';
import { UNFINISHED } from './unfinished.js';

/** A bridge that has not reported for this long counts as ended. */
const SILENT_AFTER_MS = 60_000;

/** An unfinished job, as it was when it was read. */
interface Leftover {
  readonly id: string;
  readonly fence: number;
}

/** Which bridge owns which unfinished job, and which bridges are running. */
@Injectable()
export class OwnershipRepository {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobRepository,
  ) {}

  /** Reports that this bridge is running. */
  async beat(): Promise<void> {
    const { backend, instance } = this.database;
    const seenAt = nowOf(backend);
    await this.database.write((query) =>
      query
        .insertInto('instances')
        .values({ id: instance.id, seen_at: seenAt })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: seenAt }))
        .execute(),
    );
  }

  /**
   * Takes over unfinished jobs without an owner, or whose owner has not reported for a minute. If two bridges want the
   * same job, one gets it.
   * @param own Also those of the previous run of this bridge: at the start, before it has jobs of its own
   * @returns oldest first
   */
  async take({ own }: { readonly own: boolean }): Promise<StoredJob[]> {
    const taken: StoredJob[] = [];
    for (const leftover of await this.leftovers(own)) {
      const job = (await this.takeOne(leftover)) ? await this.jobs.find(leftover.id) : null;
      if (job !== null) {
        taken.push(job);
      }
    }
    return taken;
  }

  private async leftovers(own: boolean): Promise<Leftover[]> {
    const { instance, query } = this.database;
    const heard = await this.heardOf();
    const rows = await query
      .selectFrom('jobs')
      .select(['id', 'owner', 'fence'])
      .where('state', 'in', UNFINISHED)
      .orderBy('created_at')
      .execute();
    return rows.filter(({ owner }) => (owner === instance.id ? own : owner === null || !heard.has(owner)));
  }

  /** The running bridges. */
  private async heardOf(): Promise<Set<string>> {
    const { backend, query } = this.database;
    const rows = await query
      .selectFrom('instances')
      .select('id')
      .where('seen_at', '>', sql<number>`${nowOf(backend)} - ${sql.lit(SILENT_AFTER_MS)}`)
      .execute();
    return new Set(rows.map(({ id }) => id));
  }

  private async takeOne({ id, fence }: Leftover): Promise<boolean> {
    const { instance } = this.database;
    const result = await this.database.write((query) =>
      query
        .updateTable('jobs')
        .set({ owner: instance.id, fence: fence + 1 })
        .where('id', '=', id)
        .where('fence', '=', fence)
        .where('state', 'in', UNFINISHED)
        .executeTakeFirst(),
    );
    return result.numUpdatedRows === 1n;
  }
}

/** Unix milliseconds by the clock that all bridges share: that of Postgres, or of the machine. */
function nowOf(backend: Database['backend']): RawBuilder<number> {
  return backend === 'postgres'
    ? sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`
    : sql<number>`cast(${Date.now()} as integer)`;
}
