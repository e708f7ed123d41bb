import { billOf, rateOf } from './bill.js';
import { sheetOf } from './endpoints.js';

describe('the bill of fal', () => {
  const ticket = { task: 't', seed: 1, usd: 0.035 };

  it.each<[string | undefined, number | undefined, number, string]>([
    ['1', 0.035, 0.035, 'reported'],
    ['2.5', 0.00111, 0.002775, 'reported'],
    [undefined, 0.035, 0.035, 'list'],
    ['3', undefined, 0.035, 'list'],
    ['many', 0.02, 0.035, 'list'],
    ['-1', 0.02, 0.035, 'list'],
    ['', 0.02, 0.035, 'list'],
  ])('with %p units at %p is %f, %s', (units, rate, usd, source) => {
    expect(billOf({ 'x-fal-billable-units': units }, { ...ticket, rate })).toEqual({ usd, source });
  });

  it('goes by the unit of the price list, seconds among them', () => {
    const rates = ['fal-ai/flux-lora', 'fal-ai/flux/schnell'].map((model) => sheetOf(model).endpoints.text);
    expect(rates.map((endpoint) => endpoint && rateOf(endpoint))).toEqual([0.035, 0.003]);
    const { upscale } = sheetOf('fal-ai/esrgan').endpoints;
    expect(upscale && rateOf(upscale)).toBe(0.00111);
  });
});
