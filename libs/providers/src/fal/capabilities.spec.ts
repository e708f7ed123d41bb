import { limitsOf } from '@fusionbridge/core';
import { capabilitiesOf } from './capabilities.js';
import { endpointFor, sheetOf } from './endpoints.js';
import { rateOf } from './bill.js';

function capabilities(model: string, mostLoras = 3): ReturnType<typeof capabilitiesOf> {
  return capabilitiesOf(sheetOf(model), mostLoras);
}

describe(capabilitiesOf, () => {
  it.each([
    {
      model: '',
      operations: ['text', 'image', 'inpaint', 'fill', 'reference', 'redux'],
      loras: 3,
      mask: 'hint',
      cost: 'list',
    },
    {
      model: 'fal-ai/flux-lora-fill',
      operations: ['inpaint', 'fill'],
      loras: 3,
      mask: 'hint',
      cost: 'unknown',
    },
    {
      model: 'fal-ai/flux-krea-lora',
      operations: ['text', 'image', 'inpaint'],
      loras: 3,
      mask: 'hint',
      cost: 'unknown',
    },
    { model: 'fal-ai/flux/schnell', operations: ['text'], loras: 0, mask: 'none', cost: 'list' },
    { model: 'fal-ai/flux-kontext/dev', operations: ['reference'], loras: 0, mask: 'none', cost: 'list' },
    {
      model: 'fal-ai/flux-2/lora',
      operations: ['text', 'reference'],
      loras: 3,
      mask: 'none',
      cost: 'unknown',
    },
    { model: 'fal-ai/flux-2-pro', operations: ['text'], loras: 0, mask: 'none', cost: 'unknown' },
    { model: '/acme/unheard-of/', operations: ['text'], loras: 0, mask: 'none', cost: 'unknown' },
  ])('has the limits of $model', ({ model, operations, loras, mask, cost }) => {
    const limits = capabilities(model);
    expect([...limits.operations].toSorted()).toEqual(operations.toSorted());
    expect(limits.loras?.max ?? 0).toBe(loras);
    expect(limits).toMatchObject({ mask, cost, seed: 31, cancel: 'charged', cancelQueued: 'free' });
  });

  it('has the limits of each operation of one model', () => {
    const limits = capabilities('');
    expect(limitsOf(limits, 'text')).toMatchObject({ strength: null, inputPictures: 0, prompt: true });
    expect(limitsOf(limits, 'image')).toMatchObject({ strength: { min: 0.01, max: 1 }, inputPictures: 1 });
    expect(limitsOf(limits, 'fill')).toMatchObject({ guidance: null, inputPictures: 1 });
    expect(limitsOf(limits, 'redux')).toMatchObject({ prompt: false, loras: null, inputPictures: 1 });
  });

  it('takes three reference pictures with FLUX.2, and 4 steps or more', () => {
    const limits = capabilities('fal-ai/flux-2/lora');
    expect(limitsOf(limits, 'reference')).toMatchObject({ inputPictures: 3, steps: { min: 4, max: 50 } });
    expect(capabilities('fal-ai/flux-2-pro')).toMatchObject({ steps: null, guidance: null });
  });

  it('takes as many LoRAs as the lower limit says', () => {
    expect(capabilities('', 8).loras?.max).toBe(8);
    expect(capabilities('fal-ai/flux-2/lora', 8).loras?.max).toBe(3);
    expect(capabilities('', 0).loras).toBeNull();
  });

  it('only enlarges with an upscaler', () => {
    expect(capabilities('fal-ai/esrgan')).toMatchObject({
      operations: ['upscale'],
      prompt: false,
      loras: null,
      seed: null,
      maxCount: 1,
      cancelQueued: 'free',
      lookup: true,
    });
  });
});

describe(rateOf, () => {
  it.each([
    ['', 'text', 0.035],
    ['', 'image', undefined],
    ['fal-ai/flux/dev', 'redux', 0.025],
    ['fal-ai/flux-pro/kontext', 'reference', 0.04],
    ['fal-ai/flux-kontext/dev', 'reference', 0.00125],
    ['fal-ai/esrgan', 'upscale', 0.00111],
  ] as const)('bills a unit of %j for %s at %j', (model, operation, usd) => {
    expect(rateOf(endpointFor(operation, sheetOf(model)))).toBe(usd);
  });
});
