/** The kind of values that a variable accepts. */
export interface SettingKind {
  /** Description for messages and the documentation. */
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  /** Several values, separated by commas: each of them has to be accepted. */
  readonly isList?: true;
  /** Normalizes the spelling of a value. Also called with values that are not accepted. */
  readonly normalise?: (value: unknown) => unknown;
}

export interface NumberRange {
  readonly from: number;
  readonly to?: number;
}

/** Any text. */
export function text(allowed: string = 'a text'): SettingKind {
  return { allowed, accepts: (value) => typeof value === 'string' };
}

/** The path of a file or folder, from the folder that the bridge was started in. `~` is the user's home. */
export const path: SettingKind = text('a path');

/** A text that matches a pattern. */
export function matching(form: RegExp, allowed: string): SettingKind {
  return { allowed, accepts: (value) => typeof value === 'string' && form.test(value) };
}

/** One of these words, which are all in lower case; any letter case is understood. */
export function oneOf(words: readonly string[]): SettingKind {
  return {
    allowed: `one of ${words.join(', ')}`,
    accepts: (value) => typeof value === 'string' && words.includes(value),
    normalise: (value) => (typeof value === 'string' ? value.toLowerCase() : value),
  };
}

/** `true` or `false`; `1`, `0`, `yes`, `no`, `on` and `off` are understood as well. */
export const onOrOff: SettingKind = {
  allowed: 'true or false',
  accepts: (value) => typeof value === 'boolean',
};

export function wholeNumber(range: NumberRange, allowed = `a whole number ${shown(range)}`): SettingKind {
  return { allowed, accepts: (value) => Number.isInteger(value) && isWithin(value, range) };
}

/** @param unit What is counted: `seconds`, `US dollars` */
export function amount(unit: string, range: NumberRange, zero?: string): SettingKind {
  const meaning = zero === undefined ? '' : `; 0 ${zero}`;
  return {
    allowed: `${unit}, ${shown(range)}${meaning}`,
    accepts: (value) => Number.isFinite(value) && isWithin(value, range),
  };
}

/** Whole seconds, 1 or more. */
export const seconds: SettingKind = wholeNumber({ from: 1 }, 'seconds, a whole number from 1');

/** Several values of a kind, separated by commas. */
export function list(kind: SettingKind): SettingKind {
  return { ...kind, isList: true, allowed: `${kind.allowed}; comma separated` };
}

function shown({ from, to }: NumberRange): string {
  return to === undefined ? `from ${from}` : `from ${from} to ${to}`;
}

function isWithin(value: unknown, { from, to = Infinity }: NumberRange): boolean {
  return typeof value === 'number' && value >= from && value <= to;
}
