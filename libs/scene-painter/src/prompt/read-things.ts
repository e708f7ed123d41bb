import type { Thing } from '../scene.js';
import { Draft } from './draft.js';
import type { Match } from './matches.js';
import { headOf } from './dressed-animals.js';
import type { Link, Modifiers, Reading } from './reading.js';

/** Scenes with more than this look like wallpaper. */
const MOST = 16;

export function readThing(reading: Reading, match: Match, index: number, thing: Thing): void {
  if (usedAsModifier(reading, index)) {
    lendHead(reading, index, thing);
    return;
  }
  const modifiers = reading.takeModifiers();
  const again =
    modifiers.definite && modifiers.count === null
      ? reading.drafts.find((draft) => draft.thing?.name === thing.name)
      : undefined;
  if (again !== undefined && reading.link === null) {
    reading.current = again;
    reading.actors = again.alive ? [again] : reading.actors;
    return;
  }
  const link = reading.takeLink();
  if (!goesIntoAHand(reading, thing, link, modifiers)) {
    addThing(reading, draftOf(reading, thing, match, modifiers), link);
  }
}

function draftOf(reading: Reading, thing: Thing, match: Match, modifiers: Modifiers): Draft {
  const draft = Draft.ofThing(reading.newId(), thing);
  const many = thing.habit === 'back' || thing.metres > 1.5 ? 2 : 3;
  draft.count = Math.min(MOST, modifiers.count ?? (match.plural ? many : 1));
  draft.colour = modifiers.colours[0] ?? draft.colour;
  draft.scale = modifiers.scale;
  return draft;
}

/** True when somebody holds it and it is no subject of its own. */
function goesIntoAHand(
  reading: Reading,
  thing: Thing,
  link: Link | null,
  { colours, determined }: Modifiers,
): boolean {
  const fits = thing.roles.includes('held') || (thing.roles.includes('alive') && thing.metres < 0.9);
  const [colour = null] = colours;
  const actor = reading.actor;
  if (link === null) {
    const tag = !determined && thing.roles.includes('held') && actor?.person !== null && actor !== null;
    if (tag) {
      actor.hold(thing, colour);
    }
    return tag;
  }
  const takes =
    link.kind === 'act' ? HANDS.has(link.act) : link.kind === 'with' && thing.roles.includes('held');
  const holders =
    link.kind === 'act' && reading.actors.length > 1 && link.act !== 'hold'
      ? reading.actors
      : link.kind !== 'not' && link.from !== null
        ? [link.from]
        : [];
  if (!takes || !fits || holders.length === 0 || !holders.every((holder) => holder.alive)) {
    return false;
  }
  for (const holder of holders) {
    holder.hold(thing, colour);
  }
  return true;
}

const HANDS: ReadonlySet<string> = new Set(['hold', 'drink', 'eat', 'read', 'play', 'wear']);

function addThing(reading: Reading, draft: Draft, link: Link | null): void {
  const thing = draft.thing;
  const from = link !== null && link.kind !== 'not' ? link.from : null;
  if (
    link !== null &&
    link.kind === 'relation' &&
    link.spot === 'in' &&
    thing?.inside !== null &&
    thing !== null
  ) {
    reading.place ??= { name: thing.inside, weak: false };
    return;
  }
  const actors = reading.actors;
  reading.add(draft, reading.joining && link === null && draft.alive);
  if (link === null) {
    return;
  }
  relate(reading, draft, link, from !== null && actors.includes(from) ? actors : from === null ? [] : [from]);
  if (from !== null && !draft.alive) {
    reading.current = from;
    reading.actors = actors;
  }
}

/** `cat astronaut`: the being to come has the animal's head. */
function lendHead(reading: Reading, index: number, thing: Thing): void {
  const head = headOf(thing);
  if (head !== null && reading.nextJoined(index)?.kind === 'role') {
    reading.upcoming.push((draft) => draft.change({ head, hairStyle: 'bald' }));
  }
}

/** Puts the one a link came from where the link says, seen from `target`. */
export function relate(reading: Reading, target: Draft, link: Link, companions?: readonly Draft[]): void {
  if (link.kind === 'not') {
    return;
  }
  const { from } = link;
  if (
    link.kind === 'with' &&
    target.person?.role === 'rider' &&
    from?.thing?.roles.includes('ride') === true
  ) {
    target.rides = from.id;
    target.change({ pose: 'ride' });
    return;
  }
  if (link.kind === 'act') {
    relateByAct(from, target, link.act);
    return;
  }
  if (from === null || from === target) {
    reading.placeOfNext = link.kind === 'relation' ? { spot: link.spot, of: target } : null;
    return;
  }
  const spot = link.kind === 'with' ? 'beside' : spotAt(target, link.spot, link.word);
  const where = { spot, of: target.id };
  if (link.kind === 'with') {
    target.where ??= { spot: 'beside', of: from.id };
  } else {
    const together = spot === 'above' || spot === 'beside' || companions === undefined ? [from] : companions;
    for (const one of together) {
      one.where ??= where;
    }
    from.flies = from.flies || (spot === 'above' && from.thing?.habit !== 'back');
  }
}

function relateByAct(from: Draft | null, target: Draft, act: string): void {
  if (from === null || from === target) {
    return;
  }
  if (act === 'ride' || (act === 'drive' && target.thing?.roles.includes('ride') === true)) {
    from.rides = target.id;
    from.change({ pose: 'ride' });
  } else {
    from.where ??= { spot: act === 'drive' ? 'in' : 'beside', of: target.id };
  }
}

/** One is in a boat, on a basket, at a table and beside a tree. */
function spotAt(
  target: Draft,
  spot: 'in' | Extract<Link, { kind: 'relation' }>['spot'],
  word: string,
): Extract<Link, { kind: 'relation' }>['spot'] {
  if (spot !== 'in') {
    return spot;
  }
  if (word === 'at') {
    return target.thing?.roles.includes('table') === true ? 'behind' : 'beside';
  }
  if (target.thing?.roles.includes('boat') === true) {
    return 'in';
  }
  return target.thing?.habit === 'back' ? 'front' : 'on';
}

/**
 * The first of two nouns in a row only describes the second: `coffee table`, `cat castle`, `dragon rider`. A
 * building or a landscape before a being stays one of its own.
 */
export function usedAsModifier(reading: Reading, index: number): boolean {
  const entry = reading.matches[index]?.entry;
  const next = reading.nextJoined(index);
  if (next === null || entry === undefined) {
    return false;
  }
  if (entry.kind === 'role') {
    const holds =
      next.kind === 'thing' && (next.thing.roles.includes('alive') || next.thing.roles.includes('held'));
    return holds || next.kind === 'wearable';
  }
  return next.kind === 'thing' || next.kind === 'role' || next.kind === 'wearable';
}
