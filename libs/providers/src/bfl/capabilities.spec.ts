import { newImageRequest } from '@fusionbridge/core';
import { priceOf } from '../pricing/price.js';
import { capabilitiesOf } from './capabilities.js';
import { sheetOf } from './models.js';
import { requestBodyOf } from './request-body.js';

const SIZE = { width: 1024, height: 1024 };

describe(capabilitiesOf, () => {
  it.each([
    { model: 'flux-2-pro', operations: ['text', 'reference'], inputPictures: 8, steps: null, guidance: null },
    {
      model: 'flux-2-flex',
      operations: ['text', 'reference'],
      inputPictures: 8,
      steps: { min: 1, max: 50 },
      guidance: { min: 1.5, max: 10 },
    },
    {
      model: 'flux-dev',
      operations: ['text'],
      inputPictures: 0,
      steps: { min: 1, max: 50 },
      guidance: { min: 1.5, max: 5 },
    },
    { model: 'flux-pro-1.1-ultra', operations: ['text'], inputPictures: 0, steps: null, guidance: null },
    {
      model: 'flux-kontext-max',
      operations: ['text', 'reference'],
      inputPictures: 1,
      steps: null,
      guidance: null,
    },
    {
      model: 'flux-pro-1.0-fill',
      operations: ['inpaint', 'fill'],
      inputPictures: 1,
      steps: { min: 15, max: 50 },
      guidance: { min: 1.5, max: 100 },
    },
    { model: 'flux-of-the-future', operations: ['text'], inputPictures: 0, steps: null, guidance: null },
  ])('has the limits of $model', ({ model, operations, inputPictures, steps, guidance }) => {
    expect(capabilitiesOf(sheetOf(model))).toMatchObject({ operations, inputPictures, steps, guidance });
  });

  it('takes multiples of 16 for FLUX.2, of 32 for FLUX.1, and ratios for Kontext and Ultra', () => {
    const multiple = (model: string): unknown => capabilitiesOf(sheetOf(model)).sizes;
    expect(multiple('flux-2-max')).toMatchObject({ kind: 'free', multipleOf: 16 });
    expect(multiple('flux-pro-1.1')).toMatchObject({ kind: 'free', multipleOf: 32, max: 1440 });
    for (const model of ['flux-kontext-pro', 'flux-pro-1.1-ultra']) {
      const { sizes, aspectRatios } = capabilitiesOf(sheetOf(model));
      expect(sizes.kind).toBe('list');
      expect(aspectRatios).toContain('16:9');
    }
  });

  it('has a mask only for models that repaint under one', () => {
    expect(capabilitiesOf(sheetOf('flux-pro-1.0-fill')).mask).toBe('hint');
    expect(capabilitiesOf(sheetOf('flux-2-pro')).mask).toBe('none');
  });

  it.each([
    ['flux-2-pro', 0.03],
    ['flux-2-max', 0.07],
    ['flux-2-flex', 0.05],
    ['flux-2-klein-4b', 0.014],
    ['flux-2-klein-9b', 0.015],
    ['flux-pro-1.1', 0.04],
    ['flux-pro-1.1-ultra', 0.06],
    ['flux-dev', null],
  ])('estimates a picture of %s at %j', (model, usd) => {
    expect(priceOf(sheetOf(model).price, SIZE, 1)).toBe(usd);
  });

  it.each([
    [{ width: 1344, height: 768 }, '16:9'],
    [{ width: 640, height: 1536 }, '9:21'],
    [{ width: 896, height: 1088 }, '4:5'],
  ])('gives Ultra the ratio of %j: %s', (size, ratio) => {
    const body = requestBodyOf(
      newImageRequest({ prompt: 'a fox', size }),
      sheetOf('flux-pro-1.1-ultra'),
      null,
    );
    expect(body).toEqual({ prompt: 'a fox', aspect_ratio: ratio, output_format: 'png' });
  });
});
