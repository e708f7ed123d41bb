import { limitsOf, newImageRequest, type VendorRequest } from '@fusionbridge/core';
import { capabilitiesOf } from './capabilities.js';
import { sheetOf } from './models.js';
import { stabilityRequestOf } from './request-body.js';

const fox = newImageRequest({ prompt: 'a fox', size: { width: 1024, height: 1024 }, seed: 7 });

function call(given: Partial<VendorRequest>, model: string): ReturnType<typeof stabilityRequestOf> {
  return stabilityRequestOf({ ...fox, ...given }, model, sheetOf(model));
}

function fieldsOf(given: Partial<VendorRequest>, model: string): Record<string, unknown> {
  const parts = call(given, model).body(7, null);
  return Object.fromEntries(parts.map((part) => [part.name, 'value' in part ? part.value : 'a file']));
}

describe(stabilityRequestOf, () => {
  it.each([
    ['core', 'core', 0.03],
    ['ultra', 'ultra', 0.08],
    ['sd3.5-large', 'sd3', 0.065],
    ['sd3.5-large-turbo', 'sd3', 0.04],
    ['sd3.5-medium', 'sd3', 0.035],
    ['sd4-of-the-future', 'sd3', 0.065],
  ])('sends %s to its endpoint at its price', (model, endpoint, usd) => {
    expect(call({}, model)).toMatchObject({ path: `v2beta/stable-image/generate/${endpoint}`, usd });
    expect(fieldsOf({}, model)['model']).toBe(endpoint === 'sd3' ? model : undefined);
  });

  it.each(['inpaint', 'fill'] as const)(
    'sends %s to the one endpoint for it, whatever the model',
    (operation) => {
      expect(call({ operation }, 'ultra')).toMatchObject({
        path: 'v2beta/stable-image/edit/inpaint',
        usd: 0.05,
      });
      expect(fieldsOf({ operation }, 'sd3.5-large')).toEqual({
        prompt: 'a fox',
        seed: '7',
        output_format: 'png',
      });
    },
  );

  it.each([
    [{ width: 1024, height: 1024 }, '1:1'],
    [{ width: 1344, height: 768 }, '16:9'],
    [{ width: 768, height: 1344 }, '9:16'],
    [{ width: 1536, height: 640 }, '21:9'],
    [{ width: 640, height: 1536 }, '9:21'],
    [{ width: 1216, height: 832 }, '3:2'],
    [{ width: 832, height: 1216 }, '2:3'],
    [{ width: 1088, height: 896 }, '5:4'],
    [{ width: 896, height: 1088 }, '4:5'],
  ])('gives the shape of %j as %s', (size, ratio) => {
    expect(fieldsOf({ size }, 'core')['aspect_ratio']).toBe(ratio);
  });

  it('replaces the seed 0 and no other', () => {
    expect(call({ seed: 0 }, 'core')).toMatchObject({
      seed: 2 ** 31,
      degradations: [{ field: 'seed', asked: '0', given: '2147483648' }],
    });
    expect(call({ seed: 1 }, 'core')).toMatchObject({ seed: 1, degradations: [] });
    expect(call({ seed: null }, 'core')).toMatchObject({ seed: null, degradations: [] });
  });
});

describe(capabilitiesOf, () => {
  it.each([
    ['core', ['text', 'inpaint', 'fill'], true, null],
    ['ultra', ['text', 'image', 'inpaint', 'fill'], true, null],
    ['sd3.5-large', ['text', 'image', 'inpaint', 'fill'], true, { min: 1, max: 10 }],
    ['sd3.5-large-turbo', ['text', 'image', 'inpaint', 'fill'], false, null],
    ['sd3.5-medium', ['text', 'image', 'inpaint', 'fill'], true, { min: 1, max: 10 }],
  ])('has the limits of %s', (model, operations, negativePrompt, guidance) => {
    const capabilities = capabilitiesOf(sheetOf(model));
    expect(capabilities).toMatchObject({ operations, negativePrompt, guidance, steps: null, loras: null });
    expect(limitsOf(capabilities, 'inpaint')).toMatchObject({ guidance: null, strength: null });
  });
});
