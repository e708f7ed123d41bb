import { randomInt } from 'node:crypto';

const SEEDS = 2 ** 31;

/** A seed of 31 bits, which every vendor takes. Seeds that vendors choose may be too large for a JavaScript number. */
export function randomSeed(): number {
  return randomInt(0, SEEDS);
}

/** The request with a seed of our own if it has none, so that the seed of the result is known. */
export function seeded<T extends { readonly seed: number | null }>(
  request: T,
): T & { readonly seed: number } {
  return { ...request, seed: request.seed ?? randomSeed() };
}
