import { newImageRequest } from '@fusionbridge/core';
import { priceOf } from '../pricing/price.js';
import { capabilitiesOf } from './capabilities.js';
import { predictionPathOf, servedModelOf, sheetOf } from './models.js';
import { requestBodyOf } from './request-body.js';

const NO_PICTURES = { source: null, mask: null };
const SIZE = { width: 1344, height: 768 };

describe(capabilitiesOf, () => {
  it.each([
    {
      name: 'flux-dev-lora',
      operations: ['text', 'image'],
      loras: 2,
      maxCount: 4,
      steps: { min: 1, max: 50 },
      usd: 0.032,
    },
    {
      name: 'flux-dev',
      operations: ['text', 'image'],
      loras: 0,
      maxCount: 4,
      steps: { min: 1, max: 50 },
      usd: 0.025,
    },
    {
      name: 'flux-schnell',
      operations: ['text'],
      loras: 0,
      maxCount: 4,
      steps: { min: 1, max: 4 },
      usd: 0.003,
    },
    { name: 'flux-1.1-pro', operations: ['text'], loras: 0, maxCount: 1, steps: null, usd: 0.04 },
    {
      name: 'flux-fill-dev',
      operations: ['inpaint', 'fill'],
      loras: 1,
      maxCount: 4,
      steps: { min: 1, max: 50 },
      usd: null,
    },
    {
      name: 'flux-fill-pro',
      operations: ['inpaint', 'fill'],
      loras: 0,
      maxCount: 1,
      steps: { min: 15, max: 50 },
      usd: null,
    },
    { name: 'unheard-of', operations: ['text'], loras: 0, maxCount: 1, steps: null, usd: null },
  ])('has limits and price of $name', ({ name, operations, loras, maxCount, steps, usd }) => {
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

describe(servedModelOf, () => {
  const version = 'ab'.repeat(32);

  it.each([
    [{ model: 'acme/fox', version: 'hidden' }, 'acme/fox'],
    [{ model: 'acme/fox', version }, `acme/fox:${version}`],
    [{ model: 'acme/fox' }, 'acme/fox'],
    [{ model: null, version }, undefined],
    [{}, undefined],
  ])('reads %j as %j', (prediction, served) => {
    expect(servedModelOf(prediction)).toBe(served);
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
