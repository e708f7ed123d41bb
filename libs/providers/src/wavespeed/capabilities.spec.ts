import { newImageRequest } from '@fusionbridge/core';
import { priceOf } from '../pricing/price.js';
import { capabilitiesOf } from './capabilities.js';
import { pathOf, sheetOf } from './models.js';
import { requestBodyOf } from './request-body.js';

const SIZE = { width: 832, height: 1216 };

describe(capabilitiesOf, () => {
  it.each([
    {
      name: 'flux-dev-lora',
      operations: ['text', 'image', 'inpaint'],
      loras: 4,
      inputPictures: 1,
      usd: 0.015,
    },
    {
      name: 'flux-dev-lora-ultra-fast',
      operations: ['text', 'image', 'inpaint'],
      loras: 4,
      inputPictures: 1,
      usd: null,
    },
    { name: 'flux-dev', operations: ['text'], loras: 0, inputPictures: 0, usd: 0.012 },
    { name: 'flux-schnell-lora', operations: ['text'], loras: 3, inputPictures: 0, usd: null },
    { name: 'flux-krea-dev-lora', operations: ['text'], loras: 3, inputPictures: 0, usd: 0.025 },
    { name: 'flux-fill-dev', operations: ['inpaint', 'fill'], loras: 3, inputPictures: 1, usd: 0.035 },
    { name: 'flux-kontext-dev', operations: ['reference'], loras: 0, inputPictures: 1, usd: 0.025 },
    { name: 'flux-kontext-dev-ultra-fast', operations: ['reference'], loras: 0, inputPictures: 1, usd: 0.02 },
    {
      name: 'flux-kontext-dev/multi',
      operations: ['reference'],
      loras: 0,
      inputPictures: Number.POSITIVE_INFINITY,
      usd: null,
    },
    {
      name: 'flux-2-dev/edit-lora',
      operations: ['reference'],
      loras: 3,
      inputPictures: Number.POSITIVE_INFINITY,
      usd: null,
    },
    { name: 'unheard-of', operations: ['text'], loras: 0, inputPictures: 0, usd: null },
  ])('has limits and price of $name', ({ name, operations, loras, inputPictures, usd }) => {
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
