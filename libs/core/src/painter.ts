import type { VendorRequest } from './image-request.js';
import type { ImageResult, Job } from './job.js';
import { appliedLoras } from './delivered-request.js';
import type { Candidate, SelectedLora } from './plan.js';

/** The candidate that generated the job's first picture; null if there is none, or it is no longer in the plan. */
export function painterOf<C extends Pick<Candidate, 'provider' | 'vendorModel'>>({
  plan,
  results: [first],
}: {
  readonly plan: { readonly candidates: readonly C[] } | null;
  readonly results: readonly Pick<ImageResult, 'provider' | 'vendorModel'>[];
}): C | null {
  const candidates = plan?.candidates ?? [];
  return (
    candidates.find(
      ({ provider, vendorModel }) => provider === first?.provider && vendorModel === first.vendorModel,
    ) ?? null
  );
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
export function lorasOfJob(job: PaintedJob): readonly SelectedLora[] {
  const painter = painterOf(job);
  return painter === null ? (job.plan?.loras ?? []) : appliedLoras(job.plan, painter.request);
}
