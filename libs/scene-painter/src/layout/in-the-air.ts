import { type Layout, placementOf, targetOf } from './layout.js';
import type { Placement } from './placement.js';
import { airHeight } from './sizes.js';
import type { Subject } from '../scene.js';

/** What flies or hangs in the sky. */
export function placeAir(layout: Layout, subjects: readonly Subject[]): void {
  const pieces = subjects.flatMap((subject) =>
    Array.from({ length: subject.count }, (_, index) => ({ subject, index })),
  );
  const { ground } = layout;
  const open = ground.footing === 'none' ? 0.86 : ground.indoors ? 0.66 : 1;
  pieces.forEach(({ subject, index }, position) => {
    const company = pieces.length + (layout.placements.length > 0 ? 1 : 0);
    const natural = heightOf(layout, subject, company, pieces.length);
    const target = subject.where?.spot === 'above' ? targetOf(subject, layout.scene) : null;
    const below = layout.placements.find((placement) => placement.subject.id === target?.id);
    const height = below === undefined ? natural : Math.min(natural, roomOver(below));
    const spot =
      below === undefined
        ? free(layout, { position, many: pieces.length, height, open })
        : over(layout, below, height, index);
    const placement = placementOf(subject, index, { ...spot, height, depth: below === undefined ? 50 : 60 });
    placement.hovers = true;
    placement.flipped = turned(layout, placement);
    layout.placements.push(placement);
  });
}

function heightOf(layout: Layout, subject: Subject, company: number, many: number): number {
  const natural = layout.scene.subjects.some(({ rides }) => rides === subject.id)
    ? 330
    : airHeight(subject, company);
  const room = (layout.ground.width / Math.min(many, 5)) * 0.9;
  return Math.min(natural, room / layout.measures.aspect(subject));
}

/** What is above stays clear of the top edge and of most of what is below. */
function roomOver(below: Placement): number {
  return Math.max(150, (below.y - below.height) * 1.2);
}

interface Place {
  readonly position: number;
  readonly many: number;
  readonly height: number;
  readonly open: number;
}

/** Spread over the sky in columns, up and down in turn. */
function free(layout: Layout, { position, many, height, open }: Place): { x: number; y: number } {
  const { ground } = layout;
  const random = layout.random.fork(`air ${position}`);
  const columns = Math.min(many, 6);
  const rows = Math.ceil(many / columns);
  const column = position % columns;
  const row = Math.floor(position / columns);
  const jitter = many === 1 ? random.between(-0.12, 0.12) : random.between(-0.18, 0.18) / columns;
  const x = ground.width * ((column + 0.5) / columns + jitter);
  const sky = ground.horizon * open;
  const middle =
    many === 1
      ? sky * random.between(0.4, 0.5)
      : sky *
        (0.16 + (0.62 * (row + 0.5 + random.between(-0.22, 0.22))) / rows + (column % 2 === 0 ? 0 : 0.08));
  return { x, y: Math.min(Math.max(height + 16, middle + height / 2), 1000 - 20) };
}

/** Over the head of what it is above of. */
function over(layout: Layout, below: Placement, height: number, index: number): { x: number; y: number } {
  const top = below.y - below.height;
  const random = layout.random.fork(`over ${index}`);
  const side = index === 0 ? random.between(-0.12, 0.12) : index % 2 === 0 ? 0.5 : -0.5;
  return { x: below.x + side * height, y: Math.max(height + 24, top + height * 0.12) };
}

function turned(layout: Layout, { x }: Placement): boolean {
  const share = x / layout.ground.width;
  return Math.abs(share - 0.5) < 0.1 ? layout.random.fork('air turn').chance(0.5) : share < 0.5;
}
