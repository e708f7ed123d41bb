import type { Job } from '@fusionbridge/core';

/** What stands behind what the pictures of a job show, in OpenAI's words. */
export function backgroundOf({ request, degradations }: Job): 'transparent' | 'opaque' {
  const isDropped = degradations.some(({ field }) => field === 'background');
  return request.background === undefined || isDropped ? 'opaque' : 'transparent';
}
