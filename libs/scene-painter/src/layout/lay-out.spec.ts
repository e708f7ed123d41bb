import fc from 'fast-check';
import { NOBODY } from '../lexicon/entries.js';
import { Lexicon } from '../lexicon/lexicon.js';
import type { Scene, Subject, Where } from '../scene.js';
import { SeededRandom } from '../seeded-random.js';
import type { Ground } from './frame.js';
import { layOut } from './lay-out.js';
import type { Placement } from './placement.js';

const lexicon = new Lexicon();

function subject(id: number, name: string, given: Partial<Subject> = {}): Subject {
  const what: Subject['what'] =
    name === 'person' ? { kind: 'person', person: NOBODY } : { kind: 'thing', thing: lexicon.thing(name) };
  return {
    id,
    what,
    count: 1,
    colour: null,
    scale: 1,
    flies: false,
    asleep: false,
    breathesFire: false,
    holds: [],
    wears: [],
    rides: null,
    where: null,
    ...given,
  };
}

function at(spot: Where['spot'], of: number | null): Partial<Subject> {
  return { where: { spot, of } };
}

function place(subjects: readonly Subject[], seed = 1, ground: Partial<Ground> = {}): Placement[] {
  const scene: Scene = {
    subjects,
    place: 'meadow',
    time: 'day',
    weather: [],
    light: null,
    treatments: [],
    shot: null,
  };
  const whole: Ground = {
    width: 1000,
    horizon: 600,
    footing: 'land',
    indoors: false,
    place: 'meadow',
    frame: { left: 0, top: 0, width: 1000, height: 1000 },
    ...ground,
  };
  const measures = { aspect: () => 1, topOf: () => 0.8 };
  return layOut(scene, whole, measures, new SeededRandom(`layout ${seed}`));
}

function of(placements: readonly Placement[], id: number): Placement {
  const found = placements.find((placement) => placement.subject.id === id);
  if (found === undefined) {
    throw new Error(`subject ${id} has no place`);
  }
  return found;
}

const seeds = fc.integer({ min: 0, max: 5000 });

describe(layOut.name, () => {
  it('puts one left and one right of the other, as the prompt says', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const left = place([subject(0, 'cat'), subject(1, 'dog', at('left', 0))], seed);
        expect(of(left, 1).x).toBeLessThan(of(left, 0).x);
        const right = place([subject(0, 'cat', at('right', 1)), subject(1, 'dog')], seed);
        expect(of(right, 0).x).toBeGreaterThan(of(right, 1).x);
      }),
    );
  });

  it('keeps castle and cat apart when they are next to each other, the castle behind', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const placements = place([subject(0, 'cat', at('beside', 1)), subject(1, 'castle')], seed);
        const [cat, castle] = [of(placements, 0), of(placements, 1)];
        expect(Math.abs(cat.x - castle.x)).toBeGreaterThan((cat.height + castle.height) * 0.36);
        expect(castle.depth).toBeLessThan(cat.depth);
        expect(castle.y).toBeLessThan(cat.y);
      }),
    );
  });

  it('stands a thing on the surface of another', () => {
    const [table, cat] = [subject(1, 'table'), subject(0, 'cat', at('on', 1))];
    const placements = place([cat, table]);
    expect(of(placements, 0).y).toBeCloseTo(of(placements, 1).y - of(placements, 1).height * 0.8);
    expect(of(placements, 0).depth).toBeGreaterThan(of(placements, 1).depth);
  });

  it('lets what flies over something be above it', () => {
    const placements = place([
      subject(0, 'dragon', { flies: true, ...at('above', 1) }),
      subject(1, 'mountain'),
    ]);
    const [dragon, mountain] = [of(placements, 0), of(placements, 1)];
    expect(dragon.y).toBeLessThan(mountain.y - mountain.height * 0.5);
    expect(dragon.hovers).toBe(true);
  });

  it('sits riders on what they ride, each on its own', () => {
    const horses = place([subject(0, 'person', { rides: 1, count: 2 }), subject(1, 'horse', { count: 2 })]);
    expect(horses.map(({ rider }) => rider?.subject.id)).toEqual([0, 0]);
  });

  it('places every one of any number, inside the picture and none over another of its row', () => {
    const names = ['cat', 'dog', 'person', 'horse', 'elephant', 'coffee', 'car'] as const;
    fc.assert(
      fc.property(
        seeds,
        fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 4 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (seed, list) => {
          const subjects = list.map(([name, count], id) => subject(id, name, { count }));
          const placements = place(subjects, seed);
          expect(placements).toHaveLength(list.reduce((sum, [, count]) => sum + count, 0));
          const rows = new Map<number, Placement[]>();
          for (const placement of placements) {
            expect(placement.x).toBeGreaterThan(0);
            expect(placement.x).toBeLessThan(1000);
            expect(placement.y - placement.height).toBeGreaterThan(-10);
            const row = Math.round(placement.depth / 20);
            rows.set(row, [...(rows.get(row) ?? []), placement]);
          }
          for (const row of rows.values()) {
            row
              .toSorted((a, b) => a.x - b.x)
              .forEach((one, index, sorted) => {
                const next = sorted[index + 1];
                expect(next === undefined || next.x - one.x >= (one.height + next.height) / 2 - 1).toBe(true);
              });
          }
        },
      ),
    );
  });

  it('keeps to the frame of a mask', () => {
    const frame = { left: 500, top: 200, width: 400, height: 700 };
    const [person] = place([subject(0, 'person')], 1, { frame });
    expect(person?.x).toBeGreaterThan(frame.left);
    expect(person?.x).toBeLessThan(frame.left + frame.width);
    expect(person?.height).toBeLessThanOrEqual(frame.height);
    expect(person?.y).toBeLessThanOrEqual(frame.top + frame.height);
  });
});
