import type { Token } from './fold.js';

const OF_AGE = 18;

const NUMBERS: ReadonlyMap<string, number> = new Map(
  `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen`
    .split(' ')
    .map((word, index) => [word, index + 1]),
);

const TENS: ReadonlySet<string> = new Set(
  'twenty thirty forty fifty sixty seventy eighty ninety hundred thousand'.split(' '),
);

const YEARS: ReadonlySet<string> = new Set('year years yr yrs y month months mo week weeks'.split(' '));

/** Nouns that have an age but are not people. */
const THINGS: ReadonlySet<string> = new Set(
  `whisky whiskey scotch bourbon rum wine cognac brandy cheese vinegar car truck house building mansion castle tree
  oak bonsai company brand tradition photo photograph painting computer laptop phone game dog cat horse`.split(
    /\s+/,
  ),
);

const PERSONS: ReadonlySet<string> = new Set('she he i who girl boy character hes shes'.split(' '));
const BEING: ReadonlySet<string> = new Set(
  'is s was m am looks look looking only just turned turns barely about around like be age aged'.split(' '),
);
const MEASURES: ReadonlySet<string> = new Set(
  `inch inches cm mm m meter meters metres foot feet ft pounds lbs kg minutes minute hours hour days seconds percent
  times miles km o degrees people of steps and`.split(/\s+/),
);

const FUSED = /^(\d{1,2})(yo|yrs?|years?|y|yearold|yearsold)$/;
const BEFORE_AGE: ReadonlySet<string> = new Set(['age', 'aged', 'ages']);

/** `12歳` and its like; `plain` text, whose digits are ASCII. */
const UNSPACED_AGE =
  /(?<!\d)(?:1[0-7]|[1-9])\s?(?:歳|才|岁|歲|살)|(?<![一二三四五六七八九十])(?:十[一二三四五六七]?|[一二三四五六七八九])[歳岁歲]/u;

/** The positions at which a person is said to be under 18. */
export function agesIn(tokens: readonly Token[]): number[] {
  return tokens.flatMap((_, at) => (isMinorsAge(new Reading(tokens, at)) ? [at] : []));
}

/** The same for a `plain` text in Chinese, Japanese or Korean. */
export function hasUnspacedAge(text: string): boolean {
  return UNSPACED_AGE.test(text);
}

/** The words around a position. */
class Reading {
  constructor(
    private readonly tokens: readonly Token[],
    private readonly at: number,
  ) {}

  /** The word at an offset; negative offsets look back. */
  word(offset: number): string {
    return this.tokens[this.at + offset]?.text ?? '';
  }
}

function isMinorsAge(here: Reading): boolean {
  const fused = FUSED.exec(here.word(0));
  if (fused !== null) {
    return isUnderAge(fused[1]) && fusedIsAge(fused[2] ?? '', here);
  }
  const before = here.word(-1);
  if (!isUnderAge(here.word(0)) || TENS.has(before) || /^\d+$/.test(before)) {
    return false;
  }
  return hasUnit(here) || followsAge(here) || isSaidOfSomebody(here);
}

function isUnderAge(text = ''): boolean {
  const value = NUMBERS.get(text) ?? (/^\d{1,2}$/.test(text) ? Number(text) : 0);
  return value > 0 && value < OF_AGE;
}

/** `12yo`, `12yearold`; `12yrs` and `12y` only before `old` or `o`. */
function fusedIsAge(unit: string, here: Reading): boolean {
  const isWhole = unit === 'yo' || unit.endsWith('old');
  return (isWhole || isOld(here, 1)) && !isThing(here, isWhole ? 1 : 2);
}

/** `12 years old`, `12 y o`, `12 yo`, `12 years of age`, `12 Jahre alt`, `de 12 ans`. */
function hasUnit(here: Reading): boolean {
  const unit = here.word(1);
  if (YEARS.has(unit)) {
    return isOld(here, 2) && !isThing(here, 3);
  }
  if (unit === 'jahre' || unit === 'jahr') {
    return here.word(2) === 'alt';
  }
  if (unit === 'anos' || unit === 'ans') {
    return here.word(-1) === 'de';
  }
  return unit === 'yo' || unit === 'yearold' || unit.startsWith('jahrig') || unit === 'летняя';
}

function isOld(here: Reading, offset: number): boolean {
  const word = here.word(offset);
  return ['old', 'o', 'olds', 'young'].includes(word) || (word === 'of' && here.word(offset + 1) === 'age');
}

function isThing(here: Reading, offset: number): boolean {
  return THINGS.has(here.word(offset)) || THINGS.has(here.word(offset + 1));
}

/** `age 12`, `aged twelve`, `age of 12`. */
function followsAge(here: Reading): boolean {
  const isAge = BEFORE_AGE.has(here.word(-1)) || (here.word(-1) === 'of' && here.word(-2) === 'age');
  return isAge && !MEASURES.has(here.word(1));
}

/** `she is 12`, `he looks only twelve`. */
function isSaidOfSomebody(here: Reading): boolean {
  if (!BEING.has(here.word(-1)) || MEASURES.has(here.word(1))) {
    return false;
  }
  return PERSONS.has(here.word(-2)) || (BEING.has(here.word(-2)) && PERSONS.has(here.word(-3)));
}
