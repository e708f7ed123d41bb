import fc from 'fast-check';
import { beginsSection, isPlain, splitPhrases } from './phrases.js';

describe(splitPhrases.name, () => {
  it.each([
    ['a, b,c', ['a', ' b', 'c']],
    ['', ['']],
    [',', ['', '']],
    ['(a, b:1.2), c', ['(a, b:1.2)', ' c']],
    ['[a, (b, c), d], e', ['[a, (b, c), d]', ' e']],
    ['<lora:x:1,y>, {a, b}', ['<lora:x:1,y>', ' {a, b}']],
    ['(a, b', ['(a', ' b']],
    ['a), b', ['a)', ' b']],
    ['\\(a, b\\)', ['\\(a', ' b\\)']],
    ['(a, [b), c], d', ['(a, [b)', ' c]', ' d']],
  ])('splits %j into %j', (prompt, phrases) => {
    expect(splitPhrases(prompt)).toEqual(phrases);
  });

  it('loses nothing of any prompt', () => {
    const prompts = fc.string({
      unit: fc.constantFrom('a', 'b', ',', '(', ')', '[', ']', '<', '>', '\\', ' ', ':'),
    });
    fc.assert(fc.property(prompts, (prompt) => splitPhrases(prompt).join(',') === prompt));
  });
});

describe(isPlain.name, () => {
  it.each(['a red fox', 'Élodie', '8k photo', 'エレナ'])('is true of %j', (phrase) => {
    expect(isPlain(phrase)).toBe(true);
  });

  it.each([
    '(fox:1.2)',
    '<lora:x:1>',
    '__animal__',
    'a|b',
    'fox: 1.3',
    '4',
    'x',
    '',
    'BREAK',
    'cat AND dog',
    'a\\b',
  ])('is false of %j', (phrase) => {
    expect(isPlain(phrase)).toBe(false);
  });
});

describe(beginsSection.name, () => {
  it('knows the words of A1111 in capitals only, as whole words', () => {
    expect(['BREAK', 'a AND b', 'break', 'AND_1', 'BRAND'].map(beginsSection)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
