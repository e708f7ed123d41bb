import type { Shot, Subject } from '../scene.js';

const PERSON_METRES = 1.7;

/** How tall a subject is beside a person, 1 as tall: nature compressed, so that a mouse and an elephant share a picture. */
export function relativeHeight(subject: Subject): number {
  const metres = subject.what.kind === 'person' ? PERSON_METRES : subject.what.thing.metres;
  const child = subject.what.kind === 'person' && subject.what.person.build === 'child' ? 0.78 : 1;
  return (metres / PERSON_METRES) ** 0.45 * subject.scale * child;
}

/** Of a building, a tree or a mountain in the back, in units of the drawing. */
export function backHeight(subject: Subject, room: 'alone' | 'no front' | 'shared'): number {
  const metres = subject.what.kind === 'thing' ? subject.what.thing.metres : PERSON_METRES;
  const height = (170 + 150 * Math.log10(Math.max(2, metres) / 2)) * subject.scale;
  return Math.min(
    room === 'alone' ? 640 : room === 'no front' ? 480 : 410,
    height * (room === 'alone' ? 1.5 : room === 'no front' ? 1.35 : 1.12),
  );
}

/** Of what flies. */
export function airHeight(subject: Subject, company: number): number {
  const metres = subject.what.kind === 'thing' ? subject.what.thing.metres : PERSON_METRES;
  const few = company <= 2 ? 1.75 : company <= 4 ? 1.3 : 1;
  if (subject.what.kind === 'person') {
    return (company <= 2 ? 540 : 340) * subject.scale;
  }
  return Math.min(460, Math.max(80, 155 * metres ** 0.3 * subject.scale * few));
}

/** Height of a person so that the tallest of the front row fills the picture well. */
export function personHeight(
  front: readonly { readonly relative: number }[],
  shot: Shot | null,
  frameHeight: number,
): number {
  const tallest = Math.max(0.3, ...front.map(({ relative }) => relative));
  const amount = front.length;
  const wanted = amount === 1 ? 600 : amount === 2 ? 540 : amount <= 4 ? 480 : 420;
  const target = Math.min(690, wanted * tallest ** 0.35) * (shot === 'wide' ? 0.6 : 1);
  return (Math.min(target, frameHeight * 0.92) / tallest) * (shot === 'full' && amount === 1 ? 1.2 : 1);
}
