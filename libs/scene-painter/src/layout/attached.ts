import { type Layout, placementOf, targetOf } from './layout.js';
import type { Placement } from './placement.js';
import { relativeHeight } from './sizes.js';
import type { Subject } from '../scene.js';

/** Who rides, and what is on or in something else: placed where that is. */
export function placeAttached(layout: Layout, subjects: readonly Subject[]): void {
  const waiting = [...subjects];
  for (let round = 0; round < 3 && waiting.length > 0; round += 1) {
    for (const subject of waiting.splice(0)) {
      const target = targetOf(subject, layout.scene);
      const carriers = layout.placements.filter((placement) => placement.subject.id === target?.id);
      if (carriers.length === 0 && round < 2) {
        waiting.push(subject);
      } else {
        attach(layout, subject, carriers);
      }
    }
  }
}

function attach(layout: Layout, subject: Subject, carriers: readonly Placement[]): void {
  for (let index = 0; index < subject.count; index += 1) {
    const carrier = carriers[index % Math.max(1, carriers.length)];
    const height = relativeHeight(subject) * layout.person;
    if (carrier === undefined) {
      const x = layout.ground.width / 2;
      layout.placements.push(placementOf(subject, index, { x, y: 940, height, depth: 101 }));
    } else if (subject.rides !== null && carrier.rider === null) {
      carrier.rider = placementOf(subject, index, {
        x: carrier.x,
        y: carrier.y,
        height: Math.min(height * 0.86, carrier.height),
        depth: carrier.depth,
      });
    } else {
      layout.placements.push(carried(layout, { subject, index, height }, carrier));
    }
  }
}

interface Passenger {
  readonly subject: Subject;
  readonly index: number;
  readonly height: number;
}

function carried(layout: Layout, passenger: Passenger, carrier: Placement): Placement {
  switch (passenger.subject.where?.spot) {
    case 'in':
      return inside(passenger, carrier);
    case 'behind':
      return behind(layout, passenger, carrier);
    default:
      return onTop(layout, passenger, carrier);
  }
}

/** Where one sits among all that are on, or behind, the same carrier: steps from its middle. */
function seatOf(layout: Layout, { subject, index }: Passenger, carrier: Placement): number {
  const company = layout.scene.subjects.filter(
    ({ where }) => where?.spot === subject.where?.spot && where?.of === carrier.subject.id,
  );
  const seats = company.flatMap((one) => Array.from({ length: one.count }, () => one.id));
  const shared = layout.placements.filter(({ subject: { id } }) => id === carrier.subject.id).length;
  return shared > 1 ? 0 : seats.indexOf(subject.id) + index - (seats.length - 1) / 2;
}

/** At a table, side by side. */
function behind(layout: Layout, passenger: Passenger, carrier: Placement): Placement {
  const { subject, index, height } = passenger;
  const x = carrier.x + seatOf(layout, passenger, carrier) * height * 0.58;
  return placementOf(subject, index, { x, y: carrier.y - 26, height, depth: carrier.depth - 0.5 });
}

/** In a boat or a car: behind its side. */
function inside({ subject, index, height }: Passenger, carrier: Placement): Placement {
  const own = Math.min(height, carrier.height * 1.15);
  const at = {
    x: carrier.x + index * own * 0.4,
    y: carrier.y - carrier.height * 0.24,
    height: own,
    depth: carrier.depth - 0.5,
  };
  return { ...placementOf(subject, index, at), hovers: true, flipped: carrier.flipped };
}

/** What lies on a table is smaller than the table, whatever the compression of sizes makes of it. */
function laid({ subject, height }: Passenger, carrier: Placement): number {
  const { what } = carrier.subject;
  const table = what.kind === 'thing' && what.thing.roles.includes('table');
  const small = subject.what.kind === 'thing' && subject.what.thing.metres < 0.5;
  return table && small ? Math.min(height, carrier.height * 0.8) : height;
}

function onTop(layout: Layout, passenger: Passenger, carrier: Placement): Placement {
  const { subject, index, height } = passenger;
  const far = carrier.depth < 60;
  const own = far ? Math.min(height * 0.5, carrier.height * 0.5) : laid(passenger, carrier);
  const surface = carrier.y - carrier.height * layout.measures.topOf(carrier.subject);
  const sits = subject.what.kind === 'person' && subject.what.person.pose === 'sit';
  const step = Math.max(own * layout.measures.aspect(subject), own * 0.5);
  const x = carrier.x + seatOf(layout, passenger, carrier) * step;
  const y = sits ? surface + own * 0.155 : surface;
  return {
    ...placementOf(subject, index, { x, y, height: own, depth: carrier.depth + 0.5 + index / 100 }),
    hovers: true,
    flipped: carrier.flipped,
  };
}
