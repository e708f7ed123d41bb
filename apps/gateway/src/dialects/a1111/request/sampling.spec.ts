import { SAMPLERS } from '../catalogue/samplers.js';
import { SCHEDULERS } from '../catalogue/schedulers.js';
import { samplingOf } from './sampling.js';

describe(samplingOf.name, () => {
  it.each([
    ['DPM++ 2M Karras', undefined, 'DPM++ 2M', 'Karras'],
    ['DPM++ 2M SDE SGM Uniform', 'karras', 'DPM++ 2M SDE', 'SGM Uniform'],
    ['euler a', 'normal', 'Euler a', 'Normal'],
    ['k_euler_ancestral', 'Karras', 'Euler a', 'Karras'],
    ['DDIM', 'normal', 'DDIM', 'Normal'],
    ['DDIM DDIM', undefined, 'DDIM', 'DDIM'],
    ['Euler', 'automatic', 'Euler', null],
    ['Euler', 'N/A', 'Euler', null],
    ['dpm++2m', 'discrete', 'DPM++ 2M', null],
    ['euler_a', 'karras', 'Euler a', 'Karras'],
    ['dpm++2s_a', undefined, 'DPM++ 2S a', null],
    ['ipndm_v', undefined, 'ipndm_v', null],
    ['Nobody knows this', undefined, 'Nobody knows this', null],
    ['', '', null, null],
    [undefined, undefined, null, null],
  ])('reads sampler %p with scheduler %p as %p, %p', (samplerName, schedulerName, sampler, scheduler) => {
    expect(samplingOf(samplerName, schedulerName)).toEqual({ sampler, scheduler });
  });

  it('knows every sampler and schedule type that it lists', () => {
    for (const { name } of SAMPLERS) {
      for (const { label } of SCHEDULERS.slice(1)) {
        expect(samplingOf(name, label)).toEqual({ sampler: name, scheduler: label });
        expect(samplingOf(`${name} ${label}`, undefined)).toEqual({ sampler: name, scheduler: label });
      }
    }
  });
});
