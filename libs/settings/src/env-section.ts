import 'reflect-metadata';
import { homedir } from 'node:os';
import { factsOf } from './declare/setting.js';
import { SettingsError } from './settings-error.js';
import { validated } from './validated.js';

/** Variables as the process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const ENVIRONMENT_FILE = 'environment or .env';

/** The name under which a variable is set: its own, unless only the other one is. */
export function nameInUse(Section: new () => object, name: string, env: Environment): string {
  const other = factsOf(Section, name)?.also ?? null;
  return other !== null && isBlank(env[name]) && !isBlank(env[other]) ? other : name;
}

/**
 * Reads the variables that `Section` declares. Property names are the variables' names; the declared type decides
 * the conversion: number, boolean (true/false/1/0/yes/no/on/off) or a comma-separated list for arrays. An empty
 * value counts as not set; `~` at the start of a text is the home of the user.
 * @throws SettingsError
 */
export function readSection<T extends object>(Section: new () => T, env: Environment): T {
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(new Section())) {
    const text = env[nameInUse(Section, name, env)]?.trim();
    if (text !== undefined && text !== '') {
      given[name] = converted(text, Reflect.getMetadata('design:type', Section.prototype, name));
    }
  }
  try {
    return validated(Section, given, ENVIRONMENT_FILE);
  } catch (error) {
    throw error instanceof SettingsError
      ? new SettingsError(error.mistakes.map((one) => ({ ...one, key: nameInUse(Section, one.key, env) })))
      : error;
  }
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** Values that cannot be converted stay text, so that the validator reports them. */
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
      return withHome(text);
  }
}

/** Expands `~` as shells do, because they do not expand it in `.env` or after an equals sign. */
export function withHome(text: string): string {
  return text === '~' || text.startsWith('~/') ? homedir() + text.slice(1) : text;
}

function booleanOf(text: string): unknown {
  const lower = text.toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(lower)) {
    return true;
  }
  return ['false', '0', 'no', 'off'].includes(lower) ? false : text;
}
