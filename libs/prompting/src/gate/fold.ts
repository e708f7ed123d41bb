/** Letters of other alphabets that look like Latin ones. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    к: 'k',
    н: 'h',
    т: 't',
    в: 'b',
    м: 'm',
    ԁ: 'd',
    ո: 'n',
    α: 'a',
    ε: 'e',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    ı: 'i',
    ł: 'l',
    ø: 'o',
    đ: 'd',
    ɑ: 'a',
    ɡ: 'g',
    ɩ: 'i',
  }),
);

/** Digits and signs used in place of letters. `1` can be two of them. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
};

const WORD = /[@$]?[\p{L}\p{N}]+(?:[@$!|][\p{L}\p{N}]+)*/gu;

/** A word with all its possible readings. */
export interface Token {
  /** The folded word as written. */
  readonly text: string;
  /** `text` and its other readings: `l0li` for `loli`, `teeen` for `teen`, `kids` for `kid`. */
  readonly forms: readonly string[];
  /** True for joined single letters (`n u d e`), in which word boundaries are unknown. */
  readonly spelled: boolean;
}

/** Lower case, without accents, invisible characters and decorative alphabets; `3,000` becomes `3000`. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=\d)[,'’.](?=\d{3}(?!\d))/g, '');
}

/** The words of a `plain` text in order. */
export function tokensOf(text: string): Token[] {
  const words = text.match(WORD) ?? [];
  const tokens: Token[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const apart = lettersFrom(words, index);
    const isSpelled = apart.length > 2;
    const word = isSpelled ? apart.join('') : (words[index] ?? '');
    tokens.push({ text: word, forms: formsOf(word), spelled: isSpelled });
    index += isSpelled ? apart.length - 1 : 0;
  }
  return tokens;
}

/** The single characters that follow each other from `start`; none if the first is a digit. */
function lettersFrom(words: readonly string[], start: number): readonly string[] {
  let end = start;
  while (/^[\p{L}\d@$]$/u.test(words[end] ?? '') && !/^\d/.test(words[start] ?? '')) {
    end += 1;
  }
  return words.slice(start, end);
}

function formsOf(word: string): string[] {
  const latin = word.replace(/./gsu, (letter) => LOOK_ALIKES.get(letter) ?? letter);
  const read =
    /\p{L}/u.test(latin) && /[^\p{L}]/u.test(latin) ? ['i', 'l'].map((one) => lettered(latin, one)) : [];
  const spelled = [word, latin, ...read];
  const squeezed = spelled.flatMap((one) => [one, ...shortened(one)]);
  const singular = squeezed.filter((one) => /...s$/.test(one)).map((one) => one.slice(0, -1));
  return [...new Set([...squeezed, ...singular])];
}

function lettered(word: string, one: string): string {
  return word.replace(/./gsu, (sign) => (sign === '1' ? one : (LEET[sign] ?? sign)));
}

/** `looooli` as `loli` and `looli`. */
function shortened(word: string): string[] {
  return /(.)\1\1/u.test(word)
    ? [word.replace(/(.)\1{2,}/gu, '$1'), word.replace(/(.)\1{2,}/gu, '$1$1')]
    : [];
}
