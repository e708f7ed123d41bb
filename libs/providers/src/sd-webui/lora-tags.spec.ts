import { LoraNames, withLoraTags } from './lora-tags.js';

const KNOWN = new LoraNames([
  { name: 'Alice_v2', alias: 'alice' },
  { name: 'winter', alias: null },
  { name: 'alice-old', alias: 'Alice_v2' },
]);

describe(withLoraTags, () => {
  it('puts a tag for each LoRA behind the prompt', () => {
    const { prompt, degradations } = withLoraTags(
      'a fox',
      [
        { name: 'winter', weight: 0.8 },
        { name: 'alice', weight: -0.333333 },
      ],
      KNOWN,
    );
    expect(prompt).toBe('a fox <lora:winter:0.8> <lora:Alice_v2:-0.3333>');
    expect(degradations).toEqual([]);
  });

  it('says that a server without aliases (stable-diffusion.cpp) would read no tag', () => {
    const noTags = new LoraNames([{ name: 'winter', alias: null }, { name: 'alice' }]);
    const { prompt, degradations } = withLoraTags('a fox', [{ name: 'winter', weight: 1 }], noTags);
    expect(prompt).toBe('a fox');
    expect(degradations).toEqual([
      { field: 'loras', asked: 'winter:1', given: 'dropped', why: expect.stringContaining('no LoRA tags') },
    ]);
  });

  it('finds names in any case, and names before aliases', () => {
    expect(withLoraTags('', [{ name: 'ALICE_V2', weight: 1 }], KNOWN).prompt).toBe('<lora:Alice_v2:1>');
  });

  it('replaces tags that the prompt has for the same LoRA, and leaves others', () => {
    const prompt = 'a fox <lora:Winter:0.2>, <lyco:winter> <lora:other:1>';
    expect(withLoraTags(prompt, [{ name: 'winter', weight: 0.5 }], KNOWN).prompt).toBe(
      'a fox ,  <lora:other:1> <lora:winter:0.5>',
    );
  });

  it('names a LoRA that the server does not have instead of sending a tag that would be ignored', () => {
    const { prompt, degradations } = withLoraTags('a fox', [{ name: 'spring', weight: 1 }], KNOWN);
    expect(prompt).toBe('a fox');
    expect(degradations).toEqual([
      { field: 'loras', asked: 'spring:1', given: 'dropped', why: 'the server has no LoRA of this name' },
    ]);
  });

  it('tries them all where the server does not tell which it has, except names that break a tag', () => {
    const loras = [
      { name: 'any', weight: 1 },
      { name: 'b:9><lora:c', weight: 1 },
    ];
    const { prompt, degradations } = withLoraTags('a fox', loras, null);
    expect(prompt).toBe('a fox <lora:any:1>');
    expect(degradations).toHaveLength(1);
  });
});
