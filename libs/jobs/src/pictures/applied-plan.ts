import type { AppliedValues, Candidate, Plan, VendorRequest } from '@fusionbridge/core';
import type { DeliveredPicture } from '@fusionbridge/routing';

/** Request fields that a call may change. */
const VALUES = [
  'prompt',
  'negativePrompt',
  'size',
  'seed',
  'steps',
  'guidance',
  'sampler',
  'scheduler',
  'strength',
  'quality',
  'loras',
] as const satisfies readonly (keyof AppliedValues)[];

/** The plan with its candidates' requests as they were carried out; the same object if nothing differs. */
export function planAsApplied(plan: Plan | null, pictures: readonly DeliveredPicture[]): Plan | null {
  if (plan === null) {
    return null;
  }
  const candidates = plan.candidates.map((candidate) => {
    const painted = pictures.find(
      ({ provider, vendorModel }) => provider === candidate.provider && vendorModel === candidate.vendorModel,
    );
    return painted === undefined ? candidate : asApplied(candidate, painted.request);
  });
  return candidates.every((one, index) => one === plan.candidates[index]) ? plan : { ...plan, candidates };
}

/** When a request is split into several calls, each has its own count and seed. */
function asApplied(candidate: Candidate, applied: VendorRequest): Candidate {
  const { request } = candidate;
  const seed = applied.seed === null ? null : request.seed;
  const whole = { ...applied, count: request.count, seed };
  return isSame(whole, request) ? candidate : { ...candidate, request: whole };
}

function isSame(one: VendorRequest, other: VendorRequest): boolean {
  return VALUES.every((field) => one[field] === other[field]);
}
