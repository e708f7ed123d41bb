import { placeAttached } from './attached.js';
import { placeBack } from './back-row.js';
import type { Ground } from './frame.js';
import { placeFront } from './front-row.js';
import { placeAir } from './in-the-air.js';
import { type Layout, targetOf } from './layout.js';
import type { Measures, Placement } from './placement.js';
import type { Scene, Subject } from '../scene.js';
import type { SeededRandom } from '../seeded-random.js';

type Zone = 'front' | 'back' | 'air' | 'attached';

/**
 * Gives every subject a place: what is large goes back, what flies goes up, the rest stands in front, spread without
 * overlap in the order of the prompt unless it says left, right, behind or on.
 */
export function layOut(scene: Scene, ground: Ground, measures: Measures, random: SeededRandom): Placement[] {
  const layout: Layout = { scene, ground, measures, random, placements: [], person: 500 };
  const inZone = (zone: Zone): Subject[] =>
    scene.subjects.filter((subject) => zoneOf(subject, scene, ground) === zone);
  placeFront(layout, inZone('front'));
  placeBack(layout, inZone('back'));
  placeAir(layout, inZone('air'));
  placeAttached(layout, inZone('attached'));
  return layout.placements.toSorted((a, b) => a.depth - b.depth);
}

function zoneOf(subject: Subject, scene: Scene, ground: Ground): Zone {
  const target = targetOf(subject, scene);
  const spot = subject.where?.spot;
  if (
    target !== null &&
    target !== subject &&
    (subject.rides !== null || spot === 'on' || spot === 'in' || (spot === 'behind' && isTable(target)))
  ) {
    return 'attached';
  }
  const habit = subject.what.kind === 'thing' ? subject.what.thing.habit : 'ground';
  if (subject.flies || isBroom(subject) || spot === 'above' || habit === 'sky') {
    return 'air';
  }
  if (habit === 'air') {
    return floatsAtHand(subject) ? 'front' : 'air';
  }
  return (habit === 'back' || spot === 'back') && !ground.indoors ? 'back' : 'front';
}

/** Ghosts drift among the others, not above them. */
function floatsAtHand(subject: Subject): boolean {
  return subject.what.kind === 'thing' && subject.what.thing.name === 'ghost';
}

/** Witches ride it through the air. */
function isBroom({ what }: Subject): boolean {
  return what.kind === 'thing' && what.thing.roles.includes('ride') && what.thing.roles.includes('held');
}

/** Behind a table one is half hidden by it; behind anything else one stands further back. */
function isTable({ what }: Subject): boolean {
  return what.kind === 'thing' && what.thing.roles.includes('table');
}
