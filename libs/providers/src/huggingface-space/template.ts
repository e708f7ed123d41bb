import { tryParseJson } from '@fusionbridge/core';
import { ENVIRONMENT_FILE, SettingsError } from '@fusionbridge/settings';

/** A place in a template that a value goes into, and what stands there where there is none. */
interface Placeholder<W extends string> {
  readonly word: W;
  readonly fallback: unknown;
}

/** One field of a template: always the same, or filled in. */
export type TemplateField<W extends string> = { readonly name: string } & (
  { readonly constant: unknown } | Placeholder<W>
);

const PLACEHOLDER = /^\{(\w+)(?:\|(.*))?\}$/s;

/**
 * Reads a JSON object whose values are constants or, as a whole text, placeholders: `{steps}`, or `{steps|28}` with
 * what to give where nothing was asked.
 * @throws SettingsError where it is no JSON object or has a placeholder that is not among `words`
 */
export function templateIn<W extends string>(
  setting: string,
  text: string,
  words: readonly W[],
): readonly TemplateField<W>[] {
  const value = tryParseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw mistake(setting, 'no JSON object', '{"name": "{prompt}", …}');
  }
  return Object.entries(value).map(([name, given]) => fieldOf(name, given, { setting, words }));
}

function fieldOf<W extends string>(
  name: string,
  given: unknown,
  { setting, words }: { setting: string; words: readonly W[] },
): TemplateField<W> {
  const [, named, fallback] = (typeof given === 'string' ? PLACEHOLDER.exec(given) : null) ?? [];
  if (named === undefined) {
    return { name, constant: given };
  }
  const word = words.find((one) => one === named);
  if (word === undefined) {
    throw mistake(`${setting}.${name}`, `{${named}}`, words.map((one) => `{${one}}`).join(', '));
  }
  return { name, word, fallback: fallback === undefined ? undefined : (tryParseJson(fallback) ?? fallback) };
}

/** The fields with their values; one that has neither a value nor a fallback is left out. */
export function filled<W extends string>(
  fields: readonly TemplateField<W>[],
  values: Readonly<Partial<Record<W, unknown>>>,
): Record<string, unknown> {
  const entries = fields.map((field) => [
    field.name,
    'constant' in field ? field.constant : (values[field.word] ?? field.fallback),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function mistake(key: string, found: string, allowed: string): SettingsError {
  return new SettingsError([{ file: ENVIRONMENT_FILE, key, found, allowed }]);
}
