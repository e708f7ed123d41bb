import type { Feature, Garment, HairStyle, Headwear, Beard } from '../painting/figure/figure-look.js';
import type {
  ColourName,
  Light,
  Person,
  PlaceName,
  Shot,
  Spot,
  Thing,
  TimeOfDay,
  Treatment,
  Weather,
} from '../scene.js';

/** What somebody can do in a prompt. */
export type Act =
  | 'wear'
  | 'hold'
  | 'drink'
  | 'eat'
  | 'read'
  | 'play'
  | 'ride'
  | 'mount'
  | 'drive'
  | 'fly'
  | 'sit'
  | 'stand'
  | 'walk'
  | 'dance'
  | 'wave'
  | 'fight'
  | 'cast'
  | 'sleep'
  | 'fire';

/** Something to wear that is not the main garment keeps its own colour. */
export type Wearable =
  | { readonly slot: 'garment'; readonly garment: Garment }
  | { readonly slot: 'headwear'; readonly headwear: Headwear }
  | { readonly slot: 'feature'; readonly feature: Feature }
  | { readonly slot: 'beard'; readonly beard: Beard }
  | { readonly slot: 'legs' };

/** A role with what it wears and holds unless the prompt says otherwise. */
export interface Role {
  readonly person: Person;
  readonly wears: readonly { readonly what: Headwear; readonly colour: ColourName | null }[];
  /** Names of things. */
  readonly holds: readonly string[];
}

/** What a word or phrase means. */
export type Entry =
  | { readonly kind: 'thing'; readonly thing: Thing }
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'name'; readonly gender: 'f' | 'm' | null }
  | { readonly kind: 'wearable'; readonly wearable: Wearable }
  | { readonly kind: 'trait'; readonly changes: Partial<Person> }
  | { readonly kind: 'hair' }
  | { readonly kind: 'eyes' }
  | { readonly kind: 'colour'; readonly colour: ColourName }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'size'; readonly scale: number; readonly hairStyle: HairStyle | null }
  | { readonly kind: 'place'; readonly place: PlaceName; readonly weak: boolean }
  | { readonly kind: 'time'; readonly time: TimeOfDay }
  | { readonly kind: 'weather'; readonly weather: Weather }
  | { readonly kind: 'light'; readonly light: Light }
  | { readonly kind: 'style'; readonly treatment: Treatment }
  | { readonly kind: 'shot'; readonly shot: Shot }
  | { readonly kind: 'relation'; readonly spot: Spot; readonly ofPicture: boolean }
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'negation' }
  | { readonly kind: 'pronoun'; readonly gender: 'f' | 'm'; readonly acts: boolean }
  | { readonly kind: 'the' }
  | { readonly kind: 'and' }
  | { readonly kind: 'with' }
  | { readonly kind: 'silent' };

export const NOBODY: Person = {
  role: 'person',
  name: null,
  gender: null,
  build: null,
  old: false,
  head: null,
  skin: null,
  hairStyle: null,
  hair: null,
  beard: null,
  eyes: null,
  garment: null,
  main: null,
  accent: null,
  back: null,
  features: [],
  expression: null,
  pose: null,
};
