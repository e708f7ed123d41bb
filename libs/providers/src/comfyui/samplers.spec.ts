import { samplingOf } from './samplers.js';

describe(samplingOf, () => {
  it.each([
    ['Euler a', null, 'euler_ancestral', null],
    ['DPM++ 2M Karras', null, 'dpmpp_2m', 'karras'],
    ['DPM++ 2M Karras', 'Simple', 'dpmpp_2m', 'simple'],
    ['DPM++ SDE', 'Automatic', 'dpmpp_sde', null],
    ['res_multistep', 'linear_quadratic', 'res_multistep', 'linear_quadratic'],
    [null, null, null, null],
  ])('takes %s and %s for %s and %s', (sampler, scheduler, inItsWords, schedule) => {
    expect(samplingOf({ sampler, scheduler })).toEqual({
      sampler: inItsWords,
      scheduler: schedule,
      degradations: [],
    });
  });
});
