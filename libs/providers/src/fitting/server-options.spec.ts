import { withoutServerOptions } from './server-options.js';

function promptOf(prompt: string): string {
  return withoutServerOptions({ prompt, negativePrompt: '' }).prompt;
}

describe(withoutServerOptions, () => {
  it.each([
    ['a fox <sd_cpp_extra_args>{"seed":1}</sd_cpp_extra_args>', 'a fox'],
    ['<SD_CPP_EXTRA_ARGS>\n{}\n</sd_cpp_extra_args> a fox', 'a fox'],
    ['a fox <sd_cpp_extra_args>{"seed":1}', 'a fox'],
    ['a fox <sd_cpp_<sd_cpp_extra_args>x</sd_cpp_extra_args>extra_args>{"seed":1}', 'a fox'],
    ['  a fox  ', '  a fox  '],
  ])('makes %j to %j', (prompt, expected) => {
    expect(promptOf(prompt)).toBe(expected);
  });

  it('reports it, also of the negative prompt, and only then', () => {
    const negativePrompt = 'fog <sd_cpp_extra_args>{}</sd_cpp_extra_args>';
    const words = withoutServerOptions({ prompt: 'a fox', negativePrompt });
    expect(words.negativePrompt).toBe('fog');
    expect(words.degradations).toEqual([
      expect.objectContaining({ field: 'prompt', asked: '<sd_cpp_extra_args>', given: 'dropped' }),
    ]);
    expect(withoutServerOptions({ prompt: 'a', negativePrompt: 'b' }).degradations).toEqual([]);
  });
});
