import type { Degradation } from './degradation.js';

/** Normalizes a checkpoint's file name: folder, extension and hash are ignored. */
const FILE = /^(?:.*[\\/])?(.*?)(?:\.(?:safetensors|ckpt|gguf|sft))?(?: \[\w+\])?$/;
/** The date suffix of a snapshot: `gpt-image-2-2026-03-01`. */
const SNAPSHOT = /^-\d{4}(?:-?\d{2}){0,2}$/;

/**
 * Reports a degradation if a vendor served another model than the one requested by name.
 * @param named Empty if the choice was left to the vendor; any model is right then
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
