import 'reflect-metadata';
import { validated } from './validated.js';

/** Variables as the process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const ENVIRONMENT_FILE = 'environment or .env';

/**
 * Reads the variables that `Section` declares. Property names are the variables' names; the declared type decides
 * the conversion: number, boolean (true/false/1/0/yes/no/on/off) or a comma-separated list for arrays. An empty
 * value counts as not set.
 * @throws SettingsError
 */
export function readSection<T extends object>(Section: new () => T, env: Environment): T {
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(new Section())) {
    const text = env[name]?.trim();
    if (text !== undefined && text !== '') {
      given[name] = converted(text, Reflect.getMetadata('design:type', Section.prototype, name));
    }
  }
  return validated(Section, given, ENVIRONMENT_FILE);
}

/** What cannot be converted stays text, so that the validator names it. */
function converted(text: string, type: unknown): unknown {
  switch (type) {
    case Number:
      return Number.isNaN(Number(text)) ? text : Number(text);
    case Boolean:
      return booleanOf(text);
    case Array:
      return text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
    default:
      return text;
  }
}

function booleanOf(text: string): unknown {
  const lower = text.toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(lower)) {
    return true;
  }
  return ['false', '0', 'no', 'off'].includes(lower) ? false : text;
}
