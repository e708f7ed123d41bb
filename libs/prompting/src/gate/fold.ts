/** Letters of other alphabets that pass for Latin ones. */
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

/** Digits and signs that pass for letters. `1` stands for two of them. */
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

/** A word in all the ways in which it can be read. */
export interface Token {
  /** As it stands, folded. */
  readonly text: string;
  /** `text`, and what it may stand for: `l0li` for `loli`, `teeen` for `teen`, `kids` for `kid`. */
  readonly forms: readonly string[];
  /** Letters that stood apart (`n u d e`): no longer clear where its words begin. */
  readonly spelled: boolean;
}

/** In small letters, without accents, invisible characters and fancy alphabets; `3,000` becomes `3000`. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=\d)[,'’.](?=\d{3}(?!\d))/g, '');
}

/** The words of a `plain` text in their order. */
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

/** The single characters that follow each other from `start`; none where the first is a digit. */
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
