import type { Entry } from '../lexicon/entries.js';
import { NOBODY } from '../lexicon/entries.js';
import type { Lexicon } from '../lexicon/lexicon.js';
import type { Scene } from '../scene.js';
import { Draft } from './draft.js';
import { type ArtFinder, type Match, matchesOf } from './matches.js';
import { readAct, readRelation, settleAct } from './read-acts.js';
import { Reading } from './reading.js';
import {
  readEyes,
  readHair,
  readLooks,
  readName,
  readPronoun,
  readRole,
  readWearable,
} from './read-people.js';
import { readThing } from './read-things.js';
import { isUnwanted, unwantedIn } from './unwanted.js';
import { tokensOf } from './tokens.js';

/** What the words are looked up in. */
export interface Words {
  readonly lexicon: Lexicon;
  readonly art: ArtFinder;
}

/**
 * What a prompt speaks of: subjects with number, colour, looks, what they wear, hold and ride and where they stand;
 * setting, time, weather, style. English; whole sentences and lists of tags alike. What the negative prompt names
 * does not appear.
 */
export function readPrompt(prompt: string, negativePrompt: string, { lexicon, art }: Words): Scene {
  const unwanted = unwantedIn(matchesOf(tokensOf(negativePrompt), lexicon, art));
  const matches = matchesOf(tokensOf(prompt), lexicon, art);
  const reading = new Reading(matches, lexicon);
  for (const [index, match] of matches.entries()) {
    beginClause(reading, match, matches[index - 1]);
    if (isUnwanted(match.entry, unwanted) || isDenied(reading, match)) {
      reading.takeModifiers();
      reading.takeLink();
      continue;
    }
    read(reading, match, index);
    reading.joining = match.entry.kind === 'and' || (reading.joining && keepsJoining(match.entry));
  }
  settleAct(reading);
  settleFruit(reading);
  addDescribedPerson(reading);
  return without(reading.scene(), unwanted);
}

/** A comma ends what is pending; a full stop ends more. */
function beginClause(reading: Reading, match: Match, before: Match | undefined): void {
  if (before === undefined || before.clause === match.clause) {
    return;
  }
  settleAct(reading);
  settleFruit(reading);
  reading.takeModifiers();
  reading.link = null;
  reading.usedLink = null;
  reading.joining = false;
  reading.spokenOf = null;
}

/** `an orange` with no noun behind it. */
function settleFruit(reading: Reading): void {
  const { colours, count } = reading.modifiers;
  if (colours.length === 1 && colours[0] === 'orange' && count !== null) {
    const fruit = Draft.ofThing(reading.newId(), reading.lexicon.thing('tangerine'));
    fruit.count = count;
    reading.takeModifiers();
    reading.add(fruit, false);
  }
}

/** `no people`, `without a hat`. */
function isDenied(reading: Reading, { entry }: Match): boolean {
  const noun = ['thing', 'role', 'wearable', 'place', 'weather', 'name', 'trait'].includes(entry.kind);
  return noun && reading.link?.kind === 'not';
}

function keepsJoining(entry: Entry): boolean {
  return ['number', 'colour', 'size', 'silent', 'trait', 'the'].includes(entry.kind);
}

function read(reading: Reading, match: Match, index: number): void {
  const { entry } = match;
  switch (entry.kind) {
    case 'thing':
      readThing(reading, match, index, entry.thing);
      return;
    case 'role':
      readRole(reading, match, index, entry.role);
      return;
    case 'name':
      readName(reading, match, index, entry.gender);
      return;
    case 'wearable':
      readWearable(reading, index, entry.wearable);
      return;
    case 'trait':
      readLooks(reading, entry.changes, nextIsRole(reading, index));
      return;
    case 'hair':
      readHair(reading, match.phrase);
      return;
    case 'pronoun':
      readPronoun(reading, entry, reading.nextJoined(index) === null);
      return;
    case 'eyes':
      readEyes(reading, match.phrase);
      return;
    case 'act':
      readAct(reading, entry.act);
      return;
    case 'relation':
      settleFruit(reading);
      readRelation(reading, { spot: entry.spot, ofPicture: entry.ofPicture, word: match.phrase });
      return;
    default:
      readSmall(reading, match, index);
  }
}

/** Adjectives and joints. */
function readSmall(reading: Reading, match: Match, index: number): void {
  const { modifiers } = reading;
  const { entry } = match;
  switch (entry.kind) {
    case 'number':
      modifiers.count = entry.value;
      modifiers.determined = true;
      return;
    case 'colour':
      modifiers.colours.push(entry.colour);
      return;
    case 'size':
      modifiers.scale *= entry.scale;
      modifiers.hairStyle = entry.hairStyle ?? modifiers.hairStyle;
      return;
    case 'and':
      joinNext(reading);
      return;
    case 'with':
      settleAct(reading);
      reading.takeModifiers();
      reading.link = { kind: 'with', from: reading.current };
      return;
    case 'the':
      modifiers.definite = true;
      return;
    case 'negation':
      reading.link = { kind: 'not' };
      return;
    case 'silent':
      readSilent(reading, match);
      return;
    default:
      readSetting(reading, entry, index);
  }
}

function readSetting(reading: Reading, entry: Entry, index: number): void {
  switch (entry.kind) {
    case 'place':
      if (reading.place === null || (reading.place.weak && !entry.weak)) {
        reading.place = { name: entry.place, weak: entry.weak };
      }
      flyOver(reading);
      reading.spokenOf = null;
      break;
    case 'time':
      reading.time ??= entry.time;
      break;
    case 'weather':
      reading.weather.add(entry.weather);
      break;
    case 'light':
      reading.light ??= entry.light;
      break;
    case 'style':
      readStyle(reading, entry, index);
      return;
    case 'shot':
      reading.shot = reading.shot === null || entry.shot === 'face' ? entry.shot : reading.shot;
      return;
    default:
      return;
  }
  const { determined } = reading.modifiers;
  const adjective = entry.kind !== 'place' && reading.nextJoined(index) !== null;
  if (!adjective) {
    reading.takeModifiers();
    reading.takeLink();
  } else {
    reading.modifiers.determined = determined;
  }
}

/** `black and white cat` is a cat of two colours, not a photograph. */
function readStyle(reading: Reading, entry: Extract<Entry, { kind: 'style' }>, index: number): void {
  const next = reading.nextJoined(index)?.kind;
  const phrase = reading.matches[index]?.phrase ?? '';
  if (/^black (and )?white$/.test(phrase) && (next === 'thing' || next === 'wearable' || next === 'role')) {
    reading.modifiers.colours.push('black', 'white');
    return;
  }
  reading.treatments.add(entry.treatment);
}

function flyOver(reading: Reading): void {
  const { link } = reading;
  if (link?.kind === 'relation' && link.spot === 'above' && link.from !== null) {
    link.from.where ??= { spot: 'above', of: null };
    link.from.flies = true;
  }
}

/** After `and` the same verb or `with` goes on; a place does not. */
function joinNext(reading: Reading): void {
  settleAct(reading);
  if (reading.modifiers.colours.length > 0) {
    return;
  }
  reading.takeModifiers();
  const used = reading.usedLink;
  reading.link = used !== null && (used.kind === 'act' || used.kind === 'with') ? used : null;
}

/** Words whose colour is not the colour of a subject. */
const COLOURED_AWAY =
  /^(?:light|lights|lighting|glow|glowing|tone|tones|lips|skin|background|aura|color|colour|nails)$/;

function readSilent(reading: Reading, { phrase }: Match): void {
  if (COLOURED_AWAY.test(phrase)) {
    reading.modifiers.colours = [];
  }
}

function nextIsRole(reading: Reading, index: number): boolean {
  const next = reading.nextJoined(index)?.kind;
  return next === 'role' || next === 'trait';
}

/** `silver hair, blue eyes, smiling`: tags describe somebody no word names. */
function addDescribedPerson(reading: Reading): void {
  if (reading.upcoming.length === 0) {
    return;
  }
  const person = reading.drafts.find((draft) => draft.person !== null);
  if (person !== undefined) {
    reading.upcoming.splice(0).forEach((change) => change(person));
  } else if (reading.describesPerson && !reading.drafts.some((draft) => draft.alive)) {
    reading.add(Draft.ofPerson(reading.newId(), NOBODY), false);
  }
}

function without(scene: Scene, unwanted: ReturnType<typeof unwantedIn>): Scene {
  const kept = (name: string): boolean => !unwanted.things.has(name);
  return {
    ...scene,
    subjects: scene.subjects.map((subject) => ({
      ...subject,
      holds: subject.holds.filter(({ thing }) => kept(thing.name)),
      wears: subject.wears.filter(({ what }) => !unwanted.wearables.has(what)),
    })),
  };
}
