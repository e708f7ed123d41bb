import type { ColourName } from '../scene.js';

export const COLOUR_WORDS: Record<ColourName, string> = {
  red: 'red, scarlet, ruby red, fiery, reddish, blood red, vermilion',
  crimson: 'crimson, maroon, burgundy, wine red, dark red, blood',
  orange: 'orange, amber, tangerine colored, copper',
  yellow: 'yellow, lemon yellow',
  gold: 'gold, golden, gilded',
  blonde: 'blonde colored',
  lime: 'lime, neon green, light green, bright green, mint',
  green: 'green, emerald green, jade',
  darkgreen: 'dark green, olive, forest green, mossy',
  teal: 'teal, dark cyan',
  turquoise: 'turquoise, cyan, aqua',
  lightblue: 'light blue, sky blue, baby blue, pale blue, ice blue',
  blue: 'blue, azure, cobalt, sapphire blue, royal blue',
  navy: 'navy, dark blue, navy blue, midnight blue, indigo',
  purple: 'purple, violet, dark purple, amethyst',
  lavender: 'lavender, lilac, light purple, mauve',
  magenta: 'magenta, fuchsia, hot pink',
  pink: 'pink, rose pink, light pink, salmon pink, rosy',
  brown: 'brown, chestnut, wooden brown, chocolate brown, dark brown, bronze, light brown',
  ginger: 'ginger',
  beige: 'beige, cream colored, tan, sandy, ivory, khaki',
  white: 'white, snow white, pure white, albino',
  silver: 'silver, silvery, chrome, metallic, metal, platinum, steel',
  grey: 'grey, gray, ash grey, dark grey, dark gray, light grey, stone grey',
  black: 'black, jet black, obsidian, pitch black, ebony black, dark',
  rainbow:
    'rainbow colored, colorful, colourful, multicolored, multicoloured, rainbow coloured, multi colored',
};

export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  lone: 1,
  solo: 1,
  two: 2,
  both: 2,
  twin: 2,
  'a pair of': 2,
  'pair of': 2,
  'a couple of': 2,
  'couple of': 2,
  three: 3,
  'trio of': 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  'a dozen': 12,
  dozen: 12,
  dozens: 14,
  'dozens of': 14,
  several: 4,
  some: 3,
  'a few': 3,
  few: 3,
  many: 7,
  'lots of': 8,
  'a lot of': 8,
  'group of': 5,
  'a group of': 5,
  'a crowd of': 8,
  'crowd of': 8,
  'a flock of': 7,
  'flock of': 7,
  'a herd of': 5,
  'herd of': 5,
  'a pack of': 4,
  'pack of': 4,
  'a swarm of': 9,
  'swarm of': 9,
  'an army of': 9,
  'army of': 9,
  'a bunch of': 5,
  hundreds: 16,
  'hundreds of': 16,
  countless: 14,
  'a school of': 7,
  multiple: 4,
  various: 4,
  'a family of': 4,
  'a team of': 4,
  'a line of': 5,
  'a row of': 5,
};

export const SIZE_WORDS: Readonly<Record<string, number>> = {
  giant: 1.7,
  gigantic: 1.9,
  huge: 1.6,
  enormous: 1.8,
  massive: 1.7,
  colossal: 1.9,
  towering: 1.6,
  large: 1.3,
  big: 1.3,
  great: 1.15,
  tall: 1.15,
  small: 0.7,
  little: 0.75,
  tiny: 0.5,
  miniature: 0.5,
  mini: 0.6,
  short: 0.85,
  chubby: 1.05,
  fat: 1.1,
  oversized: 1.5,
};

/** Lengths and kinds of hair, as adjectives before `hair`. */
export const HAIR_WORDS: Readonly<Record<string, string>> = {
  long: 'long',
  'very long': 'long',
  straight: 'long',
  flowing: 'long',
  short: 'short',
  curly: 'curly',
  wavy: 'wavy',
  messy: 'wavy',
  braided: 'braid',
  spiky: 'spiky',
  medium: 'bob',
  'medium length': 'bob',
  'shoulder length': 'bob',
  frizzy: 'curly',
  tousled: 'wavy',
};

/** Columns: spot | words. `!` marks those that speak of the picture itself. */
export const RELATION_WORDS = `
beside | next to, beside, near, by, alongside, close to, adjacent to, nearby, between, among, together with, accompanied by, facing, against, leaning on, leaning against, surrounded by, and next to, along with, playing with, hugging, embracing, petting, feeding, talking to, looking at, chasing, fighting, fights, battling, kissing, holding hands with, meets, meeting, versus, vs, fighting against, hunting, watching
left   | to the left of, left of, on the left of, on the left side of
right  | to the right of, right of, on the right of, on the right side of
behind | behind, in back of, hiding behind
front  | in front of, ahead of, outside of, outside a, before the
above  | above, over, flying over, floating above, hovering over, soaring over, high above, jumping over, flying above, hovering above, rising over, towering over
below  | under, below, beneath, underneath
on     | on top of, on, upon, atop, onto, sitting on, standing on, perched on, lying on, resting on, sits on, stands on, sleeping on, balancing on
in     | in, inside, within, into, at, inside of, from, through, across
!left  | on the left, on the left side, to the left, at left, left side
!right | on the right, on the right side, to the right, at right, right side
!back  | in the background, in the distance, far away, in background, background, in the far distance, on the horizon
!front | in the foreground, in foreground
!centre | in the center, in the centre, in the middle, centered
`;

/** Columns: act | words. */
export const ACT_WORDS = `
wear   | wearing, wears, dressed in, clad in, adorned with, donning, wear, wore, dressed as, in a matching, crowned with, wrapped in
hold   | holding, holds, carrying, carries, wielding, wields, grasping, gripping, clutching, brandishing, swinging, lifting, armed with, hold, carry, offering, juggling, using, held, throwing, selling, with a big, showing, opening, raising, lighting
drink  | drinking, drinks, sipping, sips, drink, drank, enjoying
eat    | eating, eats, munching, eat, chewing, biting, devouring, tasting, cooking, baking, licking
read   | reading, reads, read, studying
play   | playing, plays, play, strumming
ride   | riding, rides, ride, mounted on, astride, riding on, on the back of, riding on the back of, sitting on the back of
mount  | on horseback, horseback
drive  | driving, drives, sailing, steering, rowing, piloting, paddling
fly    | flying, flies, soaring, hovering, floating, levitating, gliding, fly, flight, in flight
sit    | sitting, sits, seated, sit, sat, kneeling, kneels, crouching, lounging, meditating, relaxing, resting, lying, reclining, lies, squatting
stand  | standing, stands, stand, posing, poses
walk   | walking, walks, walk, strolling, running, runs, run, marching, wandering, jogging, exploring, hiking, sneaking, travelling, traveling, jumping, leaping, chasing after, prowling, climbing, skateboarding, surfing, skiing
dance  | dancing, dances, dance, twirling, spinning, performing, singing, sings, celebrating, partying
wave   | waving, waves hello, greeting, saluting, pointing, raising hand, arms up
fight  | attacking, duelling, dueling, charging, fighting stance, combat, battle stance, action pose, in battle, battle ready, slashing
cast   | casting a spell, casting, casting spells, casting magic, conjuring, summoning, magic spell, doing magic, using magic
sleep  | sleeping, sleeps, asleep, napping, sleep, snoozing, closed eyes, eyes closed, dreaming
fire   | breathing fire, breathes fire, fire breathing, spitting fire, breathing flames, firebreathing
`;

export const NEGATION_WORDS = 'no, without, not, never, nobody, non, except, lacking, minus, free of, zero';

/**
 * Words that stand for nothing to draw: joints of speech, praise, quality tags. Whatever is neither here nor in the
 * lexicon is looked up among the names of the art.
 */
export const SILENT_WORDS =
  'of to is are was were be been being it its this that these those they them their i you your my me we our us ' +
  'as for but or nor so if then than too very really quite just also while when where who which whose what how there here has have had do does did ' +
  'can could will would should may might must let lets up down out off back away around about after before during until toward towards ' +
  'upon into onto off per via like such same other another each every all any more most much less least own only even still yet again ' +
  'best high highest good great masterpiece masterpieces quality absurdres highres ultra hd uhd 4k 8k detailed details detail intricate beautiful ' +
  'gorgeous stunning lovely pretty cute adorable handsome sexy hot cool amazing awesome aesthetic trending artstation art artwork digital ' +
  'painting illustration image picture pic photo render rendering drawing score safe explicit rating general source newest ' +
  'style styled stylized concept professional sharp focus sharpness ambient lighting light lights lit soft hard natural volumetric ' +
  'composition background foreground scene view shot angle perspective color colors colour colours tone tones hue palette vivid vibrant ' +
  'bright rich deep warm cold cool subtle strong contrast texture textures textured pattern shadow shadows glow glowing shiny ' +
  'magical mystical mysterious magic fantasy medieval ancient modern futuristic epic legendary majestic elegant ornate fancy royal ' +
  'wooden stone iron leather silk velvet cotton fluffy furry fuzzy soft rough smooth young teenage adult mature body eyes eye face hand hands ' +
  'arm arms leg legs foot feet finger fingers head shoulder shoulders neck chest back breasts lips skin nude naked nsfw sfw ' +
  'looking look looks gaze gazing staring stare watching seeing sees see show shows wants want says said say tells telling talking ' +
  'thinking waiting trying going comes coming makes making made gets getting takes taking put puts gives giving full half empty new ' +
  'real true perfect ideal fine nice well made set sets use used uses expression pose posing poses standing dynamic motion blur atmosphere ' +
  'atmospheric mood moody cozy comfy peaceful quiet silent serene tranquil wild abandoned old-fashioned tiny-detail wearing slightly long ' +
  'large wide narrow thick thin heavy fast slow left right side front top bottom middle center centre far close distance distant first ' +
  'second third last next final end time times life world thing things something everything nothing kind sort type part piece bit lot ' +
  'way place places area spot part near heart love hope fear power energy force freedom peace war joy emotion feeling dream dreams memory ' +
  'solo rating official game cg wallpaper highly extremely incredibly super mega dark gentle brave proud noble evil good clean sparkling ' +
  'steaming busy crowded lively bustling vast endless lush tropical rocky mossy dusty dirty wet dry cloudy misty sunlit snowcapped capped ' +
  'lora embedding model version break and_ with_ featuring features feature depicting showing portrayed titled called named known based ' +
  'inspired theme themed wearing_ heads tail tails ear ears wing hair haired fur furred feather feathers scales scale paws paw whiskers ' +
  'button arrow sign symbol stop non mark check cross number zero flag nation state states country island_ cup_ match post point points ' +
  'flying_ drinking_ right_ sound voice music_ song word words text letters number_ year years day_ days week today tomorrow yesterday ' +
  'lens camera_ angle_ film grain iso f aperture exposure hdr raytracing ray tracing vray blender zbrush canon nikon sony kodak';
