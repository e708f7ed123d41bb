/** One word of a prompt. */
export interface Token {
  /** Lower case, without accents and possessive. */
  readonly word: string;
  /** Written with a capital letter first. */
  readonly capital: boolean;
  /** Parts between commas and stronger marks, counted. */
  readonly clause: number;
  /** Parts between full stops, counted. */
  readonly sentence: number;
  /** The first word of its sentence. */
  readonly opens: boolean;
}

const MARKS = /([,.;:!?|\n–—]+)/;
const COUNTED_TAG = /^(\d+)\+?(girls?|boys?|others?|men|women|people|cats?|dogs?)$/;

/**
 * Cuts a prompt into words. What other programs put into prompts is taken out: `<lora:…>`, `(emphasis:1.2)`,
 * `[a|b]`, `BREAK`, `--ar 16:9`, underscores of tags.
 */
export function tokensOf(prompt: string): Token[] {
  const tokens: Token[] = [];
  let clause = 0;
  let sentence = 0;
  for (const part of cleaned(prompt).split(MARKS)) {
    if (MARKS.test(part)) {
      clause += 1;
      sentence += /[.;!?\n]/.test(part) ? 1 : 0;
      continue;
    }
    for (const raw of part.split(/\s+/).filter((word) => word !== '')) {
      const opens = tokens.at(-1)?.sentence !== sentence;
      const capital = /^\p{Lu}/u.test(raw);
      for (const word of normalised(raw)) {
        tokens.push({ word, capital, clause, sentence, opens });
      }
    }
  }
  return tokens;
}

/** The usual plurals; words that only look like one are in the lexicon as they are. */
export function singularOf(word: string): string | null {
  const irregular = IRREGULAR[word];
  if (irregular !== undefined) {
    return irregular;
  }
  if (!word.endsWith('s') || word.endsWith('ss') || word.length < 3) {
    return null;
  }
  if (word.endsWith('ies') && word.length > 4) {
    return `${word.slice(0, -3)}y`;
  }
  return /(?:ch|sh|x|s|z)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

const IRREGULAR: Readonly<Record<string, string>> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  mice: 'mouse',
  geese: 'goose',
  wolves: 'wolf',
  knives: 'knife',
  elves: 'elf',
  dwarves: 'dwarf',
  thieves: 'thief',
  calves: 'calf',
  loaves: 'loaf',
  leaves: 'leaf',
  oxen: 'ox',
  foxes: 'fox',
  witches: 'witch',
  heroes: 'hero',
  potatoes: 'potato',
  tomatoes: 'tomato',
  torches: 'torch',
  horses: 'horse',
  houses: 'house',
  roses: 'rose',
  cacti: 'cactus',
  octopuses: 'octopus',
  octopi: 'octopus',
  butterflies: 'butterfly',
  princesses: 'princess',
  goddesses: 'goddess',
  policemen: 'policeman',
  firemen: 'fireman',
  businessmen: 'businessman',
  swordsmen: 'swordsman',
  axes: 'axe',
  vases: 'vase',
  nurses: 'nurse',
  eagles: 'eagle',
  cowboys: 'cowboy',
  volcanoes: 'volcano',
  dominoes: 'domino',
  buses: 'bus',
  bookshelves: 'bookshelf',
  fishes: 'fish',
  pies: 'pie',
  zombies: 'zombie',
  pixies: 'pixie',
  fairies: 'fairy',
  cookies: 'cookie',
  movies: 'movie',
  oases: 'oasis',
};

function cleaned(prompt: string): string {
  return prompt
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/--\w+(?:\s+[\d:.]+)?/g, ' ')
    .replace(/\b\d+:\d+\b/g, ' ')
    .replace(/:\s*\d*\.?\d+(?=[)\]\s,]|$)/g, ' ')
    .replace(/\bBREAK\b/g, ',')
    .replace(/[’‘`]/g, "'")
    .replace(/[()[\]{}"“”\\*]/g, ' ')
    .replace(/&/g, ' and ')
    .replace(/\+(?!\w*\b(?:girl|boy))/g, ', ')
    .replace(/[_/-]/g, ' ');
}

function normalised(raw: string): string[] {
  const word = raw
    .toLowerCase()
    .replace(/'s?$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
  const counted = COUNTED_TAG.exec(word);
  if (counted !== null && word !== '1girl' && word !== '1boy') {
    return [counted[1] ?? '1', counted[2] ?? ''];
  }
  return word === '' ? [] : [word];
}
