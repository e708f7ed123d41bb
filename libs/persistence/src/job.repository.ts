import { type Attempt, BridgeError } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { saveAttempts } from './attempt-rows.js';
import type { Query } from './connection.js';
import { Database } from './database.js';
import { saveInputs, savePlanInputs } from './job-inputs.js';
import { JobReader } from './job-reader.js';
import { PictureWriter } from './picture-writer.js';
import { jsonOrNull, newJobRow } from './rows.js';
import { type JobBeginning, type JobEnding, type NewJob, picturesOf, type StoredJob } from './stored.js';

/**
 * Jobs with their attempts and results. A successful job takes three commits: `insert`, `begin` with its first attempt,
 * and `finish`; one more for each vendor task id and each further attempt.
 */
@Injectable()
export class JobRepository extends JobReader {
  private readonly pictures: PictureWriter;

  constructor(database: Database) {
    super(database);
    this.pictures = new PictureWriter(database.backend);
    database.late.writeWith((jobId, { attempts, ending }) =>
      ending === null
        ? this.database.write((query) => saveAttempts(query, jobId, [...attempts.values()]))
        : this.writeEnding(jobId, ending),
    );
  }

  /**
   * Inserts a new job as `queued`.
   * @param supersedes A job that loses its fingerprint in the same commit
   * @returns false, with nothing written, if another job of this caller has the fingerprint
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
   * Records the plan and the first attempt. Must be awaited before the vendor is called.
   * @throws BridgeError `unavailable` if the database refuses it or another bridge has taken the job over
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
   * Records a further attempt, and how those before it ended. Must be awaited before its vendor is called.
   * @throws BridgeError like `begin`
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
   * Updates attempts in one commit: one gets its task id, or one ends as another begins.
   * @throws BridgeError `unavailable` if the database refuses them; they are written later in any case
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
   * Records the end of a job, whatever was recorded before: the process that ran the job knows best. If the database
   * refuses it, it is written later, and until then reads return it as if it were written.
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

  /** Writes nothing if there are no pictures and another bridge has taken the job over: that one knows better. */
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
      await this.pictures.insert(transaction, jobId, ending);
    });
  }

  /** Whether the job belongs to this bridge. */
  isOurs({ owner }: Pick<StoredJob, 'owner'>): boolean {
    return owner === this.owner;
  }

  private get owner(): string {
    return this.database.instance.id;
  }
}

/** This bridge did not report for so long that another one considered it dead. */
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
