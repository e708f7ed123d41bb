import fc from 'fast-check';
import { infotextOf, type InfotextFacts } from './infotext.js';
import { readInfotext } from './read-infotext.js';

const FACTS: InfotextFacts = {
  prompt: 'a red fox\nin the snow',
  negativePrompt: 'blurry',
  steps: 20,
  sampler: 'Euler a',
  scheduler: 'Karras',
  guidance: 7,
  seed: 1234,
  size: { width: 640, height: 512 },
  model: 'meadow: the "second", XL',
  strength: null,
  loras: [
    { name: 'winter', weight: 0.8 },
    { name: 'film', weight: 1 },
  ],
  version: 'FusionBridge',
};

describe(readInfotext.name, () => {
  it('reads the fields of the page from the text of a picture', () => {
    expect(readInfotext(infotextOf(FACTS))).toEqual({
      Prompt: 'a red fox\nin the snow',
      'Negative prompt': 'blurry',
      Steps: '20',
      Sampler: 'Euler a',
      'Schedule type': 'Karras',
      'CFG scale': '7',
      Seed: '1234',
      'Size-1': '640',
      'Size-2': '512',
      Model: 'meadow: the "second", XL',
      Loras: 'winter: 0.8, film: 1',
      Version: 'FusionBridge',
    });
  });

  it('takes a text without pairs for a prompt', () => {
    expect(readInfotext('a cat: sleepy, warm')).toEqual({
      Prompt: 'a cat: sleepy, warm',
      'Negative prompt': '',
    });
  });

  it('finds the prompt again whatever the client wrote', () => {
    const words = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('Negative prompt:'));
    fc.assert(
      fc.property(words, words, (prompt, negativePrompt) => {
        const read = readInfotext(infotextOf({ ...FACTS, prompt, negativePrompt }));
        expect(read['Prompt']).toBe(prompt.trim());
        expect(read['Negative prompt']).toBe(negativePrompt.trim());
        expect(read['Seed']).toBe('1234');
      }),
    );
  });
});
