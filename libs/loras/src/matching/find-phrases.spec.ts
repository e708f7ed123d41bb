import fc from 'fast-check';
import { findPhrases, type KeywordMode } from './find-phrases.js';
import { fold, foldPhrase, foldWithGaps } from './fold.js';
import { PhraseAutomaton } from './phrase-automaton.js';

function found(text: string, phrases: readonly string[], mode: KeywordMode = 'word'): string[] {
  const automaton = new PhraseAutomaton(phrases.map(foldPhrase));
  return findPhrases(text, automaton, mode).map((one) => one.text);
}

describe(findPhrases.name, () => {
  it.each([
    ['Elena waves.', ['elena'], ['Elena']],
    ['ELENA, elena; "Elena"', ['Elena'], ['ELENA', 'elena', 'Elena']],
    ['a banana for Ana', ['ana'], ['Ana']],
    ['two knights and a wolf’s den', ['knight', 'wolf'], ['knight', 'wolf']],
    ['many foxes', ['fox'], ['fox']],
    ['a foxhole', ['fox'], []],
    ['Élodie and elodie', ['Elodie'], ['Élodie', 'elodie']],
    ['a dark-elf, a dark_elf, a dark   elf', ['dark elf'], ['dark-elf', 'dark_elf', 'dark   elf']],
    ['STRASSE', ['straße'], ['STRASSE']],
    ['ΟΔΟΣ and οδός', ['οδος'], ['ΟΔΟΣ', 'οδός']],
    ['Привет, Елена!', ['елена'], ['Елена']],
    ['これはエレナです', ['エレナ'], ['エレナ']],
    ['*Elena* <b>Elena</b> (elena:1.2)', ['elena'], ['Elena', 'Elena', 'elena']],
    ['elena2', ['elena'], []],
    ['ß', ['s'], []],
    ['l’été', ["l'ete"], ['l’été']],
    ['', ['a'], []],
    ['nothing', [''], []],
  ])('in %j finds %j', (text, phrases, expected) => {
    expect(found(text, phrases)).toEqual(expected);
  });

  it('prefers the longest where phrases overlap', () => {
    expect(found('Elena in armour and Elena', ['elena', 'elena in armour', 'armour'])).toEqual([
      'Elena in armour',
      'Elena',
    ]);
    expect(found('red dress code', ['red dress', 'dress code long', 'dress code'])).toEqual(['dress code']);
  });

  it('finds parts of words where it is told to', () => {
    expect(found('banana', ['ana'], 'substring')).toEqual(['ana']);
  });

  it('tells where in the original text a phrase stands', () => {
    const text = 'x É\u0301lodie\u0301 y';
    const [one] = findPhrases(text, new PhraseAutomaton(['elodie']), 'word');
    expect(one).toBeDefined();
    expect(text.slice(one?.start, one?.end)).toBe(one?.text);
    expect(fold(one?.text ?? '').text).toBe('elodie');
  });

  it('finds what SillyTavern leaves of an accent', () => {
    expect(foldWithGaps('Élodie')).toBe('e lodie');
    expect(foldWithGaps('François')).toBe('franc ois');
    expect(foldWithGaps('Elena')).toBeNull();
  });
});

/** Letters that fold to each other, gaps, marks and scripts of all kinds, so that phrases really occur. */
const letter = fc.constantFrom(...Array.from("aAábBsSßeéÉ -_,'’1жЖσςΣの\u0301ア花ก한ع𝒜🦊\nİı"));
const phraseArb = fc.string({ unit: letter, minLength: 1, maxLength: 5 });
const textArb = fc.string({ unit: letter, maxLength: 60 });

/** The same rules, word by word: every phrase tried at every place. */
function naive(text: string, phrases: readonly string[]): Set<string> {
  const folded = fold(text).text;
  const hits = new Set<string>();
  for (const phrase of phrases.filter((one) => one !== '')) {
    for (let at = folded.indexOf(phrase); at !== -1; at = folded.indexOf(phrase, at + 1)) {
      hits.add(`${at} ${phrase}`);
    }
  }
  return hits;
}

/** One regular expression for each phrase; of overlapping words the longer one, then the earlier one. */
function wordsByExpression(folded: string, phrases: readonly string[]): string[] {
  const word = '[\\p{L}\\p{N}\\p{M}]';
  const hits = [...new Set(phrases)].flatMap((phrase) => {
    const literal = phrase.replace(/[^\p{L}\p{N} ]/gu, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`);
    const left = new RegExp(`^${word}`, 'u').test(phrase) ? `(?<!${word})` : '';
    const isWordAtEnd = new RegExp(`${word}$`, 'u').test(phrase);
    const ends = isWordAtEnd ? ["'s", 'es', 's', ''].map((one) => `${one}(?!${word})`) : [''];
    const pattern = new RegExp(`(?=${left}(?<hit>${literal}(?:${ends.join('|')})))`, 'gu');
    return phrase === ''
      ? []
      : [...folded.matchAll(pattern)].map((one) => ({
          phrase,
          start: one.index,
          end: one.index + (one.groups?.['hit'] ?? '').length,
        }));
  });
  const kept: typeof hits = [];
  for (const hit of hits.toSorted((a, b) => b.phrase.length - a.phrase.length || a.start - b.start)) {
    if (kept.every((one) => one.end <= hit.start || one.start >= hit.end)) {
      kept.push(hit);
    }
  }
  return kept.toSorted((a, b) => a.start - b.start).map((one) => one.phrase);
}

describe('against a naive reference', () => {
  it('the automaton finds exactly the occurrences that a search for each phrase finds', () => {
    fc.assert(
      fc.property(fc.array(phraseArb, { maxLength: 8 }), textArb, (given, text) => {
        const phrases = [...new Set(given.map(foldPhrase))];
        const automaton = new PhraseAutomaton(phrases);
        const occurrences = automaton.find(fold(text).text);
        expect(new Set(occurrences.map((one) => `${one.start} ${phrases[one.phrase] ?? ''}`))).toEqual(
          naive(text, phrases),
        );
        expect(occurrences.every((one) => one.end - one.start === phrases[one.phrase]?.length)).toBe(true);
      }),
    );
  });

  it('finds the words that a regular expression for each phrase finds, the longest first', () => {
    const spaced = fc.constantFrom(...Array.from("abseÉ -,'1Ж\u0301"));
    const text = fc.string({ unit: spaced, maxLength: 40 });
    const phrase = fc.string({ unit: spaced, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 6 }), text, (given, original) => {
        const phrases = given.map(foldPhrase);
        const hits = findPhrases(original, new PhraseAutomaton(phrases), 'word');
        expect(hits.map((one) => phrases[one.phrase])).toEqual(
          wordsByExpression(fold(original).text, phrases),
        );
      }),
    );
  });

  it('what is found never overlaps, stands in the text, and folds to its phrase', () => {
    fc.assert(
      fc.property(
        fc.array(phraseArb, { maxLength: 8 }),
        textArb,
        fc.constantFrom<KeywordMode>('word', 'substring'),
        (given, text, mode) => {
          const phrases = given.map(foldPhrase);
          const hits = findPhrases(text, new PhraseAutomaton(phrases), mode);
          hits.forEach((one, index) => {
            expect(text.slice(one.start, one.end)).toBe(one.text);
            expect(foldPhrase(one.text)).toBe(phrases[one.phrase]);
            expect(one.start).toBeGreaterThanOrEqual(hits[index - 1]?.end ?? 0);
          });
        },
      ),
    );
  });

  it('folding is stable and keeps its map', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const folded = fold(text);
        expect(fold(folded.text).text).toBe(folded.text);
        expect(folded.starts).toHaveLength(folded.text.length);
        folded.starts.forEach((start, index) => {
          expect(start).toBeLessThan(folded.ends[index] ?? 0);
          expect(start).toBeGreaterThanOrEqual(folded.starts[index - 1] ?? 0);
        });
      }),
    );
  });
});
