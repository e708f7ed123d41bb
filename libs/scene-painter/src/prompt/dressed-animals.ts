import { NOBODY } from '../lexicon/entries.js';
import type { Thing } from '../scene.js';
import type { Draft } from './draft.js';

/** The head of an animal seen from the front, for animals that are icons of a whole body. */
const FACES: Readonly<Record<string, string>> = {
  cat: 'cat-face',
  'black-cat': 'cat-face',
  dog: 'dog-face',
  poodle: 'dog-face',
  rabbit: 'rabbit-face',
  tiger: 'tiger-face',
  monkey: 'monkey-face',
  pig: 'pig-face',
  mouse: 'mouse-face',
  cow: 'cow-face',
  dragon: 'dragon-face',
  horse: 'horse-face',
  owl: 'owl',
};

/** A cat in a suit walks on two legs: from here on it is drawn as a person with the animal's head. */
export function asDressedAnimal(draft: Draft): void {
  const thing = draft.thing;
  const head = thing === null ? null : headOf(thing);
  if (thing !== null && head !== null) {
    draft.person = { ...NOBODY, role: thing.name, head };
    draft.thing = null;
  }
}

/** The icon of an animal's head from the front; null where there is none. */
export function headOf({ art }: Thing): string | null {
  if (art.kind === 'plush') {
    return art.icon;
  }
  const name = art.kind === 'icon' ? art.icon : art.drawn;
  return FACES[name] ?? null;
}
