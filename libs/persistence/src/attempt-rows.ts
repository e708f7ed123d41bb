import type { Attempt } from '@fusionbridge/core';
import type { Query } from './connection.js';
import { attemptRow } from './rows.js';

/** Inserts attempts, or updates those that are in the database already. */
export async function saveAttempts(query: Query, jobId: string, attempts: readonly Attempt[]): Promise<void> {
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
        served_model: row.ref('excluded.served_model'),
        delivered: row.ref('excluded.delivered'),
        cost_usd: row.ref('excluded.cost_usd'),
        cost_source: row.ref('excluded.cost_source'),
        error: row.ref('excluded.error'),
      })),
    )
    .execute();
}
