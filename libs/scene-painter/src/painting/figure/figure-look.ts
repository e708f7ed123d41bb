import type { Hex } from '../colour.js';

export const HAIR_STYLES = [
  'bald',
  'short',
  'spiky',
  'bob',
  'long',
  'wavy',
  'ponytail',
  'twintails',
  'bun',
  'braid',
  'curly',
  'afro',
  'mohawk',
] as const;
export type HairStyle = (typeof HAIR_STYLES)[number];

export type Beard = 'full' | 'long' | 'moustache';

export const GARMENTS = [
  'shirt',
  'sweater',
  'hoodie',
  'tunic',
  'dress',
  'gown',
  'robe',
  'armour',
  'suit',
  'sailor',
  'kimono',
  'coat',
  'labcoat',
  'swimsuit',
  'maid',
  'spacesuit',
  'leather',
  'uniform',
  'overalls',
  'bodysuit',
] as const;
export type Garment = (typeof GARMENTS)[number];

/** What is worn on or before the head and drawn by the figure itself; icons are worn too. */
export const HEADWEAR = [
  'crown',
  'tiara',
  'witch-hat',
  'wizard-hat',
  'hood',
  'helmet',
  'halo',
  'horns',
  'flower-crown',
  'bunny-ears',
  'cat-ears',
  'santa-hat',
  'straw-hat',
  'cowboy-hat',
  'chef-hat',
  'space-helmet',
  'top-hat',
  'cap',
  'beret',
  'pirate-hat',
  'headphones',
  'bow',
  'veil',
  'hard-hat',
  'elf-ears',
  'fox-ears',
  'wolf-ears',
  'laurel',
  'bandana',
] as const;
export type Headwear = (typeof HEADWEAR)[number];

export const FEATURES = [
  'fangs',
  'glasses',
  'sunglasses',
  'eyepatch',
  'mask',
  'scar',
  'freckles',
  'blush',
  'tusks',
  'bat-wings',
  'feather-wings',
  'fairy-wings',
  'dragon-wings',
  'cape',
  'scarf',
  'fox-tail',
  'cat-tail',
  'demon-tail',
  'necklace',
  'tie',
  'fish-tail',
] as const;
export type Feature = (typeof FEATURES)[number];

export type Expression = 'smile' | 'laugh' | 'calm' | 'sad' | 'angry' | 'surprised' | 'asleep' | 'wink';

export type Pose = 'stand' | 'walk' | 'sit' | 'ride' | 'dance' | 'wave' | 'fight' | 'cast';

/** One of the figure's hands, in the order in which they are filled. */
export type Hand = 'right' | 'left';

/** Slim and broad are drawn differently; a child is smaller with a larger head. */
export type Build = 'slim' | 'broad' | 'child';

/** A figure with nothing left to choose. Colours are final: the light of the scene is already in them. */
export interface FigureLook {
  readonly build: Build;
  /** `human`, or the icon that serves as head (`robot`, `alien`, `skull`). */
  readonly head: string;
  readonly skin: Hex;
  readonly hairStyle: HairStyle;
  readonly hair: Hex;
  readonly beard: Beard | null;
  readonly eyes: Hex;
  readonly garment: Garment;
  readonly main: Hex;
  readonly accent: Hex;
  /** Cape, wings or tail. */
  readonly back: Hex;
  readonly headwear: readonly WornOnHead[];
  readonly features: readonly Feature[];
  readonly expression: Expression;
  readonly pose: Pose;
  /** Larger eyes. */
  readonly anime: boolean;
}

export interface WornOnHead {
  readonly what: Headwear;
  readonly colour: Hex;
}

/** A colour badge with a sign: which LoRA a figure wears. */
export interface Badge {
  readonly colour: Hex;
  /** 0 to 5: star, heart, diamond, moon, bolt, ring. */
  readonly sign: number;
}
