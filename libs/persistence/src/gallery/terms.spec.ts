import { facetTerm, wordsOf } from './terms.js';

describe(wordsOf.name, () => {
  it.each([
    ['A red fox, a RED fox!', ['a', 'red', 'fox']],
    ['Élan ÜNÏCODE straße', ['élan', 'ünïcode', 'straße']],
    ['ＦＵＬＬ　ｗｉｄｔｈ ﬁn', ['full', 'width', 'fin']],
    ['猫が好き', ['猫', 'が', '好', 'き']],
    ['मछली पकड़ना', ['मछली', 'पकड़ना']],
    [
      '(masterpiece:1.2), 8k_uhd "quoted" OR NOT*',
      ['masterpiece', '1', '2', '8k', 'uhd', 'quoted', 'or', 'not'],
    ],
    ['🗼 !!! --', []],
  ])('cuts %s', (text, words) => {
    expect(wordsOf(text)).toStrictEqual(words.map((word) => word.normalize('NFKC')));
  });

  it('is bounded', () => {
    expect(wordsOf('x'.repeat(1_000_000))).toStrictEqual(['x'.repeat(64)]);
    expect(wordsOf(Array.from({ length: 9_000 }, (_, index) => `w${index}`).join(' '))).toHaveLength(2_000);
  });
});

describe(facetTerm.name, () => {
  it('tells values and kinds apart, and is no word', () => {
    const terms = [facetTerm('model', 'a'), facetTerm('model', 'A'), facetTerm('provider', 'a')];
    expect(new Set(terms).size).toBe(3);
    expect(terms.flatMap(wordsOf)).not.toEqual(expect.arrayContaining(terms));
  });

  it('knows LoRAs in capitals and small letters', () => {
    expect(facetTerm('lora', 'Elena')).toBe(facetTerm('lora', 'elena'));
  });
});
