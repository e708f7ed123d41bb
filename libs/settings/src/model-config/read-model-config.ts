import type { z } from 'zod';
import { SettingsError, type SettingsMistake } from '../settings-error.js';
import { ModelConfigFile } from './model-config-file.js';

/** A parsed file. */
export interface ReadModelConfig {
  readonly file: ModelConfigFile;
  /** Unknown keys, by their paths: mistyped, or from another version. */
  readonly unknownKeys: readonly string[];
}

/**
 * Checks a document of FastFusion's format. Its own files have to start unchanged, so that keys nobody knows are noted
 * and no mistake.
 * @param shown Name of the file in messages
 * @throws SettingsError that lists every mistake
 */
export function readModelConfig(document: object, shown: string): ReadModelConfig {
  const first = ModelConfigFile.safeParse(document);
  if (first.success) {
    return { file: first.data, unknownKeys: [] };
  }
  const unknown = first.error.issues.flatMap(unknownIn);
  const known = structuredClone(document);
  for (const path of unknown) {
    leaveOut(known, path);
  }
  const second = ModelConfigFile.safeParse(known);
  if (!second.success) {
    throw new SettingsError(second.error.issues.map((issue) => mistakeOf(issue, document, shown)));
  }
  return { file: second.data, unknownKeys: unknown.map(keyOf) };
}

type Path = readonly PropertyKey[];

function unknownIn(issue: z.core.$ZodIssue): Path[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [];
}

function leaveOut(document: object, path: Path): void {
  const parent = valueAt(document, path.slice(0, -1));
  const key = path.at(-1);
  if (typeof parent === 'object' && parent !== null && key !== undefined) {
    Reflect.deleteProperty(parent, key);
  }
}

function mistakeOf(issue: z.core.$ZodIssue, document: object, file: string): SettingsMistake {
  const found = valueAt(document, issue.path);
  return {
    file,
    key: keyOf(issue.path) || '(whole file)',
    found: found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 80),
    allowed: issue.message,
  };
}

function keyOf(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const step of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  }
  return value;
}
