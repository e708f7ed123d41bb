import { sentences, withoutStop } from './sentences.js';

describe(sentences.name, () => {
  it.each<[string[], string]>([
    [['fal failed'], 'fal failed.'],
    [['fal failed.', 'is OPENAI_BASE_URL right?'], 'fal failed. is OPENAI_BASE_URL right?'],
    [['an HTML page..', ' ', 'more'], 'an HTML page. more.'],
    [['wait...', 'it says "no."'], 'wait... it says "no."'],
    [[], ''],
  ])('gives %j one end mark each', (texts, joined) => {
    expect(sentences(texts)).toBe(joined);
  });

  it('can be gone on from', () => {
    expect([withoutStop('The picture is truncated.'), withoutStop('right?')]).toEqual([
      'The picture is truncated',
      'right?',
    ]);
  });
});
