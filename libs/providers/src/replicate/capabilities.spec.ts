import { newImageRequest } from '@fusionbridge/core';
import { priceOf } from '../pricing/price.js';
import { capabilitiesOf } from './capabilities.js';
import { predictionPathOf, sheetOf } from './models.js';
import { requestBodyOf } from './request-body.js';

const NO_PICTURES = { source: null, mask: null };
const SIZE = { width: 1344, height: 768 };

describe(capabilitiesOf, () => {
  it.each([
    ['flux-dev-lora', ['text', 'image'], 2, 4, { min: 1, max: 50 }, 0.032],
    ['flux-dev', ['text', 'image'], 0, 4, { min: 1, max: 50 }, 0.025],
    ['flux-schnell', ['text'], 0, 4, { min: 1, max: 4 }, 0.003],
    ['flux-1.1-pro', ['text'], 0, 1, null, 0.04],
    ['flux-fill-dev', ['inpaint', 'fill'], 1, 4, { min: 1, max: 50 }, null],
    ['flux-fill-pro', ['inpaint', 'fill'], 0, 1, { min: 15, max: 50 }, null],
    ['unheard-of', ['text'], 0, 1, null, null],
  ])('has limits and price of %s', (name, operations, loras, maxCount, steps, usd) => {
    const sheet = sheetOf(`black-forest-labs/${name}`);
    const capabilities = capabilitiesOf(sheet, 12);
    expect(capabilities.loras?.max ?? 0).toBe(loras);
    expect(capabilities).toMatchObject({
      operations,
      maxCount,
      steps,
      cost: usd === null ? 'unknown' : 'list',
    });
    expect(priceOf(sheet.price, SIZE, 1)).toBe(usd);
  });

  it('knows a model in any version, and takes the lower limit of LoRAs', () => {
    const pinned = sheetOf(`black-forest-labs/flux-dev-lora:${'ab'.repeat(32)}`);
    expect(capabilitiesOf(pinned, 1).loras).toMatchObject({ max: 1, weight: { min: -1, max: 3 } });
    expect(capabilitiesOf(pinned, 0).loras).toBeNull();
  });
});

describe(predictionPathOf, () => {
  it('requests an official model by name and a pinned one by its version', () => {
    expect(predictionPathOf('acme/fox')).toEqual({ path: 'models/acme/fox/predictions', version: null });
    expect(predictionPathOf('acme/fox:0ab1')).toEqual({ path: 'predictions', version: '0ab1' });
  });
});

describe(requestBodyOf, () => {
  function inputOf(model: string, given: object = {}): Record<string, unknown> {
    const request = newImageRequest({ prompt: 'a fox', size: SIZE, ...given });
    return requestBodyOf(request, sheetOf(`black-forest-labs/${model}`), NO_PICTURES).input;
  }

  it('gives the size in pixels or as a ratio, as the model takes it', () => {
    expect(inputOf('flux-1.1-pro')).toMatchObject({ aspect_ratio: 'custom', width: 1344, height: 768 });
    expect(inputOf('flux-dev')).toMatchObject({ aspect_ratio: '16:9' });
    expect(inputOf('flux-dev')).not.toHaveProperty('width');
  });

  it('names the steps as the model does', () => {
    expect(inputOf('flux-dev', { steps: 20 })).toMatchObject({ num_inference_steps: 20 });
    expect(inputOf('flux-fill-pro', { steps: 20 })).toMatchObject({ steps: 20 });
  });

  it.each([
    [
      { format: 'jpeg', quality: null },
      { output_format: 'jpg', output_quality: 95 },
    ],
    [
      { format: 'webp', quality: 40 },
      { output_format: 'webp', output_quality: 40 },
    ],
  ])('requests %j as %j', (output, fields) => {
    expect(inputOf('flux-dev', { output })).toMatchObject(fields);
  });

  it('sends no quality for PNG', () => {
    expect(inputOf('flux-dev', { output: { format: 'png', quality: 40 } })).not.toHaveProperty(
      'output_quality',
    );
  });
});
