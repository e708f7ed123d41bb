import type { Job } from './pixeldojo.schemas.js';

/** Each picture once: a job may name the first one in two of its fields. */
export function addressesIn({ output }: Job): string[] {
  const { image, images, assets } = output ?? {};
  return [...new Set([...(images ?? []), ...(typeof image === 'string' ? [image] : []), ...(assets ?? [])])];
}
