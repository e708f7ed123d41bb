function setOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** Words for visible things, with their weight. */
const SIGHTS: readonly { readonly weight: number; readonly words: ReadonlySet<string> }[] = [
  {
    // Clothing and accessories.
    weight: 2,
    words:
      setOf(`wear wearing worn dress dressed gown robe cloak cape hood hooded coat jacket shirt blouse skirt
      trousers pants jeans shorts suit armor armour helmet crown tiara hat cap scarf glove boot shoe sandal heel uniform
      apron kimono yukata hakama bikini swimsuit corset leather silk lace velvet cotton wool denim fur ribbon belt
      necklace earring ring bracelet glasses mask veil collar sleeve tie bow tattoo scar freckle piercing naked nude bare
      barefoot tunic vest sweater hoodie stocking sock jewelry jewel gem`),
  },
  {
    // Bodies and faces.
    weight: 2,
    words:
      setOf(`hair haired braid ponytail bun curl fringe bangs eye eyed face cheek lip mouth smile grin smirk frown
      blush tear brow nose ear chin jaw neck throat shoulder arm hand finger fist chest waist hip leg knee foot feet skin
      tail wing horn fang claw beard mustache stubble muscular slender slim tall short petite curvy lean broad pale tan
      tanned young old elderly man woman girl boy child knight queen king princess prince witch wizard elf dwarf dragon
      cat dog wolf horse fox bird robot android soldier warrior mage priest maid figure silhouette crowd`),
  },
  {
    // Poses and actions.
    weight: 1.5,
    words:
      setOf(`stand standing stood sit sitting sat lie lying lay kneel kneeling knelt lean leaning crouch crouching
      walk walking run running jump jumping fly flying dance dancing sleep sleeping hold holding held carry carrying
      grip gripping raise raised point pointing reach reaching hug hugging embrace kiss kissing fight fighting draw drew
      drawn swing wield wielding ride riding swim swimming climb climbing push pushing pull pulling pour pouring drink
      drinking eat eating read reading write writing cook cooking play playing look looking gaze gazing stare staring
      watch watching glance scan scanning laugh laughing cry crying smiling grinning smirking fold folded cross crossed
      spread open opened close closed turn turned cling wrapped wrap rest resting hang hanging float floating glow
      glowing burn burning drip dripping fall falling step stepping lower lowered lift lifted sip clutch clutching
      spill spilling cut cutting shine shining rise rising hunched bent bend`),
  },
  {
    // Places and things.
    weight: 1.5,
    words:
      setOf(`room bedroom kitchen bathroom hall corridor tavern inn bar cafe restaurant library school classroom
      office street alley road city town village castle tower palace temple church ruin cave forest wood tree garden
      field meadow hill mountain cliff valley river lake sea ocean beach island desert sky cloud moon sun star space ship
      boat train car bridge house hut tent camp fire fireplace hearth window door gate wall floor roof stair table chair
      bench bed sofa couch throne desk lamp candle lantern torch book scroll sword blade dagger bow arrow spear shield
      staff wand gun rifle cup mug glass bottle plate flower rose petal leaf leaves grass snow rain storm fog mist smoke
      flame water wave sand stone rock ice lightning reflection mirror curtain carpet painting statue banner flag market
      shop station rooftop balcony stage arena battlefield laboratory dungeon counter corner background foreground horizon`),
  },
  {
    // Light, colours, mood and style.
    weight: 1.5,
    words:
      setOf(`light lit sunlight moonlight candlelight firelight daylight neon shadow dark dim bright glowing golden
      sunset sunrise dawn dusk twilight night midnight noon morning evening summer autumn winter spring red crimson
      scarlet orange amber yellow gold green emerald teal cyan blue azure navy violet purple lavender pink white ivory
      silver grey gray black brown chestnut auburn blonde blond brunette colorful colourful pastel warm cold wet soaked
      dusty dirty bloody rusty wooden marble crystal ancient modern futuristic cyberpunk steampunk gothic medieval
      victorian rustic cozy eerie misty foggy rainy snowy stormy cinematic portrait closeup wide photo photograph
      photorealistic realistic painting illustration sketch watercolor watercolour anime manga comic masterpiece quality
      detailed aesthetic absurdres style render bokeh 1girl 2girls 3girls 1boy 2boys solo`),
  },
];

const WORTH: ReadonlyMap<string, number> = new Map(
  SIGHTS.flatMap(({ weight, words }) => [...words].map((word): [string, number] => [word, weight])),
);

/** Thoughts, and events at other times. */
const UNSEEN =
  setOf(`think thinks thought thoughts wonder wonders wondered remember remembers remembered recall recalls
  recalled memory memories feel feels felt feeling know knows knew known hope hopes hoped wish wishes wished believe
  believes believed realize realizes realized realise realised understand understood mind dream dreamed imagine imagined
  want wants wanted decide decided because if would could should might had been yesterday tomorrow ago once never always
  ever since perhaps maybe explain explained ask asked asks tell told tells say says said answer answered reply replied
  reason truth idea plan promise promised hate hated loved trust trusted worry worried regret`);

/** Visual weight of a lower-case word; 0 if it has none. Includes plurals and verbs in -ed and -ing. */
export function visualWeightOf(word: string): number {
  return Math.max(...formsOf(word).map((form) => WORTH.get(form) ?? 0));
}

/** True for words about invisible things. */
export function isUnseen(word: string): boolean {
  return UNSEEN.has(word);
}

function formsOf(word: string): string[] {
  const stem = word.replace(/(?:['’]s|ing|ed|es|s)$/, '');
  return [word, stem, `${stem}e`, word.replace(/s$/, '')];
}

const FUNCTION_WORDS =
  setOf(`the a an and of to in is was with her his she he it they their on at for as by from that this
  are were has have you your my i not but into over its`);

/** Minimum share of words that are very common or visual in an English text. Other languages share a few of them. */
const ENGLISH_SHARE = 0.22;

/** True if the lower-case words are English prose or tags. */
export function isEnglish(words: readonly string[]): boolean {
  const known = words.filter((word) => FUNCTION_WORDS.has(word) || visualWeightOf(word) > 0).length;
  return known > 0 && known >= words.length * ENGLISH_SHARE;
}
