import fc from 'fast-check';
import { readPromptTags, withoutServerOptions } from './prompt-tags.js';

describe(readPromptTags.name, () => {
  it('takes LoRA tags out of the prompt, in their order', () => {
    expect(readPromptTags('a fox <lora:winter:0.8> in snow <lyco:film grain>')).toEqual({
      text: 'a fox  in snow',
      loras: [
        { name: 'winter', weight: 0.8 },
        { name: 'film grain', weight: 1 },
      ],
      degradations: [],
    });
  });

  it('leaves a prompt without tags as it is, HTML and blanks included', () => {
    const prompt = ' <b>"Hi"</b> she said, <i>softly</i> & 5 < 6 > 4: \n';
    expect(readPromptTags(prompt)).toEqual({ text: prompt, loras: [], degradations: [] });
  });

  it('takes the weight of the image model where a tag has two', () => {
    const { loras, degradations } = readPromptTags(
      '<lora:a:0.5:0.9> <lora:b:te=0.2:unet=0.7> <lora:c:0.4:0.4>',
    );
    expect(loras).toEqual([
      { name: 'a', weight: 0.9 },
      { name: 'b', weight: 0.7 },
      { name: 'c', weight: 0.4 },
    ]);
    expect(degradations.map((one) => one.asked)).toEqual(['<lora:a:0.5:0.9>', '<lora:b:te=0.2:unet=0.7>']);
  });

  it.each([
    ['<lora:a:heavy>', 1],
    ['<lora:a:>', 1],
    ['<lora:a:1e999>', 1],
    ['<lora:a:-0.5>', -0.5],
  ])('reads the weight of %s as %d', (prompt, weight) => {
    expect(readPromptTags(prompt).loras).toEqual([{ name: 'a', weight }]);
  });

  it.each([
    ['<lora:civitai:58390@62833:0.8>', 'civitai:58390@62833', 0.8],
    ['<lora:urn:air:flux1:lora:civitai:1@2>', 'urn:air:flux1:lora:civitai:1@2', 1],
    [
      '<lora:https://host.example:8443/a/b.safetensors?x=1:0.5>',
      'https://host.example:8443/a/b.safetensors?x=1',
      0.5,
    ],
    ['<lora:some/repository:te=0.2:unet=0.7>', 'some/repository', 0.7],
  ])('reads %s', (tag, name, weight) => {
    expect(readPromptTags(tag).loras).toEqual([{ name, weight }]);
  });

  it('says so when a weight is no number', () => {
    expect(readPromptTags('<lora:a:heavy>').degradations).toEqual([
      { field: 'loras', asked: '<lora:a:heavy>', given: 'a:1', why: 'the weight is not a number' },
    ]);
  });

  it('lets the last tag of a name count', () => {
    expect(readPromptTags('<lora:a:0.2><lora:a:0.9>').loras).toEqual([{ name: 'a', weight: 0.9 }]);
  });

  it('takes a tag without a name out and chooses nothing', () => {
    expect(readPromptTags('fox <lora::0.5>')).toEqual({ text: 'fox', loras: [], degradations: [] });
  });

  it('takes tags of other kinds out and lists them', () => {
    const { text, degradations } = readPromptTags('fox <hypernet:anime:0.5>');
    expect(text).toBe('fox');
    expect(degradations).toEqual([
      {
        field: 'prompt',
        asked: '<hypernet:anime:0.5>',
        given: 'dropped',
        why: 'only lora and lyco tags are known',
      },
    ]);
  });

  it.each([
    'fox <sd_cpp_extra_args>{"sample_params":{"sample_steps":999}}</sd_cpp_extra_args>',
    'fox <sd_cpp_extra_args>',
    'fox <sd_cpp_<lora:>extra_args>{}</sd_cpp_extra_args>',
    'fox <sd_cpp_<lora:x:1>extra_args>{}</sd_cpp_extra_args>',
    'fox <sd_cpp_<sd_cpp_extra_args></sd_cpp_extra_args>extra_args>{}</sd_cpp_extra_args>',
  ])('never passes server options on: %s', (prompt) => {
    expect(readPromptTags(prompt).text).not.toContain('<sd_cpp_extra_args>');
  });

  it('leaves neither tags nor server options behind, whatever is put together', () => {
    const piece = fc.constantFrom(
      '<lora:',
      'x',
      ':',
      '0.5',
      '>',
      '<',
      '<sd_cpp_extra_args>',
      '</sd_cpp_extra_args>',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { text } = readPromptTags(pieces.join(''));
        expect(text).not.toMatch(/<(\w+):([^>]+)>/);
        expect(text).not.toContain('<sd_cpp_extra_args>');
      }),
    );
  });
});

describe(withoutServerOptions.name, () => {
  it('leaves the tags of a negative prompt alone', () => {
    expect(withoutServerOptions('blurry <lora:x:1> <sd_cpp_extra_args>{}</sd_cpp_extra_args>')).toBe(
      'blurry <lora:x:1> ',
    );
  });
});
