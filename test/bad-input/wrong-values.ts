import type { Dialect } from './dialects.js';

/** What a field has to be; numbers may have bounds. */
export type Kind =
  | 'text'
  | 'picture'
  | 'texts'
  | 'whole'
  | 'real'
  | 'flag'
  | 'choice'
  | 'size'
  | 'list'
  | 'object'
  | 'objects'
  | { readonly whole: readonly [number, number] }
  | { readonly real: readonly [number, number] };

const NO_NUMBER = [
  '"many"',
  '" "',
  '{}',
  '[[]]',
  '1e999',
  '-1e999',
  '"NaN"',
  '"Infinity"',
  '"1e999"',
  '"12px"',
];
const DEEP = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;

/** Values that no dialect takes for one of this kind, as they stand in JSON. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  text: ['true', '{}', '[{}]', '{"length":3}', `"${'x'.repeat(5000)}"`, DEEP],
  picture: ['5', 'true', '{}', '[{}]', '[5]', '"a fox"', '{"image_url":{}}', '{"image_url":5}', DEEP],
  texts: ['true', '{}', '[{}]', '[[]]', `[${DEEP}]`],
  whole: [...NO_NUMBER, DEEP],
  real: [...NO_NUMBER, 'true', DEEP],
  flag: ['"perhaps"', '7', '{}', '[]', DEEP],
  choice: ['"nonsense"', '{}', '[]', '"\\u0000"', DEEP],
  size: [
    '"large"',
    '"0x0"',
    '"99999x99999"',
    '"8192x8192"',
    '"1x1x1"',
    '"-64x64"',
    '"64x"',
    '"1e3x1e3"',
    '"64x64\\u0000"',
    '{}',
    '[64,64]',
    '64',
    DEEP,
  ],
  list: ['"x"', '5', '{}', 'true'],
  object: ['"x"', '5', '[1]', 'true', DEEP],
  objects: [
    '"x"',
    '5',
    '{}',
    '[5]',
    '["x"]',
    '[{}]',
    '[{"name":7}]',
    '[{"name":""}]',
    '[{"name":"x","weight":"heavy"}]',
    '[{"name":"x","weight":1e999}]',
    '[[]]',
    `"${DEEP}"`,
    DEEP,
  ],
};

/** Where Python reads more into a value than JavaScript does, the stricter dialects refuse it as well. */
const WRONG_TO_STRICT: Readonly<Record<string, readonly string[]>> = {
  text: ['5'],
  whole: ['true', '1.5', '"1.5"'],
  flag: [],
};

/** Values of a field that the dialect has to refuse, as JSON. */
export function wrongValues(kind: Kind, dialect: Dialect): string[] {
  const [name, bounds] = typeof kind === 'string' ? [kind, null] : boundsOf(kind);
  const strict = dialect === 'a1111' ? [] : (WRONG_TO_STRICT[name] ?? []);
  const beyond = bounds === null ? [] : beyondOf(bounds);
  return [...(WRONG[name] ?? []), ...strict, ...beyond];
}

function boundsOf(kind: Exclude<Kind, string>): [string, readonly [number, number]] {
  return 'whole' in kind ? ['whole', kind.whole] : ['real', kind.real];
}

function beyondOf([least, most]: readonly [number, number]): string[] {
  return [least - 1, most + 1, -1e9, 1e15, 1e300].filter((one) => one < least || one > most).map(String);
}
