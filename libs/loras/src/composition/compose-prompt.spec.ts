import type { LoraWords } from '@fusionbridge/core';
import fc from 'fast-check';
import { composePrompt } from './compose-prompt.js';
import { splitPhrases } from './phrases.js';

function words(given: Partial<LoraWords> = {}): LoraWords {
  return { triggers: [], prepend: '', append: '', negative: '', ...given };
}

function composed(prompt: string, ...loras: Partial<LoraWords>[]): string {
  return composePrompt({ prompt, negativePrompt: '' }, loras.map(words)).prompt;
}

describe(composePrompt.name, () => {
  it('puts what LoRAs add around the prompt, in the order of their rank', () => {
    expect(
      composed(
        'Elena in a tavern',
        { prepend: 'photo of', triggers: ['ohwx elena'], append: 'film grain' },
        { prepend: '35mm', append: 'soft light' },
      ),
    ).toBe('photo of, 35mm, Elena in a tavern, ohwx elena, film grain, soft light');
  });

  it('joins negative prompts', () => {
    expect(
      composePrompt({ prompt: 'x', negativePrompt: 'blurry, lowres' }, [
        words({ negative: 'lowres, cartoon' }),
        words({ negative: 'cartoon, bad hands' }),
      ]).negativePrompt,
    ).toBe('blurry, lowres, cartoon, bad hands');
  });

  it('adds only the triggers that are missing, whole words in any spelling', () => {
    expect(composed('Élodie waves', { triggers: ['elodie', 'elo'] })).toBe('Élodie waves, elo');
    expect(composed('x', { prepend: 'ohwx style', triggers: ['OHWX style'] })).toBe('ohwx style, x');
  });

  it.each([
    ['red hair, blue dress, Red  Hair', 'red hair, blue dress'],
    ['(red hair:1.2), red hair, (red hair:1.2)', '(red hair:1.2), red hair, (red hair:1.2)'],
    ['1, 2, 1, 3.5, 3.5', '1, 2, 1, 3.5, 3.5'],
    ['e.g. a fox, U.S. flag, 3.5 m, Dr. No', 'e.g. a fox, U.S. flag, 3.5 m, Dr. No'],
    [
      'red hair BREAK red hair, BREAK, a fox, red hair, a fox',
      'red hair BREAK red hair, BREAK, a fox, red hair',
    ],
    ['a fox, BREAK, a fox', 'a fox, BREAK, a fox'],
    ['(a, b, a), [c|d], <lora:x:1>, {a,b}', '(a, b, a), [c|d], <lora:x:1>, {a,b}'],
    [String.raw`a \(b, a \(b`, String.raw`a \(b, a \(b`],
    ['one,two ,\n three', 'one,two ,\n three'],
    ['', ''],
  ])('leaves of %j %j', (prompt, expected) => {
    expect(composed(prompt)).toBe(expected);
  });

  it('does not add what stands there already, weighted phrases to the letter', () => {
    const quality = { prepend: 'masterpiece, (best quality:1.2)', append: 'Soft light' };
    expect(composed('soft light, (best quality:1.1)', quality)).toBe(
      'masterpiece, (best quality:1.2), soft light, (best quality:1.1)',
    );
    expect(composed('a, (best quality:1.2), masterpiece', quality)).toBe(
      'a, (best quality:1.2), masterpiece, Soft light',
    );
  });

  const atom = fc.constantFrom(
    'red hair',
    'Red Hair',
    'Élodie',
    'a fox',
    '(a, b:1.2)',
    '[x|y]',
    '<lora:z:0.5>',
    '12',
    'BREAK',
    'AND',
    '',
    ' ',
    '(open',
    'closed)',
    '{a,b}',
    String.raw`\(`,
    'e.g. this',
    'x: 1',
    '花',
    '__wild__',
  );
  const text = fc.array(atom, { maxLength: 6 }).map((atoms) => atoms.join(', '));
  const addition = fc
    .array(
      atom.filter((one) => !/open|closed|\\/.test(one)),
      { maxLength: 3 },
    )
    .map((atoms) => atoms.join(', '));
  const trigger = fc.constantFrom('ohwx', 'elodie', 'red hair', 'sks person');
  const lora = fc.record({
    triggers: fc.array(trigger, { maxLength: 2 }),
    prepend: addition,
    append: addition,
    negative: addition,
  });

  it('is the same when it is done again', () => {
    fc.assert(
      fc.property(text, text, fc.array(lora, { maxLength: 4 }), (prompt, negativePrompt, loras) => {
        const once = composePrompt({ prompt, negativePrompt }, loras);
        expect(composePrompt(once, loras)).toEqual(once);
      }),
    );
  });

  it('has every trigger and every phrase of the prompt', () => {
    fc.assert(
      fc.property(text, fc.array(lora, { maxLength: 4 }), (prompt, loras) => {
        const result = composed(prompt, ...loras).toLowerCase();
        const folded = result.normalize('NFD').replace(/\p{M}/gu, '');
        loras.flatMap(({ triggers }) => triggers).forEach((one) => expect(folded).toContain(one));
        splitPhrases(prompt).forEach((one) => expect(result).toContain(one.trim().toLowerCase()));
      }),
    );
  });
});
