import type { Act } from '../lexicon/entries.js';
import type { Pose } from '../painting/figure/figure-look.js';
import type { Spot } from '../scene.js';
import { Draft } from './draft.js';
import type { Reading } from './reading.js';
import { relate } from './read-things.js';

/** Acts that show in the body; the others need a thing. */
const POSES: Partial<Record<Act, Pose>> = {
  sit: 'sit',
  stand: 'stand',
  walk: 'walk',
  dance: 'dance',
  wave: 'wave',
  fight: 'fight',
  cast: 'cast',
};

/** What somebody holds who drinks or reads nothing in particular. */
const WITHOUT_OBJECT: Partial<Record<Act, string>> = { drink: 'coffee', read: 'book' };

export function readAct(reading: Reading, act: Act): void {
  const { determined } = reading.modifiers;
  const doers = determined ? [] : reading.actors;
  const doIt = (draft: Draft): void => perform(draft, act);
  if (doers.length === 0) {
    reading.upcoming.push(doIt);
  } else {
    doers.forEach(doIt);
  }
  if (act === 'mount') {
    rideHorse(reading);
  } else if (POSES[act] === undefined && act !== 'fly' && act !== 'sleep' && act !== 'fire') {
    reading.takeModifiers();
    reading.link = { kind: 'act', act, from: doers.at(-1) ?? null };
  }
}

/** An act whose object never came: a drinker gets a cup. */
export function settleAct(reading: Reading): void {
  const { link } = reading;
  const without = link?.kind === 'act' ? WITHOUT_OBJECT[link.act] : undefined;
  if (link?.kind === 'act' && without !== undefined) {
    link.from?.hold(reading.lexicon.thing(without), null);
  }
}

export function readRelation(
  reading: Reading,
  { spot, ofPicture, word }: { spot: Spot; ofPicture: boolean; word: string },
): void {
  settleAct(reading);
  reading.takeModifiers();
  if (ofPicture) {
    if (reading.spokenOf !== null) {
      reading.spokenOf.where = { spot, of: null };
    } else if (reading.current === null) {
      reading.placeOfNext = { spot, of: null };
    }
    return;
  }
  if (/\b(?:sit|lying|rest|lean)/.test(word)) {
    reading.actor?.change({ pose: 'sit' });
  }
  if (/fight|battl|hunting/.test(word)) {
    reading.actor?.change({ pose: 'fight' });
  }
  if (/flying|floating|hovering|soaring|jumping/.test(word) && reading.actor !== null) {
    reading.actor.flies = true;
  }
  reading.link = { kind: 'relation', spot, word, from: leadOf(reading) };
}

/** `a pirate with a parrot on a ship`: the pirate is on the ship. */
function leadOf({ current, drafts }: Reading): Draft | null {
  const lead =
    current?.where?.spot === 'beside' ? drafts.find(({ id }) => id === current.where?.of) : undefined;
  return lead?.where === null && lead.id < (current?.id ?? 0) ? lead : current;
}

function perform(draft: Draft, act: Act): void {
  const pose = POSES[act];
  if (pose !== undefined) {
    draft.change({ pose });
  }
  if (act === 'fly') {
    draft.flies = true;
  }
  if (act === 'sleep') {
    draft.asleep = true;
    draft.change({ expression: 'asleep' });
  }
  if (act === 'fire') {
    draft.breathesFire = true;
  }
}

function rideHorse(reading: Reading): void {
  const rider = reading.actor;
  if (rider !== null) {
    const horse = Draft.ofThing(reading.newId(), reading.lexicon.thing('horse'));
    horse.count = rider.count;
    reading.add(horse, false);
    relate(reading, horse, { kind: 'act', act: 'ride', from: rider });
    reading.current = rider;
    reading.actors = [rider];
  }
}
