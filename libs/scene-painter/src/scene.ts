import type {
  Beard,
  Build,
  Expression,
  Feature,
  Garment,
  HairStyle,
  Headwear,
  Pose,
} from './painting/figure/figure-look.js';

/** What the sandbox understood of a prompt. Nothing is chosen here yet: `null` leaves it to the seed. */
export interface Scene {
  readonly subjects: readonly Subject[];
  readonly place: PlaceName | null;
  readonly time: TimeOfDay | null;
  readonly weather: readonly Weather[];
  /** What shines besides the sky: candles, neon. */
  readonly light: Light | null;
  readonly treatments: readonly Treatment[];
  readonly shot: Shot | null;
}

/** One or more of a kind. */
export interface Subject {
  /** Names it in relations; the position in the prompt. */
  readonly id: number;
  readonly what: SubjectKind;
  readonly count: number;
  readonly colour: ColourName | null;
  /** 1 as usual; `giant` 1.7, `tiny` 0.5. */
  readonly scale: number;
  readonly flies: boolean;
  readonly asleep: boolean;
  readonly breathesFire: boolean;
  readonly holds: readonly HeldThing[];
  readonly wears: readonly WornThing[];
  /** Id of the subject it rides. */
  readonly rides: number | null;
  readonly where: Where | null;
}

export type SubjectKind =
  { readonly kind: 'thing'; readonly thing: Thing } | { readonly kind: 'person'; readonly person: Person };

export type Spot =
  'left' | 'right' | 'behind' | 'front' | 'beside' | 'above' | 'below' | 'on' | 'in' | 'back' | 'centre';

/** `of` null: of the picture itself. */
export interface Where {
  readonly spot: Spot;
  readonly of: number | null;
}

export interface HeldThing {
  readonly thing: Thing;
  readonly colour: ColourName | null;
}

export interface WornThing {
  /** People wear features on themselves; animals carry glasses and scarves here. */
  readonly what: Headwear | Feature;
  readonly colour: ColourName | null;
}

/** Where a thing belongs when the prompt does not say. */
export type Habit = 'ground' | 'air' | 'water' | 'back' | 'sky';

/** A noun the sandbox can draw. */
export interface Thing {
  readonly name: string;
  readonly art: Art;
  /** Height in nature, in metres; the layout compresses it. */
  readonly metres: number;
  readonly habit: Habit;
  readonly roles: readonly ThingRole[];
  /** `in a castle` is this place. */
  readonly inside: PlaceName | null;
  readonly colour: ColourName | null;
}

/** `held`: fits a hand; `head`: may be worn; `ride`, `seat`, `boat`: carries somebody; `alive`: acts, wears and holds. */
export type ThingRole = 'held' | 'ride' | 'seat' | 'boat' | 'alive' | 'table';

/** `icon`: an icon as it is; `plush`: an icon of a head on a sitting body; `drawn`: made of shapes here. */
export type Art =
  | { readonly kind: 'icon'; readonly icon: string }
  | { readonly kind: 'plush'; readonly icon: string }
  | { readonly kind: 'drawn'; readonly drawn: string };

/** A person as far as the prompt describes one. */
export interface Person {
  /** The word for the person (`knight`), for tests and negatives. */
  readonly role: string;
  readonly name: string | null;
  readonly gender: 'f' | 'm' | null;
  readonly build: Build | null;
  readonly old: boolean;
  readonly head: string | null;
  readonly skin: SkinTone | null;
  readonly hairStyle: HairStyle | null;
  readonly hair: ColourName | null;
  readonly beard: Beard | null;
  readonly eyes: ColourName | null;
  readonly garment: Garment | null;
  readonly main: ColourName | null;
  readonly accent: ColourName | null;
  readonly back: ColourName | null;
  readonly features: readonly Feature[];
  readonly expression: Expression | null;
  readonly pose: Pose | null;
}

export const SKIN_TONES = [
  'pale',
  'fair',
  'tan',
  'brown',
  'dark',
  'green',
  'blue',
  'grey',
  'red',
  'metal',
  'bone',
] as const;
export type SkinTone = (typeof SKIN_TONES)[number];

export const COLOUR_NAMES = [
  'red',
  'crimson',
  'orange',
  'yellow',
  'gold',
  'blonde',
  'lime',
  'green',
  'darkgreen',
  'teal',
  'turquoise',
  'lightblue',
  'blue',
  'navy',
  'purple',
  'lavender',
  'magenta',
  'pink',
  'brown',
  'ginger',
  'beige',
  'white',
  'silver',
  'grey',
  'black',
  'rainbow',
] as const;
export type ColourName = (typeof COLOUR_NAMES)[number];

export const PLACES = [
  'meadow',
  'forest',
  'jungle',
  'beach',
  'sea',
  'underwater',
  'desert',
  'mountains',
  'snow',
  'city',
  'street',
  'village',
  'lake',
  'river',
  'garden',
  'farm',
  'park',
  'cave',
  'swamp',
  'graveyard',
  'volcano',
  'ruins',
  'space',
  'moon',
  'sky',
  'tavern',
  'throne',
  'library',
  'bedroom',
  'kitchen',
  'cafe',
  'classroom',
  'office',
  'laboratory',
  'dungeon',
  'church',
  'spaceship',
  'room',
  'stage',
  'studio',
  'shop',
] as const;
export type PlaceName = (typeof PLACES)[number];

export type TimeOfDay = 'dawn' | 'day' | 'sunset' | 'dusk' | 'night';

export const WEATHERS = [
  'rain',
  'snow',
  'snowfall',
  'fog',
  'storm',
  'clouds',
  'clear',
  'stars',
  'fullmoon',
  'crescent',
  'sun',
  'rainbow',
  'aurora',
  'petals',
  'leaves',
  'fireflies',
  'embers',
  'fireworks',
] as const;
export type Weather = (typeof WEATHERS)[number];

export type Light = 'candles' | 'neon';

export const TREATMENTS = [
  'anime',
  'watercolor',
  'oil',
  'pixel',
  'noir',
  'sketch',
  'comic',
  'neon',
  'vintage',
  'cinematic',
  'pastel',
  'poster',
] as const;
export type Treatment = (typeof TREATMENTS)[number];

export type Shot = 'face' | 'bust' | 'full' | 'wide';
