import { newImageRequest } from '@fusionbridge/core';
import { priceOf } from '../pricing/price.js';
import { capabilitiesOf } from './capabilities.js';
import { pathOf, sheetOf } from './models.js';
import { requestBodyOf } from './request-body.js';

const SIZE = { width: 832, height: 1216 };

describe(capabilitiesOf, () => {
  it.each([
    ['flux-dev-lora', ['text', 'image', 'inpaint'], 4, 1, 0.015],
    ['flux-dev-lora-ultra-fast', ['text', 'image', 'inpaint'], 4, 1, null],
    ['flux-dev', ['text'], 0, 0, 0.012],
    ['flux-schnell-lora', ['text'], 3, 0, null],
    ['flux-krea-dev-lora', ['text'], 3, 0, 0.025],
    ['flux-fill-dev', ['inpaint', 'fill'], 3, 1, 0.035],
    ['flux-kontext-dev', ['reference'], 0, 1, 0.025],
    ['flux-kontext-dev-ultra-fast', ['reference'], 0, 1, 0.02],
    ['flux-kontext-dev/multi', ['reference'], 0, Number.POSITIVE_INFINITY, null],
    ['flux-2-dev/edit-lora', ['reference'], 3, Number.POSITIVE_INFINITY, null],
    ['unheard-of', ['text'], 0, 0, null],
  ])('has limits and price of %s', (name, operations, loras, inputPictures, usd) => {
    const sheet = sheetOf(`wavespeed-ai/${name}`);
    const capabilities = capabilitiesOf(sheet, 12);
    expect(capabilities.loras?.max ?? 0).toBe(loras);
    expect(capabilities).toMatchObject({
      operations,
      inputPictures,
      cost: usd === null ? 'unknown' : 'list',
    });
    expect(priceOf(sheet.price, SIZE, 1)).toBe(usd);
  });

  it('has the ranges of the models that differ', () => {
    expect(capabilitiesOf(sheetOf('wavespeed-ai/flux-krea-dev-lora'), 4)).toMatchObject({
      steps: null,
      maxCount: 1,
    });
    expect(capabilitiesOf(sheetOf('wavespeed-ai/flux-fill-dev'), 4)).toMatchObject({
      guidance: { min: 28, max: 35 },
      formats: ['jpeg'],
      mask: 'hint',
    });
    expect(capabilitiesOf(sheetOf(''), 2).loras).toMatchObject({ max: 2, weight: { min: 0, max: 4 } });
  });

  it('takes a path with slashes around it', () => {
    expect(pathOf('/wavespeed-ai/flux-dev/')).toBe('wavespeed-ai/flux-dev');
    expect(pathOf('')).toBe('wavespeed-ai/flux-dev-lora');
  });
});

describe(requestBodyOf, () => {
  const request = newImageRequest({ prompt: 'a fox', size: SIZE, count: 2, seed: 7 });

  it.each([
    ['flux-dev', { size: '832*1216', num_images: 2, output_format: 'png' }],
    ['flux-krea-dev-lora', { size: '832*1216', output_format: 'png' }],
    ['flux-fill-dev', { size: '832*1216', num_images: 2 }],
    ['flux-kontext-dev', { num_images: 2, output_format: 'png' }],
  ])('has the fields of %s', (model, fields) => {
    expect(requestBodyOf(request, sheetOf(`wavespeed-ai/${model}`), null)).toEqual({
      prompt: 'a fox',
      seed: 7,
      enable_base64_output: false,
      enable_sync_mode: false,
      ...fields,
    });
  });
});
