import type { Job } from '@fusionbridge/core';

/** The background of a job's pictures, by OpenAI's names. */
export function backgroundOf({ request, degradations }: Job): 'transparent' | 'opaque' {
  const isDropped = degradations.some(({ field }) => field === 'background');
  return request.background === undefined || isDropped ? 'opaque' : 'transparent';
}
