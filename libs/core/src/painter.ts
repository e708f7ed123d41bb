import type { VendorRequest } from './image-request.js';
import type { ImageResult, Job } from './job.js';
import { appliedLoras } from './delivered-request.js';
import type { Candidate, SelectedLora } from './plan.js';

/** The candidate that generated a picture of the job, by default the first; null if it is no longer in the plan. */
export function painterOf(
  { plan, results }: Pick<Job, 'plan' | 'results'>,
  picture: Pick<ImageResult, 'provider' | 'vendorModel'> | undefined = results[0],
): Candidate | null {
  const { provider, vendorModel } = picture ?? {};
  const candidates = plan?.candidates ?? [];
  return candidates.find((one) => one.provider === provider && one.vendorModel === vendorModel) ?? null;
}

/** The vendor's name of the model that generated the job's first picture; null if there is none. */
export function boughtModelOf({ results: [first] }: Pick<Job, 'results'>): string | null {
  return first?.vendorModel ?? null;
}

/** A live or a stored job. */
interface PaintedJob {
  readonly plan: {
    readonly loras: readonly SelectedLora[];
    readonly candidates: readonly (Pick<Candidate, 'provider' | 'vendorModel'> & {
      readonly request: Pick<VendorRequest, 'loras'>;
    })[];
  } | null;
  readonly results: readonly Pick<ImageResult, 'provider' | 'vendorModel'>[];
}

/** The LoRAs that the job's pictures were made with; those that were selected as long as there are none. */
export function lorasOfJob({ plan, results: [first] }: PaintedJob): readonly SelectedLora[] {
  const painter = plan?.candidates.find(
    (one) => one.provider === first?.provider && one.vendorModel === first.vendorModel,
  );
  return painter === undefined ? (plan?.loras ?? []) : appliedLoras(plan, painter.request);
}
