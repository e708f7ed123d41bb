import { type Layout, placementOf, targetOf } from './layout.js';
import type { Placement } from './placement.js';
import { personHeight, relativeHeight } from './sizes.js';
import type { Subject } from '../scene.js';

/** One of the front row before it has a place. */
interface Entrant {
  readonly subject: Subject;
  readonly index: number;
  readonly relative: number;
  readonly width: number;
}

/** A row of more than this stands in two. */
const LONGEST_ROW = 5;
/** Between two of a row, in heights of a person. */
const GAP = 0.1;

export function placeFront(layout: Layout, subjects: readonly Subject[]): void {
  const entrants = ordered(subjects, layout).flatMap((subject) =>
    Array.from({ length: subject.count }, (_, index) => entrantOf(subject, index, layout)),
  );
  if (entrants.length === 0) {
    return;
  }
  if (isPortrait(layout, entrants)) {
    placePortrait(layout, entrants);
    return;
  }
  layout.person = personHeight(entrants, layout.scene.shot, layout.ground.frame.height);
  if (fitsOneRow(layout, entrants)) {
    placeRow(layout, entrants, { scale: 1, y: baseline(layout), depth: 100, shift: 0 });
    return;
  }
  const half = Math.ceil(entrants.length / 2);
  const gapped = entrants.length % 2 === 0;
  placeRow(layout, entrants.slice(half), {
    scale: 0.74,
    y: baseline(layout) - 105,
    depth: 80,
    shift: gapped ? 0.26 : 0,
  });
  placeRow(layout, entrants.slice(0, half), {
    scale: 0.86,
    y: baseline(layout),
    depth: 100,
    shift: gapped ? -0.26 : 0,
  });
}

/** Four that would become small in one row stand in two. */
function fitsOneRow(layout: Layout, entrants: readonly Entrant[]): boolean {
  const wide = entrants.reduce((sum, { width }) => sum + width + GAP, GAP) * layout.person;
  return entrants.length < 4 || (entrants.length <= LONGEST_ROW && layout.ground.frame.width > wide * 0.72);
}

function entrantOf(subject: Subject, index: number, layout: Layout): Entrant {
  const own = relativeHeight(subject);
  const wide = own * layout.measures.aspect(subject);
  const carried = layout.scene.subjects.filter(
    (one) => targetOf(one, layout.scene) === subject && one !== subject,
  );
  const stacks = carried.map((one) => stackOn(own, one, layout, subject));
  const crowd = carried.reduce(
    (sum, one) =>
      sum +
      relativeHeight(one) *
        layout.measures.aspect(one) *
        (one.where?.spot === 'behind' || one.where?.spot === 'on' ? one.count : 0),
    0,
  );
  return { subject, index, relative: Math.max(own, ...stacks), width: Math.max(wide, crowd) };
}

/** How tall a carrier is with what it carries. */
function stackOn(own: number, passenger: Subject, { measures }: Layout, carrier: Subject): number {
  const top = relativeHeight(passenger);
  const sits = passenger.what.kind === 'person' && passenger.what.person.pose === 'sit';
  if (passenger.rides !== null) {
    return own * 1.28;
  }
  switch (passenger.where?.spot) {
    case 'on':
      return own * measures.topOf(carrier) + top * (sits ? 0.82 : 1);
    case 'in':
      return own * 1.25;
    case 'behind':
      return sits ? top * 0.82 : top;
    default:
      return own;
  }
}

/** In the order of the prompt, but what is left of another comes before it and what is right of it after. */
function ordered(subjects: readonly Subject[], { scene }: Layout): Subject[] {
  const row = [...subjects];
  for (const subject of subjects) {
    const spot = subject.where?.spot;
    const target = targetOf(subject, scene);
    if (spot !== 'left' && spot !== 'right') {
      continue;
    }
    row.splice(row.indexOf(subject), 1);
    const at = target === null ? -1 : row.indexOf(target);
    if (spot === 'left') {
      row.splice(Math.max(0, at), 0, subject);
    } else {
      row.splice(at === -1 ? row.length : at + 1, 0, subject);
    }
  }
  return row;
}

function isPortrait({ scene, ground }: Layout, entrants: readonly Entrant[]): boolean {
  const close = scene.shot === 'face' || scene.shot === 'bust';
  return (
    close &&
    entrants.length <= 2 &&
    ground.frame.height > 900 &&
    entrants.every(({ subject }) => subject.rides === null)
  );
}

/** Head and shoulders; the picture cuts the rest. */
function placePortrait(layout: Layout, entrants: readonly Entrant[]): void {
  const { frame } = layout.ground;
  const tall = layout.scene.shot === 'face' ? 1900 : 1330;
  const height = Math.min(
    tall / (entrants.length === 1 ? 1 : 1.25),
    frame.width * (entrants.length === 1 ? 2.1 : 1.35),
  );
  layout.person = height;
  entrants.forEach(({ subject, index }, position) => {
    const x = frame.left + (frame.width * (position + 1)) / (entrants.length + 1);
    const isPerson = subject.what.kind === 'person';
    const own = isPerson ? height : Math.min(840, height * 0.6);
    layout.placements.push(
      placementOf(subject, index, { x, y: isPerson ? 150 + own : 960, height: own, depth: 100 }),
    );
  });
}

function baseline({ ground }: Layout): number {
  const low = ground.footing === 'none' ? 800 : ground.footing === 'water' ? 860 : 945;
  return Math.min(low, ground.frame.top + ground.frame.height - 16);
}

interface Row {
  readonly scale: number;
  readonly y: number;
  readonly depth: number;
  /** To the side, in heights of a person, so that the rows do not hide each other. */
  readonly shift: number;
}

function placeRow(layout: Layout, entrants: readonly Entrant[], row: Row): void {
  const { frame } = layout.ground;
  const wide = entrants.reduce((sum, { width }) => sum + width + GAP, GAP) * layout.person * row.scale;
  const room = frame.width * (hasLandmark(layout) && entrants.length <= 2 ? 0.62 : 0.95);
  const squeeze = Math.min(1, room / wide);
  const person = layout.person * row.scale * squeeze;
  layout.person = row.depth === 100 ? person : layout.person;
  let x = startOf(layout, entrants, wide * squeeze) + row.shift * person;
  for (const [position, entrant] of entrants.entries()) {
    const width = entrant.width * person;
    x += GAP * person;
    const height = relativeHeight(entrant.subject) * person;
    const placement = placementOf(entrant.subject, entrant.index, {
      x: x + width / 2,
      y: row.y + lower(layout, entrant),
      height,
      depth: row.depth,
    });
    layout.placements.push(placement);
    turn(layout, placement, position, entrants.length);
    hover(layout, placement);
    settleDepth(layout, placement);
    x += width;
  }
}

/** Left edge of the row: in the middle, or to one side where something large stands on the other. */
function startOf(layout: Layout, entrants: readonly Entrant[], wide: number): number {
  const { frame } = layout.ground;
  const free = frame.width - wide;
  const only = entrants[0]?.subject;
  const spot = only?.where?.of === null ? only.where.spot : null;
  if (entrants.length === 1 && (spot === 'left' || spot === 'right')) {
    return frame.left + free * (spot === 'left' ? 0.14 : 0.86);
  }
  const shared = hasLandmark(layout);
  const random = layout.random.fork('row');
  const share =
    shared && entrants.length <= 2 ? (landmarkRight(layout) ? 0.14 : 0.86) : random.between(0.42, 0.58);
  return frame.left + free * share;
}

/** Something large in the back that the front row should not hide. */
export function hasLandmark({ scene, ground }: Layout): boolean {
  return (
    !ground.indoors &&
    scene.subjects.some(
      ({ what, where }) => what.kind === 'thing' && what.thing.habit === 'back' && where?.spot !== 'on',
    )
  );
}

/** The side of the landmark, by what the prompt says or by the seed. */
export function landmarkRight(layout: Layout): boolean {
  const landmark = layout.scene.subjects.find(
    ({ what }) => what.kind === 'thing' && what.thing.habit === 'back',
  );
  const own = landmark?.where?.spot;
  if (own === 'left' || own === 'right') {
    return own === 'right';
  }
  const seen = layout.scene.subjects.find(
    ({ where }) => where?.of === landmark?.id && (where?.spot === 'left' || where?.spot === 'right'),
  );
  return seen === undefined ? layout.random.fork('landmark').chance(0.6) : seen.where?.spot === 'left';
}

/** Small ones stand a little nearer, and nobody stands on a line. */
function lower(layout: Layout, { relative, subject, index }: Entrant): number {
  const jitter = layout.random.fork(`lower ${subject.id} ${index}`).between(-14, 10);
  const nearer = relative < 0.7 ? 14 : 0;
  return layout.ground.footing === 'none' ? jitter * 5 : jitter + nearer;
}

/** Icons look to the left; the left half of a row turns round, so that they look at each other. */
function turn(layout: Layout, placement: Placement, position: number, amount: number): void {
  const alone = amount === 1;
  placement.flipped = alone ? faceMiddle(layout, placement) : position < amount / 2 && amount > 1;
}

function faceMiddle(layout: Layout, { x }: Placement): boolean {
  const { frame } = layout.ground;
  const off = (x - frame.left) / frame.width - 0.5;
  return Math.abs(off) < 0.08 ? layout.random.fork('turn').chance(0.5) : off < 0;
}

function hover(layout: Layout, placement: Placement): void {
  const { what } = placement.subject;
  const ghost = what.kind === 'thing' && what.thing.name === 'ghost';
  placement.hovers = ghost || layout.ground.footing !== 'land';
  placement.y -= ghost ? 70 : 0;
  swim(layout, placement);
}

/** Ducks and boats stay on the water, which is between the far shore and the near one. */
function swim({ ground }: Layout, placement: Placement): void {
  const { what } = placement.subject;
  const afloat = what.kind === 'thing' && what.thing.habit === 'water';
  if (afloat && (ground.place === 'lake' || ground.place === 'beach')) {
    placement.y = ground.horizon + (placement.depth < 90 ? 62 : 138);
    placement.hovers = true;
  }
}

/** `behind a table`: drawn before it; `in front of`: after it. */
function settleDepth(layout: Layout, placement: Placement): void {
  const spot = placement.subject.where?.spot;
  const shift = spot === 'behind' ? -10 : spot === 'front' ? 10 : 0;
  placement.depth += shift + placement.y / 1000;
  const target = targetOf(placement.subject, layout.scene);
  placement.y += spot === 'behind' && target !== null ? -34 : 0;
}
