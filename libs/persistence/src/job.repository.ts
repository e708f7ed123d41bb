import { type Attempt, BridgeError } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { type Selectable, sql } from 'kysely';
import type { Query } from './connection.js';
import { Database } from './database.js';
import { pictureTerms } from './gallery/picture-terms.js';
import type { TermIndex } from './gallery/term-index.js';
import { termIndexOf } from './gallery/term-index-of.js';
import { nextOrdinal } from './picture-order.js';
import { saveInputs, savePlanInputs } from './job-inputs.js';
import { attemptRow, jobOf, jsonOrNull, newJobRow, originColumns, pictureRow } from './rows.js';
import { type JobBeginning, type JobEnding, type NewJob, picturesOf, type StoredJob } from './stored.js';
import type { Tables } from './tables.js';
import { UNFINISHED } from './unfinished.js';

/**
 * Jobs with their attempts and results. A job that goes well costs three commits: `insert`, `begin` with its first
 * attempt, `finish`; one more for each vendor task id and each further attempt (promise 4).
 */
@Injectable()
export class JobRepository {
  private readonly terms: TermIndex;

  constructor(private readonly database: Database) {
    this.terms = termIndexOf(database.backend);
    database.late.writeWith((jobId, { attempts, ending }) =>
      ending === null
        ? this.database.write((query) => saveAttempts(query, jobId, [...attempts.values()]))
        : this.writeEnding(jobId, ending),
    );
  }

  /**
   * Writes a new job down, `queued`.
   * @param supersedes A job that gives its fingerprint up, in the same commit.
   * @returns false, with nothing written, when another job of this caller has the fingerprint
   */
  async insert(job: NewJob, supersedes: string | null = null): Promise<boolean> {
    if (supersedes === null && picturesOf(job.request).length === 0) {
      return this.database.write((query) => inserted(query, job, this.owner));
    }
    return this.database.transaction(async (transaction) => {
      if (supersedes !== null) {
        await giveUpFingerprint(transaction, supersedes);
      }
      const isNew = await inserted(transaction, job, this.owner);
      if (isNew) {
        await saveInputs(transaction, job.id, [job.request]);
      }
      return isNew;
    });
  }

  /**
   * Writes the plan and the first attempt down. To be awaited before the vendor is called.
   * @throws BridgeError `unavailable` where the database does not take it, or another bridge has taken the job over
   */
  async begin(jobId: string, beginning: JobBeginning, first: Attempt): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('jobs')
        .set({ state: 'running', plan: JSON.stringify(beginning.plan), started_at: beginning.startedAt })
        .where('id', '=', jobId)
        .where('owner', '=', this.owner)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) {
        throw takenOver();
      }
      await savePlanInputs(transaction, jobId, beginning.plan);
      await saveAttempts(transaction, jobId, [first]);
    });
  }

  /**
   * Writes a further attempt down, and how those before it ended. To be awaited before its vendor is called. Throws as
   * `begin` does.
   */
  async beginNext(jobId: string, attempts: readonly Attempt[]): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('jobs')
        .set({ state: 'running' })
        .where('id', '=', jobId)
        .where('owner', '=', this.owner)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) {
        throw takenOver();
      }
      await saveAttempts(transaction, jobId, attempts);
    });
  }

  /**
   * Writes attempts down as they are now, in one commit: one that gets its task id, one that ends as another begins.
   * @throws BridgeError `unavailable` where the database does not take them; they are then written later, too
   */
  async saveAttempts(jobId: string, attempts: readonly Attempt[]): Promise<void> {
    const given = new Set(attempts.map(({ index }) => index));
    const before = this.database.late.attemptsOf(jobId).filter(({ index }) => !given.has(index));
    try {
      await this.database.write((query) => saveAttempts(query, jobId, [...before, ...attempts]));
      this.database.late.forget(jobId);
    } catch (error) {
      this.database.late.keepAttempts(jobId, attempts);
      throw error;
    }
  }

  /**
   * The end of a job. Written whatever was written before: who ran the job knows best. Where the database does not
   * take it now, it is written later, and read as if it were written.
   */
  async finish(jobId: string, ending: JobEnding): Promise<void> {
    try {
      await this.writeEnding(jobId, ending);
      this.database.late.forget(jobId);
    } catch (error) {
      if (!(error instanceof BridgeError)) {
        throw error;
      }
      this.database.late.keepEnding(jobId, ending);
    }
  }

  /** One without pictures is not written where another bridge has taken the job over: that one knows better. */
  private async writeEnding(jobId: string, ending: JobEnding): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('jobs')
        .set({
          state: ending.state,
          degradations: JSON.stringify(ending.degradations),
          cost_usd: ending.cost?.usd ?? null,
          cost_source: ending.cost?.source ?? null,
          error: jsonOrNull(ending.error),
          finished_at: ending.finishedAt,
          ...(ending.plan === undefined ? {} : { plan: jsonOrNull(ending.plan) }),
          ...(ending.startedAt === undefined ? {} : { started_at: ending.startedAt }),
        })
        .where('id', '=', jobId)
        .$if(ending.results.length === 0, (update) => update.where('owner', '=', this.owner))
        .executeTakeFirst();
      if (numUpdatedRows === 0n) {
        return;
      }
      await savePlanInputs(transaction, jobId, ending.plan ?? null);
      await saveAttempts(transaction, jobId, ending.attempts);
      await this.insertPictures(transaction, jobId, ending);
    });
  }

  async find(jobId: string): Promise<StoredJob | null> {
    const row = await this.query.selectFrom('jobs').selectAll().where('id', '=', jobId).executeTakeFirst();
    return row === undefined ? null : this.whole(row);
  }

  /** The newest job that holds one of these fingerprints now, however old it is. */
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

  /**
   * The caller's jobs of this call whose answer nobody has, newest first.
   * @param limit At most so many
   */
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

  /**
   * The caller's jobs of equal requests, newest first, whatever became of them.
   * @param limit At most so many
   */
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

  /** Jobs without an end, oldest first: at the start, what a former run left behind. */
  async unfinished(): Promise<StoredJob[]> {
    const rows = await this.query
      .selectFrom('jobs')
      .selectAll()
      .where('state', 'in', UNFINISHED)
      .orderBy('created_at')
      .execute();
    return Promise.all(rows.map((row) => this.whole(row)));
  }

  /** Whether the job belongs to this bridge. */
  isOurs({ owner }: Pick<StoredJob, 'owner'>): boolean {
    return owner === this.owner;
  }

  private get owner(): string {
    return this.database.instance.id;
  }

  private get query(): Query {
    return this.database.query;
  }

  private async insertPictures(query: Query, jobId: string, ending: JobEnding): Promise<void> {
    const { results, origin, finishedAt } = ending;
    if (results.length === 0) {
      return;
    }
    const shared = originColumns(origin, finishedAt);
    const rows = results.map((result, position) => ({ ...pictureRow(jobId, position, result), ...shared }));
    // The last of a job first, so that its first picture is the newest.
    const placed = rows.toReversed().map((row, offset) => ({
      ...row,
      ordinal: nextOrdinal(this.database.backend, finishedAt, offset),
    }));
    await query.insertInto('pictures').values(placed).execute();
    await this.addTerms(query, jobId, ending);
  }

  /** Pictures of one job differ in their providers alone. */
  private async addTerms(query: Query, jobId: string, { results, origin }: JobEnding): Promise<void> {
    const loras = origin.loras.map(({ name }) => name);
    for (const provider of new Set(results.map((result) => result.provider))) {
      const pictures = sql`select ordinal from pictures where job_id = ${jobId} and provider = ${provider}`;
      await this.terms.add(query, pictures, pictureTerms({ ...origin, loras, provider }));
    }
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

/** This bridge was silent for so long that another one took it for ended. */
function takenOver(): BridgeError {
  return new BridgeError({
    kind: 'unavailable',
    message:
      'Another bridge has taken this job over, so nothing more was sent for it. Ask again in a few seconds.',
    retryAfterMs: 5_000,
  });
}

async function giveUpFingerprint(query: Query, jobId: string): Promise<void> {
  await query.updateTable('jobs').set({ fingerprint: null }).where('id', '=', jobId).execute();
}

async function inserted(query: Query, job: NewJob, owner: string): Promise<boolean> {
  const result = await query
    .insertInto('jobs')
    .values(newJobRow(job, owner))
    .onConflict((conflict) => conflict.columns(['caller_id', 'fingerprint']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

async function saveAttempts(query: Query, jobId: string, attempts: readonly Attempt[]): Promise<void> {
  if (attempts.length === 0) {
    return;
  }
  await query
    .insertInto('attempts')
    .values(attempts.map((attempt) => attemptRow(jobId, attempt)))
    .onConflict((conflict) =>
      conflict.columns(['job_id', 'position']).doUpdateSet((row) => ({
        finished_at: row.ref('excluded.finished_at'),
        outcome: row.ref('excluded.outcome'),
        task_id: row.ref('excluded.task_id'),
        delivered: row.ref('excluded.delivered'),
        cost_usd: row.ref('excluded.cost_usd'),
        cost_source: row.ref('excluded.cost_source'),
        error: row.ref('excluded.error'),
      })),
    )
    .execute();
}
