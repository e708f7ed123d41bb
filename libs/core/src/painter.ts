import type { ImageResult, Job } from './job.js';
import type { Candidate } from './plan.js';

/** The candidate that painted a picture of the job, by default the first; null where the plan has none any more. */
export function painterOf(
  { plan, results }: Pick<Job, 'plan' | 'results'>,
  picture: Pick<ImageResult, 'provider' | 'vendorModel'> | undefined = results[0],
): Candidate | null {
  const { provider, vendorModel } = picture ?? {};
  const candidates = plan?.candidates ?? [];
  return candidates.find((one) => one.provider === provider && one.vendorModel === vendorModel) ?? null;
}

/** The vendor's own name of the model that the job's pictures were bought from; null where there are none. */
export function boughtModelOf(job: Pick<Job, 'plan' | 'results'>): string | null {
  const [first] = job.results;
  return first === undefined ? null : (painterOf(job)?.boughtModel ?? first.vendorModel);
}
