import type { Degradation } from './degradation.js';

/** A checkpoint as a file: its folder, ending and hash do not count. */
const FILE = /^(?:.*[\\/])?(.*?)(?:\.(?:safetensors|ckpt|gguf|sft))?(?: \[\w+\])?$/;
/** The date behind the name of a snapshot: `gpt-image-2-2026-03-01`. */
const SNAPSHOT = /^-\d{4}(?:-?\d{2}){0,2}$/;

/**
 * Says so where a vendor served another model than the one it was asked for by name.
 * @param named Empty where the choice was left to the vendor; whatever it serves is right then
 */
export function servedInstead(named: string, served: string | undefined): Degradation[] {
  if (named === '' || served === undefined || isSameModel(named, served)) {
    return [];
  }
  return [{ field: 'model', asked: named, given: served, why: 'the vendor served another model' }];
}

function isSameModel(named: string, served: string): boolean {
  const [one, other] = [plainName(named), plainName(served)];
  return one === other || (other.startsWith(one) && SNAPSHOT.test(other.slice(one.length)));
}

function plainName(model: string): string {
  return (FILE.exec(model.trim())?.[1] ?? model).toLowerCase();
}
