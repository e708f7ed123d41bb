import { hasLandmark, landmarkRight } from './front-row.js';
import { type Layout, placementOf, targetOf } from './layout.js';
import type { Placement } from './placement.js';
import { backHeight } from './sizes.js';
import type { Subject } from '../scene.js';

/** Buildings, trees, mountains: behind the front row, beside it where there is room. */
export function placeBack(layout: Layout, subjects: readonly Subject[]): void {
  const pieces = subjects.flatMap((subject) =>
    Array.from({ length: subject.count }, (_, index) => ({ subject, index })),
  );
  const alone = layout.scene.subjects.length === 1;
  const share = alone ? 'alone' : layout.placements.length === 0 ? 'no front' : 'shared';
  pieces.forEach(({ subject, index }, position) => {
    const many = pieces.length;
    const height = backHeight(subject, alone && many > 1 ? 'no front' : share) * (many > 3 ? 0.8 : 1);
    const width = height * layout.measures.aspect(subject);
    const x = fitted(layout, width, xOf(layout, { subject, position, many, width }));
    const far = subject.what.kind === 'thing' && subject.what.thing.metres > 100;
    const y = layout.ground.horizon + (far ? 14 : footOf(layout, alone));
    const placement: Placement = placementOf(subject, index, {
      x,
      y,
      height,
      depth: far ? 10 : 30 + position / 100,
    });
    placement.flipped = layout.random.fork(`back ${subject.id} ${index}`).chance(0.4) && isFree(subject);
    layout.placements.push(placement);
  });
}

/** On this side of the horizon on land; on the far shore where there is water in between. */
function footOf({ ground }: Layout, alone: boolean): number {
  const water = ground.place === 'lake' || ground.place === 'beach' || ground.place === 'river';
  if (water) {
    return 10;
  }
  return alone ? 94 : 54;
}

interface Piece {
  readonly subject: Subject;
  readonly position: number;
  readonly many: number;
  readonly width: number;
}

function xOf(layout: Layout, { subject, position, many }: Piece): number {
  const { width } = layout.ground;
  const spot = subject.where?.spot;
  if (spot === 'left' || spot === 'right') {
    return width * (spot === 'left' ? 0.2 : 0.8);
  }
  if (spot === 'centre') {
    return width / 2;
  }
  const before = behindWhom(layout, subject);
  if (before !== null) {
    return before.x + (landmarkRight(layout) ? 1 : -1) * before.height * 0.22;
  }
  const random = layout.random.fork(`back x ${subject.id} ${position}`);
  const others = layout.placements.some(({ depth }) => depth >= 70);
  if (many === 1) {
    return (
      width *
      (others && hasLandmark(layout) ? (landmarkRight(layout) ? 0.75 : 0.25) : random.between(0.44, 0.56))
    );
  }
  return width * ((position + 0.5) / many + random.between(-0.04, 0.04));
}

/** The one in front: somebody the landmark is behind of, or who stands in front of it. */
function behindWhom(layout: Layout, subject: Subject): Placement | null {
  const target = subject.where?.spot === 'behind' ? targetOf(subject, layout.scene) : null;
  const inFront = layout.scene.subjects.find(
    ({ where }) => where?.of === subject.id && (where.spot === 'front' || where.spot === 'below'),
  );
  const id = target?.id ?? inFront?.id;
  return layout.placements.find((placement) => placement.subject.id === id) ?? null;
}

function fitted({ ground }: Layout, width: number, x: number): number {
  const half = Math.min(width / 2, ground.width / 2) * 0.86;
  return Math.max(half, Math.min(ground.width - half, x));
}

/** A castle may be turned round, a sign with letters not. */
function isFree(subject: Subject): boolean {
  return (
    subject.what.kind === 'thing' &&
    !['school building', 'hotel', 'hospital', 'bank building'].includes(subject.what.thing.name)
  );
}
