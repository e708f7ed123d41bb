import type { Query } from './connection.js';
import { picturesOf, type StoredPlan, type StoredRequest } from './stored.js';

/** Records which files a job needs, in addition to those recorded before. */
export async function saveInputs(
  query: Query,
  jobId: string,
  requests: readonly StoredRequest[],
): Promise<void> {
  const files = new Map(requests.flatMap(picturesOf).map(({ hash, format }) => [hash, format]));
  if (files.size > 0) {
    await query
      .insertInto('job_inputs')
      .values([...files].map(([hash, format]) => ({ job_id: jobId, hash, format })))
      .onConflict((conflict) => conflict.columns(['job_id', 'hash']).doNothing())
      .execute();
  }
}

/** Pictures that planning derived from those of a request: other sizes, other masks. */
export async function savePlanInputs(query: Query, jobId: string, plan: StoredPlan | null): Promise<void> {
  await saveInputs(
    query,
    jobId,
    (plan?.candidates ?? []).map(({ request }) => request),
  );
}
