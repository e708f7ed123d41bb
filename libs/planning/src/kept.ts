import type { Candidate } from '@fusionbridge/core';

/**
 * Who applies more of the LoRAs goes first, then who looks at all pictures, then who keeps to the mask, then who paints the background
 * that is asked for; otherwise the chain's own order stays.
 */
export function byWhatIsKept(a: Candidate, b: Candidate): number {
  const cuts = (field: string): number => Number(isCut(a, field)) - Number(isCut(b, field));
  return appliedLoras(b) - appliedLoras(a) || cuts('references') || cuts('mask') || cuts('background');
}

/** Those that the adapter itself leaves out, for this operation only, are still in the request. */
function appliedLoras({ request, degradations }: Candidate): number {
  const dropped = new Set(
    degradations
      .filter(({ field, given }) => field === 'loras' && given === 'dropped')
      .map((one) => one.asked),
  );
  return request.loras.filter(({ name, weight }) => !dropped.has(`${name}:${weight}`)).length;
}

function isCut(candidate: Candidate, field: string): boolean {
  return candidate.degradations.some((one) => one.field === field);
}
