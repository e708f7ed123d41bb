import { newImageRequest } from '@fusionbridge/core';
import { sheetOf } from './models.js';
import { listPriceOf } from './price.js';

const MEGAPIXEL = newImageRequest({ size: { width: 1000, height: 1000 } });

describe(listPriceOf, () => {
  it.each([
    ['', 0.0154],
    ['black-forest-labs/FLUX.2-flex', 0.03],
    ['black-forest-labs/FLUX.2-pro', 0.03],
    ['black-forest-labs/FLUX.2-max', 0.07],
    ['black-forest-labs/FLUX.1-schnell', 0.0027],
    ['black-forest-labs/FLUX.1.1-pro', 0.04],
    ['black-forest-labs/FLUX.1-kontext-pro', 0.04],
    ['black-forest-labs/FLUX.1-kontext-max', 0.08],
    ['Rundiffusion/Juggernaut-pro-flux', 0.0049],
    ['RunDiffusion/Juggernaut-Lightning-Flux', 0.0017],
    ['stabilityai/stable-diffusion-xl-base-1.0', 0.0019],
    ['Qwen/Qwen-Image', 0.0058],
  ])('charges a megapixel of %j with %d', (model, usd) => {
    expect(listPriceOf(MEGAPIXEL, sheetOf(model))).toBe(usd);
  });

  it('is proportional to the pictures, their area, and the steps beyond the usual ones', () => {
    const sheet = sheetOf('black-forest-labs/FLUX.2-flex');
    const price = (given: object): number | null => listPriceOf({ ...MEGAPIXEL, ...given }, sheet);
    expect(price({ count: 3 })).toBe(0.09);
    expect(price({ size: { width: 500, height: 1000 } })).toBe(0.015);
    expect(price({ steps: 28 })).toBe(0.03);
    expect(price({ steps: 4 })).toBe(0.03);
    expect(price({ steps: 42 })).toBe(0.045);
    expect(listPriceOf({ ...MEGAPIXEL, steps: 4 }, sheetOf('black-forest-labs/FLUX.1-schnell'))).toBe(0.0027);
  });

  it('is not known for an unknown model', () => {
    expect(listPriceOf(MEGAPIXEL, sheetOf('acme/unheard-of'))).toBeNull();
  });
});
