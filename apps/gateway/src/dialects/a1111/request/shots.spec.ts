import { pictureCount, type ShotFields, shotsOf } from './shots.js';

const PLAIN: ShotFields = { prompt: 'fox', negative_prompt: 'blur', seed: -1, batch_size: 1, n_iter: 1 };

describe(shotsOf.name, () => {
  it('makes one shot of a plain request', () => {
    expect(shotsOf(PLAIN)).toEqual([{ prompt: 'fox', negativePrompt: 'blur', seed: null, count: 1 }]);
  });

  it('multiplies batch_size and n_iter', () => {
    expect(shotsOf({ ...PLAIN, batch_size: 3, n_iter: 2, seed: 10 })).toEqual([
      { prompt: 'fox', negativePrompt: 'blur', seed: 10, count: 6 },
    ]);
  });

  it('paints one picture for each prompt of a list', () => {
    expect(shotsOf({ ...PLAIN, prompt: ['fox', 'owl'], seed: 5 })).toEqual([
      { prompt: 'fox', negativePrompt: 'blur', seed: 5, count: 1 },
      { prompt: 'owl', negativePrompt: 'blur', seed: 6, count: 1 },
    ]);
  });

  it('gives each picture the seed and the negative prompt of its place', () => {
    expect(shotsOf({ ...PLAIN, seed: [7, 8, 100], negative_prompt: ['a', 'a', 'b'] })).toEqual([
      { prompt: 'fox', negativePrompt: 'a', seed: 7, count: 2 },
      { prompt: 'fox', negativePrompt: 'b', seed: 100, count: 1 },
    ]);
  });

  it('goes on counting where a list of seeds ends', () => {
    expect(shotsOf({ ...PLAIN, seed: [7, 20], batch_size: 4 })).toEqual([
      { prompt: 'fox', negativePrompt: 'blur', seed: 7, count: 1 },
      { prompt: 'fox', negativePrompt: 'blur', seed: 20, count: 3 },
    ]);
  });

  it('takes any negative seed for random, and keeps seeds within 32 bits', () => {
    expect(shotsOf({ ...PLAIN, seed: [-1, -7] })).toEqual([
      { prompt: 'fox', negativePrompt: 'blur', seed: null, count: 2 },
    ]);
    expect(shotsOf({ ...PLAIN, seed: 2 ** 32 - 1, batch_size: 2 }).map((shot) => shot.seed)).toEqual([
      2 ** 32 - 1,
      0,
    ]);
  });

  it('paints something for empty lists', () => {
    expect(shotsOf({ ...PLAIN, prompt: [], seed: [] })).toEqual([
      { prompt: '', negativePrompt: 'blur', seed: null, count: 1 },
    ]);
  });
});

describe(pictureCount.name, () => {
  it('ends with a list of prompts that is shorter than the batches', () => {
    expect(pictureCount({ ...PLAIN, prompt: ['a', 'b'], batch_size: 8 })).toBe(2);
  });
});
