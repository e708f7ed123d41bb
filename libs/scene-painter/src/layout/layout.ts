import type { Ground } from './frame.js';
import type { Measures, Placement } from './placement.js';
import type { Scene, Subject } from '../scene.js';
import type { SeededRandom } from '../seeded-random.js';

/** What the rows share while they are filled. */
export interface Layout {
  readonly scene: Scene;
  readonly ground: Ground;
  readonly measures: Measures;
  readonly random: SeededRandom;
  readonly placements: Placement[];
  /** Height of a person in the front row. */
  person: number;
}

/** The subject a relation speaks of. */
export function targetOf(subject: Subject, scene: Scene): Subject | null {
  const id = subject.rides ?? subject.where?.of ?? null;
  return id === null ? null : (scene.subjects.find((one) => one.id === id) ?? null);
}

/** One placement with what all share. */
export function placementOf(
  subject: Subject,
  index: number,
  at: Pick<Placement, 'x' | 'y' | 'height' | 'depth'>,
): Placement {
  return { subject, index, flipped: false, hovers: false, rider: null, ...at };
}
