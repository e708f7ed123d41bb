import { readLoraDocument } from '../catalogue/read-lora-file.js';
import { type LoraMatch, LoraMatcher, type SearchedTexts } from './lora-matcher.js';

const LORAS = {
  elena: { keywords: ['Élodie'], trigger_words: ['elena_v1'], aliases: ['El'], character: 'Elena' },
  twin: { character: 'Elena' },
  grain: { keywords: 'film grain, grain' },
};

function matches(texts: SearchedTexts, config: object = {}): LoraMatch[] {
  return new LoraMatcher(readLoraDocument({ config, loras: LORAS })).match(texts);
}

function summary(texts: SearchedTexts, config: object = {}): string[] {
  return matches(texts, config).map(({ lora, kind, field }) => `${lora} ${kind} ${field}`);
}

describe(LoraMatcher.name, () => {
  it('says what was found, where, and how it is written in both', () => {
    expect(matches({ prompt: 'My ELODIE waves' })).toEqual([
      { lora: 'elena', kind: 'keyword', phrase: 'Élodie', field: 'prompt', text: 'ELODIE', start: 3, end: 9 },
    ]);
  });

  it.each([
    ['a trigger', 'elena v1 smiles', ['elena trigger prompt']],
    ['an alias', 'El smiles', ['elena alias prompt']],
    [
      'the name of a character, for all its LoRAs',
      'Elena smiles',
      ['elena character prompt', 'twin character prompt'],
    ],
    ['the longest phrase alone', 'much film grain', ['grain keyword prompt']],
    ['a name whose accent SillyTavern has replaced by a blank', 'e lodie smiles', ['elena keyword prompt']],
    ['nothing', 'a fox', []],
    ['nothing in an empty prompt', '', []],
  ])('finds %s', (_what, prompt, expected) => {
    expect(summary({ prompt })).toEqual(expected);
  });

  it('searches the negative prompt only if the catalogue says so', () => {
    const texts = { prompt: 'a fox', negativePrompt: 'grain' };
    expect(summary(texts)).toEqual([]);
    expect(summary(texts, { match_negative_prompt: true })).toEqual(['grain keyword negative_prompt']);
  });

  it('finds parts of words only in the substring mode', () => {
    expect(summary({ prompt: 'grainy' })).toEqual([]);
    expect(summary({ prompt: 'grainy' }, { keyword_mode: 'substring' })).toEqual(['grain keyword prompt']);
  });

  it('searches the names of visible characters', () => {
    expect(summary({ prompt: '', visibleCharacters: ['El', 'Marcus'] })).toEqual([
      'elena alias visible_characters',
    ]);
  });

  it('searches names and looks of characters, of the visible ones if any are named', () => {
    const characterPrompts = { El: 'red hair', Marcus: 'a grain of sand' };
    const found = ['elena alias character_prompts', 'grain keyword character_prompts'];
    expect(summary({ prompt: '', characterPrompts })).toEqual(found);
    expect(summary({ prompt: '', characterPrompts, visibleCharacters: ['MARCUS'] })).toEqual([found[1]]);
  });

  it('ignores phrases that are empty once they are folded', () => {
    const catalogue = readLoraDocument({ loras: { a: { keywords: ['_', '-'], aliases: [' '] } } });
    expect(new LoraMatcher(catalogue).match({ prompt: 'a _ - b' })).toEqual([]);
  });
});
