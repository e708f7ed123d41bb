import { ANCHORS } from '../../lexicon/creatures.js';
import { rowsOf } from '../../lexicon/tables.js';
import { ArtLibrary } from '../art-library.js';
import { BEASTS, plush } from './beasts.js';
import { LANDMARKS } from './landmarks.js';
import { type ThingArt, USUAL } from './thing-art.js';
import { UTENSILS } from './utensils.js';
import { VESSELS } from './vessels.js';
import type { Art } from '../../scene.js';

/** Where heads and seats are on icons. */
const ANCHORED: ReadonlyMap<string, Pick<ThingArt, 'head' | 'seat'>> = new Map(
  rowsOf(ANCHORS).map(([icon = '', head = '', width = '', seat = '']) => {
    const [hx = 16, hy = 3] = head.split(' ').map(Number);
    const [sx = 17, sy = 13] = seat.split(' ').map(Number);
    return [icon, { head: [hx, hy, Number(width)], seat: [sx, sy] }];
  }),
);

/** Grips of icons that are not held in the middle. */
const GRIPS: Readonly<Record<string, readonly [number, number]>> = {
  balloon: [13, 30],
  umbrella: [18, 26],
  axe: [23, 26],
  hammer: [23, 25],
  pick: [24, 26],
  dagger: [25, 25],
  broom: [22, 9],
  bouquet: [21, 27],
  rose: [16, 27],
  tulip: [16, 27],
  sunflower: [16, 27],
  blossom: [16, 27],
  'magic-wand': [9, 25],
  'soft-ice-cream': [16, 26],
  lollipop: [25, 26],
  'fishing-pole': [17, 26],
  guitar: [20, 14],
  microphone: [22, 25],
  'red-paper-lantern': [16, 3],
  'bow-and-arrow': [12, 14],
};

/** Icons that do not reach the top of their box: where something on them stands. */
const TOPS: Readonly<Record<string, number>> = {
  bed: 15,
  'couch-and-lamp': 16,
  chair: 17,
  rock: 6,
  wood: 4,
  books: 7,
  'jack-o-lantern': 6,
  basket: 12,
  automobile: 7,
  house: 4,
  castle: 8,
  package: 4,
  turtle: 12,
  mushroom: 5,
  canoe: 18,
  sailboat: 22,
  'open-book': 8,
  lotus: 12,
};

/**
 * The art of a thing or being.
 * @throws Error for a name nobody drew; the lexicon's test keeps that from happening
 */
export function artOf(art: Art, library: ArtLibrary): ThingArt {
  switch (art.kind) {
    case 'plush':
      return plush(library, art.icon);
    case 'icon':
      return iconArt(art.icon, library);
    case 'drawn': {
      const make = { ...BEASTS, ...LANDMARKS, ...VESSELS, ...UTENSILS }[art.drawn];
      if (make === undefined) {
        throw new Error(`nobody drew ${JSON.stringify(art.drawn)}`);
      }
      return make(library);
    }
  }
}

function iconArt(icon: string, library: ArtLibrary): ThingArt {
  return {
    ...USUAL,
    ...ANCHORED.get(icon),
    grip: GRIPS[icon] ?? USUAL.grip,
    top: TOPS[icon] ?? USUAL.top,
    body: library.body(icon),
  };
}
