import { NOBODY, type Role, type Wearable } from '../lexicon/entries.js';
import type { Person, WornThing } from '../scene.js';
import { Draft } from './draft.js';
import { asDressedAnimal } from './dressed-animals.js';
import type { Match } from './matches.js';
import type { Modifiers, Reading } from './reading.js';
import { relate, usedAsModifier } from './read-things.js';

export function readRole(reading: Reading, match: Match, index: number, role: Role): void {
  if (usedAsModifier(reading, index)) {
    modifyByRole(reading, role);
    return;
  }
  const modifiers = reading.takeModifiers();
  const holds = role.holds.map((name) => ({ thing: reading.lexicon.thing(name), colour: null }));
  const same = samePerson(reading, match, index, { role, modifiers });
  const draft = same ?? Draft.ofPerson(reading.newId(), role.person);
  draft.become(role, holds);
  draft.count =
    modifiers.count === null
      ? (same?.count ?? (match.plural ? 2 : 1))
      : Math.max(modifiers.count, same?.count ?? 1);
  draft.scale *= modifiers.scale;
  colourPerson(draft, modifiers, role);
  if (same === null) {
    addPerson(reading, draft);
  }
}

export function readName(reading: Reading, match: Match, index: number, gender: 'f' | 'm' | null): void {
  const known = reading.drafts.find((draft) => draft.person?.name === match.phrase);
  if (known !== undefined) {
    reading.takeModifiers();
    reading.current = known;
    reading.actors = joinsByAnd(reading, index) ? [...reading.actors, known] : [known];
    return;
  }
  const last = reading.current;
  if (last !== null && last.person !== null && last.person.name === null && isCalled(reading, index)) {
    last.change({ name: match.phrase, gender: last.person.gender ?? gender });
    return;
  }
  reading.takeModifiers();
  const draft = Draft.ofPerson(reading.newId(), { ...NOBODY, name: match.phrase, gender });
  draft.bareName = true;
  addPerson(reading, draft);
}

/** `she` goes back to a woman, or is the first word of one. */
export function readPronoun(
  reading: Reading,
  { gender, acts }: { gender: 'f' | 'm'; acts: boolean },
  alone: boolean,
): void {
  const known =
    reading.drafts.findLast(({ person }) => person !== null && person.gender === gender) ??
    reading.drafts.findLast(
      ({ person }) => person !== null && person.gender === null && person.head === null,
    );
  const { link } = reading;
  if (known !== undefined && alone && link?.kind === 'relation') {
    reading.takeLink();
    relate(reading, known, link);
  } else if (known !== undefined) {
    known.change({ gender });
    reading.current = known;
    reading.actors = reading.actors.includes(known) ? reading.actors : [known];
  } else if (acts && reading.actor === null) {
    reading.add(Draft.ofPerson(reading.newId(), { ...NOBODY, gender }), false);
  }
}

/** Hair, eyes, expression, age: of the one spoken of, or of the one to come. */
export function readLooks(reading: Reading, changes: Partial<Person>, ofTheNext = false): void {
  const { determined } = reading.modifiers;
  const actor = reading.actor;
  if (actor !== null && !determined && !ofTheNext) {
    actor.change(changes);
  } else {
    reading.upcoming.push((draft) => draft.change(changes));
    reading.describesPerson = reading.describesPerson || actor === null;
  }
}

export function readHair(reading: Reading, word: string): void {
  const { colours, hairStyle } = reading.modifiers;
  const [colour] = colours;
  const changes = {
    ...(colour === undefined
      ? {}
      : { hair: colour === 'gold' || colour === 'yellow' ? 'blonde' : colour === 'red' ? 'ginger' : colour }),
    ...(hairStyle === null ? {} : { hairStyle }),
  } as const;
  const determined = word === 'haired' && reading.modifiers.determined;
  reading.modifiers = { ...reading.modifiers, colours: [], hairStyle: null, determined };
  readLooks(reading, changes, word === 'haired' && reading.actor === null);
}

export function readEyes(reading: Reading, word: string): void {
  const [colour] = reading.modifiers.colours;
  const determined = word === 'eyed' && reading.modifiers.determined;
  reading.modifiers = { ...reading.modifiers, colours: [], determined };
  if (colour !== undefined) {
    readLooks(reading, { eyes: colour });
  }
}

export function readWearable(reading: Reading, index: number, wearable: Wearable): void {
  const modifiers = reading.takeModifiers();
  const link = reading.takeLink();
  const wearer = link !== null && link.kind !== 'not' ? link.from : reading.actor;
  const loose = link === null && modifiers.determined && reading.actor === null;
  const onSomething = link !== null && link.kind === 'relation' && link.spot !== 'in';
  if (onSomething || (loose && !reading.matches.slice(index).some(({ entry }) => entry.kind === 'role'))) {
    addAsThing(reading, wearable, modifiers);
    return;
  }
  const target = wearer?.alive === true ? wearer : reading.actor;
  if (target === null) {
    reading.upcoming.push((draft) => putOn(draft, wearable, modifiers));
    reading.describesPerson = true;
  } else {
    putOn(target, wearable, modifiers);
  }
}

function putOn(draft: Draft, wearable: Wearable, { colours }: Modifiers): void {
  const colour = colours[0] ?? null;
  const second = colours[1] ?? null;
  switch (wearable.slot) {
    case 'garment':
      if (draft.person === null && draft.thing !== null) {
        asDressedAnimal(draft);
      }
      draft.change({
        garment: wearable.garment,
        main: colour ?? draft.person?.main ?? null,
        ...(second === null ? {} : { accent: second }),
      });
      return;
    case 'legs':
      draft.change(colour === null ? {} : { accent: colour });
      return;
    case 'beard':
      draft.change({ beard: wearable.beard, ...(colour === null ? {} : { hair: colour }) });
      return;
    case 'feature':
      if (draft.person === null) {
        addHat(draft, { what: wearable.feature, colour });
        return;
      }
      draft.change({ features: [wearable.feature], ...(colour === null ? {} : { back: colour }) });
      return;
    case 'headwear':
      addHat(draft, { what: wearable.headwear, colour });
  }
}

/** Ears and horns go with a hat; two hats do not go on one head. */
function addHat(draft: Draft, worn: WornThing): void {
  if (!draft.wears.some(({ what }) => what === worn.what)) {
    draft.wears.push(worn);
  }
}

function addPerson(reading: Reading, draft: Draft): void {
  const link = reading.takeLink();
  reading.add(draft, isJoined(reading) && link === null);
  if (link !== null) {
    relate(reading, draft, link);
  }
}

/** `… and` directly before. */
function isJoined(reading: Reading): boolean {
  return reading.actors.length > 0 && reading.joining;
}

function joinsByAnd(reading: Reading, index: number): boolean {
  return reading.matches[index - 1]?.entry.kind === 'and';
}

function isCalled(reading: Reading, index: number): boolean {
  const before = reading.matches[index - 1];
  const match = reading.matches[index];
  if (before === undefined || match === undefined || before.clause !== match.clause) {
    return false;
  }
  return (
    (match.joined && before.entry.kind === 'role') || before.phrase === 'named' || before.phrase === 'called'
  );
}

interface Said {
  readonly role: Role;
  readonly modifiers: Modifiers;
}

/** The person an earlier word already stands for: `elf archer`, `Elena, a princess`, `the knight` a second time. */
function samePerson(reading: Reading, match: Match, index: number, { role, modifiers }: Said): Draft | null {
  const before = reading.matches[index - 1];
  const last = reading.current;
  if (
    match.joined &&
    last?.person !== null &&
    (before?.entry.kind === 'role' || before?.entry.kind === 'name')
  ) {
    return last;
  }
  const apposition =
    last?.bareName === true && !reading.joining && (modifiers.count ?? 1) === 1 && reading.link === null;
  if (apposition && (before?.clause !== match.clause || modifiers.determined || modifiers.definite)) {
    return last;
  }
  const again = modifiers.definite && !modifiers.determined;
  return again ? (reading.drafts.find((draft) => draft.person?.role === role.person.role) ?? null) : null;
}

const PLAIN_WORDS: ReadonlySet<string> = new Set(['person', 'woman', 'man', 'girl', 'boy', 'child']);

/** A colour before a person: of the skin (black man, green alien) or of what it wears (red knight). */
function colourPerson(draft: Draft, { colours: [colour] }: Modifiers, role: Role): void {
  if (colour === undefined) {
    return;
  }
  const plain = PLAIN_WORDS.has(role.person.role);
  if (plain && (colour === 'black' || colour === 'white' || colour === 'brown')) {
    draft.change({ skin: colour === 'black' ? 'dark' : colour === 'brown' ? 'brown' : 'fair' });
  } else if (colour === 'blonde' || colour === 'ginger') {
    draft.change({ hair: colour });
  } else {
    draft.change({ main: colour });
    draft.colour = colour;
  }
}

/** `zombie dog`, `baby elephant`, `robot cat`: the role only says what the thing is like. */
function modifyByRole(reading: Reading, { person }: Role): void {
  if (person.build === 'child') {
    reading.modifiers.scale *= 0.6;
  } else if (person.head === 'robot') {
    reading.modifiers.colours.push('silver');
  } else if (person.skin === 'green') {
    reading.modifiers.colours.push('green');
  }
}

function addAsThing(reading: Reading, wearable: Wearable, modifiers: Modifiers): void {
  const icon =
    wearable.slot === 'headwear' ? wearable.headwear : wearable.slot === 'garment' ? wearable.garment : '';
  const known = ICONS_OF_WEARABLES[icon];
  const draft =
    known === undefined
      ? null
      : Draft.ofThing(reading.newId(), {
          name: icon,
          art: { kind: 'icon', icon: known },
          metres: 0.45,
          habit: 'ground',
          roles: ['held'],
          inside: null,
          colour: null,
        });
  const link = reading.usedLink;
  if (draft !== null) {
    draft.colour = modifiers.colours[0] ?? null;
    reading.add(draft, false);
    if (link !== null) {
      relate(reading, draft, link);
    }
  }
}

const ICONS_OF_WEARABLES: Readonly<Record<string, string>> = {
  crown: 'crown',
  tiara: 'crown',
  'top-hat': 'top-hat',
  cap: 'billed-cap',
  'straw-hat': 'womans-hat',
  headphones: 'headphone',
  bow: 'ribbon',
  dress: 'dress',
  kimono: 'kimono',
  coat: 'coat',
  labcoat: 'lab-coat',
  shirt: 't-shirt',
  helmet: 'military-helmet',
};
