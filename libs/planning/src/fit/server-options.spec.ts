import { serverOptionNotes, withoutServerOptions } from './server-options.js';

describe(withoutServerOptions, () => {
  it.each([
    ['a fox <sd_cpp_extra_args>{"seed":1}</sd_cpp_extra_args>', 'a fox'],
    ['<SD_CPP_EXTRA_ARGS>\n{}\n</sd_cpp_extra_args> a fox', 'a fox'],
    ['a fox <sd_cpp_extra_args>{"seed":1}', 'a fox'],
    ['a fox <sd_cpp_<sd_cpp_extra_args>x</sd_cpp_extra_args>extra_args>{"seed":1}', 'a fox'],
    ['  a fox  ', '  a fox  '],
  ])('makes %j to %j', (text, expected) => {
    expect(withoutServerOptions(text)).toBe(expected);
  });

  it('is reported, and only then', () => {
    expect(serverOptionNotes(['a fox', 'fog <sd_cpp_extra_args>{}</sd_cpp_extra_args>'])).toEqual([
      expect.objectContaining({ field: 'prompt', asked: '<sd_cpp_extra_args>', given: 'dropped' }),
    ]);
    expect(serverOptionNotes(['a', 'b'])).toEqual([]);
  });
});
