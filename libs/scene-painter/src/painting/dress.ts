import type { WornIdentity } from '../identity/identity.js';
import type { ColourName, Person, PlaceName, SkinTone, Subject, WornThing } from '../scene.js';
import { SeededRandom } from '../seeded-random.js';
import { type Hex, lighter, mixed, rgbOf } from './colour.js';
import {
  type FigureLook,
  type Garment,
  type HairStyle,
  HEADWEAR,
  type WornOnHead,
} from './figure/figure-look.js';
import { type Daylight, lit } from './light.js';
import { COLOURS, SKINS } from './palette.js';

/** What decides the looks the prompt leaves open. */
export interface Wardrobe {
  readonly place: PlaceName;
  readonly daylight: Daylight;
  readonly random: SeededRandom;
  readonly anime: boolean;
}

type Some<T> = readonly [T, ...T[]];

const SKIN_CHOICE: Some<SkinTone> = ['fair', 'fair', 'tan', 'brown', 'dark', 'fair', 'tan'];
const HAIR_CHOICE: Some<ColourName> = ['brown', 'black', 'blonde', 'ginger', 'brown', 'black'];
const EYE_CHOICE: Some<ColourName> = ['brown', 'blue', 'green', 'teal', 'brown'];
const MAIN_CHOICE: Some<ColourName> = [
  'red',
  'teal',
  'blue',
  'purple',
  'green',
  'orange',
  'crimson',
  'navy',
  'pink',
];
const ACCENT_CHOICE: Some<ColourName> = ['navy', 'brown', 'grey', 'beige', 'darkgreen'];
const HERS: Some<HairStyle> = ['long', 'wavy', 'bob', 'ponytail', 'bun', 'braid', 'curly', 'long'];
const HIS: Some<HairStyle> = ['short', 'spiky', 'short', 'curly', 'short'];

const OLD_TIMES: ReadonlySet<PlaceName> = new Set([
  'tavern',
  'throne',
  'village',
  'dungeon',
  'ruins',
  'church',
  'forest',
  'cave',
  'swamp',
]);
const COLD: ReadonlySet<PlaceName> = new Set(['snow', 'mountains']);

/** Colours that belong to a garment unless the prompt says others: main, accent. */
const OF_GARMENT: Partial<Record<Garment, readonly [ColourName, ColourName]>> = {
  sailor: ['white', 'navy'],
  armour: ['silver', 'crimson'],
  labcoat: ['white', 'blue'],
  maid: ['black', 'white'],
  spacesuit: ['white', 'orange'],
  suit: ['black', 'red'],
  uniform: ['navy', 'gold'],
  leather: ['brown', 'beige'],
};

const HAT_COLOURS: Readonly<Record<string, ColourName>> = {
  crown: 'gold',
  tiara: 'gold',
  'witch-hat': 'purple',
  'wizard-hat': 'blue',
  hood: 'grey',
  helmet: 'silver',
  horns: 'black',
  'bunny-ears': 'white',
  'straw-hat': 'beige',
  'cowboy-hat': 'brown',
  'top-hat': 'black',
  cap: 'red',
  beret: 'red',
  'pirate-hat': 'black',
  headphones: 'blue',
  bow: 'red',
  'hard-hat': 'yellow',
  bandana: 'red',
  'fox-ears': 'orange',
  'wolf-ears': 'grey',
};

/** One figure of a subject. */
export interface Wearer {
  readonly subject: Subject;
  readonly person: Person;
  /** 0 for the first of several. */
  readonly index: number;
  readonly identity: WornIdentity | null;
}

/** Fills in everything about a person; a name keeps its looks from picture to picture. */
export function dress(wearer: Wearer, wardrobe: Wardrobe): FigureLook {
  const { subject, person, index, identity } = wearer;
  const chance =
    person.name === null
      ? wardrobe.random.fork(`looks ${subject.id} ${index}`)
      : new SeededRandom(`name ${person.name}`);
  const female = person.gender === null ? chance.fork('gender').chance(0.5) : person.gender === 'f';
  const light = (colour: Hex): Hex => lit(colour, wardrobe.daylight);
  const garment = person.garment ?? usualGarment(female, wardrobe, chance.fork('garment'));
  const choose = (name: ColourName | null, from: Some<ColourName>, label: string): Hex =>
    COLOURS[name ?? chance.fork(label).pick(from)];
  const [usualMain, usualAccent] = OF_GARMENT[garment] ?? [null, null];
  const main = choose(person.main ?? usualMain, MAIN_CHOICE, 'main');
  const skin = light(SKINS[person.skin ?? chance.fork('skin').pick(SKIN_CHOICE)]);
  const hair = choose(person.hair ?? (person.old ? 'silver' : null), HAIR_CHOICE, 'hair');
  return {
    build: person.build ?? (female ? 'slim' : 'broad'),
    head: person.head ?? 'human',
    skin,
    hairStyle: person.hairStyle ?? hairStyleFor(person, female, chance.fork('style')),
    hair: worn(light(hair), identity?.hair, identity),
    beard:
      person.beard ??
      (!female && !person.build && person.head === null && chance.fork('beard').chance(0.18) ? 'full' : null),
    eyes: choose(person.eyes, EYE_CHOICE, 'eyes'),
    garment,
    main: worn(apartFrom(skin, light(main)), identity?.clothes, identity),
    accent: light(choose(person.accent ?? usualAccent, ACCENT_CHOICE, 'accent')),
    back: light(backColour(person)),
    headwear: subject.wears.flatMap((hat) => hatOf(hat, light, hair)),
    features: person.features,
    expression: person.expression ?? 'smile',
    pose: person.pose ?? 'stand',
    anime: wardrobe.anime,
  };
}

/** Clothes that can be told from skin. */
function apartFrom(skin: Hex, cloth: Hex): Hex {
  const [a, b] = [rgbOf(skin), rgbOf(cloth)];
  const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  return distance < 60 ? lighter(cloth, 0.4) : cloth;
}

/** Identity colours are not lit: they are to be recognised. */
function worn(own: Hex, colour: Hex | undefined, identity: WornIdentity | null): Hex {
  return colour === undefined || identity === null ? own : mixed(own, colour, identity.strength);
}

function hairStyleFor(person: Person, female: boolean, random: SeededRandom): HairStyle {
  if (person.head !== null) {
    return 'bald';
  }
  return female ? random.pick(HERS) : random.pick(HIS);
}

function usualGarment(female: boolean, { place }: Wardrobe, random: SeededRandom): Garment {
  if (COLD.has(place)) {
    return random.pick(['coat', 'sweater'] as const);
  }
  if (OLD_TIMES.has(place)) {
    return female
      ? random.pick(['dress', 'tunic', 'gown', 'dress'] as const)
      : random.pick(['tunic', 'leather', 'tunic'] as const);
  }
  return female
    ? random.pick(['dress', 'shirt', 'sweater', 'dress'] as const)
    : random.pick(['shirt', 'hoodie', 'sweater', 'shirt'] as const);
}

function backColour(person: Person): Hex {
  if (person.back !== null) {
    return COLOURS[person.back];
  }
  const white = person.features.includes('feather-wings') || person.features.includes('fairy-wings');
  return white ? COLOURS.white : person.features.includes('scarf') ? COLOURS.red : COLOURS.crimson;
}

function hatOf({ what, colour }: WornThing, light: (colour: Hex) => Hex, hair: Hex): WornOnHead[] {
  const hat = HEADWEAR.find((one) => one === what);
  const usual = HAT_COLOURS[what];
  const own = colour === null ? (usual === undefined ? hair : COLOURS[usual]) : COLOURS[colour];
  return hat === undefined ? [] : [{ what: hat, colour: light(own) }];
}
