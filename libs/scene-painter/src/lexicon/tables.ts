import {
  FEATURES,
  type Beard,
  type Build,
  type Expression,
  GARMENTS,
  HAIR_STYLES,
  HEADWEAR,
  type Headwear,
} from '../painting/figure/figure-look.js';
import {
  type Art,
  COLOUR_NAMES,
  type ColourName,
  type Habit,
  type Person,
  PLACES,
  SKIN_TONES,
  type Thing,
  type ThingRole,
} from '../scene.js';
import { NOBODY, type Role } from './entries.js';

const HABITS: readonly Habit[] = ['ground', 'air', 'water', 'back', 'sky'];
const ROLES: readonly ThingRole[] = ['held', 'ride', 'seat', 'boat', 'alive', 'table'];
const BEARDS: readonly Beard[] = ['full', 'long', 'moustache'];
const BUILDS: readonly Build[] = ['slim', 'broad', 'child'];
const EXPRESSIONS: readonly Expression[] = [
  'smile',
  'laugh',
  'calm',
  'sad',
  'angry',
  'surprised',
  'asleep',
  'wink',
];

/** The columns of each line of a table. */
export function rowsOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()));
}

export function wordsOf(cell: string): string[] {
  return cell
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** The member of a list that a table names; a slip in a table is ours. */
export function oneOf<T extends string>(list: readonly T[], text: string, where: string): T {
  const found = list.find((member) => member === text);
  if (found === undefined) {
    throw new Error(`lexicon: ${where} has ${JSON.stringify(text)}, which is none of ${list.join(', ')}`);
  }
  return found;
}

/** A row of `creatures.ts`, `surroundings.ts` or `objects.ts`. */
export function thingOf(row: readonly string[]): { thing: Thing; words: string[] } {
  const [art = '', metres = '', habit = '', traits = '', list = ''] = row;
  const words = wordsOf(list);
  const name = words[0] ?? art;
  const parts = traits.split(' ').filter((part) => part !== '');
  const inside = parts.find((part) => part.startsWith('in='))?.slice(3);
  return {
    words,
    thing: {
      name,
      art: artOf(art),
      metres: Number(metres),
      habit: oneOf(HABITS, habit, name),
      roles: parts.filter((part) => !part.startsWith('in=')).map((part) => oneOf(ROLES, part, name)),
      inside: inside === undefined ? null : oneOf(PLACES, inside, name),
      colour: null,
    },
  };
}

/** A row of `people.ts`. */
export function roleOf(row: readonly string[]): { role: Role; words: string[] } {
  const [list = '', gender = '', garment = '', colours = '', traits = ''] = row;
  const words = wordsOf(list);
  const name = words[0] ?? '';
  const [main = '', accent = ''] = colours.split('/');
  const dressed: Person = {
    ...NOBODY,
    role: name,
    gender: gender === 'f' || gender === 'm' ? gender : null,
    garment: garment === '' ? null : oneOf(GARMENTS, garment, name),
    main: colourOf(main, name),
    accent: colourOf(accent, name),
  };
  const parts = traitParts(traits);
  const person = parts.reduce((so, part) => ({ ...so, ...changesOf(part, so) }), dressed);
  return {
    words,
    role: {
      person,
      wears: parts.flatMap((part) => headwearOf(part)),
      holds: parts.filter((part) => part.startsWith('hold=')).map((part) => part.slice(5)),
    },
  };
}

/** What one trait changes about a person: `skin=pale`, `old`, `fangs`. */
export function changesOf(part: string, person: Person = NOBODY): Partial<Person> {
  const [key = '', value = ''] = part.split('=');
  const feature = FEATURES.find((one) => one === key);
  if (feature !== undefined) {
    return { features: [...person.features, feature] };
  }
  const make = KEYS[key];
  return make === undefined || value === '' ? (key === 'old' ? { old: true } : {}) : make(value);
}

const KEYS: Readonly<Record<string, (value: string) => Partial<Person>>> = {
  skin: (value) => ({ skin: oneOf(SKIN_TONES, value, 'skin') }),
  hair: (value) => ({ hair: oneOf(COLOUR_NAMES, value, 'hair') }),
  style: (value) => ({ hairStyle: oneOf(HAIR_STYLES, value, 'style') }),
  beard: (value) => ({ beard: oneOf(BEARDS, value, 'beard') }),
  eyes: (value) => ({ eyes: oneOf(COLOUR_NAMES, value, 'eyes') }),
  back: (value) => ({ back: oneOf(COLOUR_NAMES, value, 'back') }),
  build: (value) => ({ build: oneOf(BUILDS, value, 'build') }),
  expression: (value) => ({ expression: oneOf(EXPRESSIONS, value, 'expression') }),
  head: (value) => ({ head: value }),
};

/** `crown:gold` among the traits. */
function headwearOf(part: string): { what: Headwear; colour: ColourName | null }[] {
  const [name = '', colour = ''] = part.split(':');
  const what = HEADWEAR.find((one) => one === name);
  return what === undefined ? [] : [{ what, colour: colourOf(colour, name) }];
}

/** Splits at spaces; what `hold=` names may have spaces itself. */
function traitParts(traits: string): string[] {
  const [before = '', held] = traits.split('hold=');
  const parts = before.split(' ').filter((part) => part !== '');
  const [thing, ...rest] = (held ?? '').split(/ (?=\w+=|[\w-]+:)/);
  return held === undefined ? parts : [...parts, `hold=${thing ?? ''}`, ...rest];
}

function artOf(text: string): Art {
  const [kind = '', name] = text.split(':');
  if (name === undefined) {
    return { kind: 'icon', icon: text };
  }
  return kind === 'plush' ? { kind: 'plush', icon: name } : { kind: 'drawn', drawn: name };
}

function colourOf(text: string, where: string): ColourName | null {
  return text === '' ? null : oneOf(COLOUR_NAMES, text, where);
}
