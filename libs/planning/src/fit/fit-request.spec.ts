import {
  type Degradation,
  limitsOf,
  newImageRequest,
  type ProviderCapabilities,
  type VendorRequest,
} from '@fusionbridge/core';
import { ONE_PIXEL, PAID_ALL_ROUNDER } from '@fusionbridge/testing';
import { fitRequest } from './fit-request.js';

interface Fitted {
  readonly request: VendorRequest;
  readonly cuts: readonly Degradation[];
}

function fitted(differs: Partial<ProviderCapabilities>, given: Partial<VendorRequest>): Fitted {
  const request = newImageRequest({ prompt: 'a fox', ...given });
  const fit = fitRequest(limitsOf({ ...PAID_ALL_ROUNDER, ...differs }, request.operation), request);
  if (!fit.fits) {
    throw new Error(fit.why);
  }
  return { request: fit.request, cuts: fit.degradations };
}

describe(fitRequest.name, () => {
  it.each([
    ['steps', 90, 50],
    ['guidance', 0, 1.5],
    ['strength', 0, 0.01],
  ] as const)('brings %s of %d to the bound, and says so', (field, asked, bound) => {
    const ranges = {
      steps: { min: 1, max: 50 },
      guidance: { min: 1.5, max: 10 },
      strength: { min: 0.01, max: 1 },
    };
    const { request, cuts } = fitted(ranges, { [field]: asked });
    expect(request[field]).toBe(bound);
    const { min, max } = ranges[field];
    const why = `the vendor takes ${min} to ${max}`;
    expect(cuts).toEqual([{ field, asked: String(asked), given: String(bound), why }]);
  });

  it('leaves alone what is within the range, and what nobody asks for', () => {
    const { request, cuts } = fitted({ steps: { min: 1, max: 50 } }, { steps: 50 });
    expect(request).toMatchObject({ steps: 50, guidance: null, strength: null });
    expect(cuts).toEqual([]);
  });

  it('drops what an operation has no field for, although another one has', () => {
    const differs = { byOperation: { fill: { guidance: null, strength: null } } };
    const filled = fitted(differs, { operation: 'fill', source: ONE_PIXEL, guidance: 4, strength: 0.5 });
    expect(filled.request).toMatchObject({ guidance: null, strength: null });
    expect(filled.cuts.map(({ field, given }) => [field, given])).toEqual([
      ['guidance', 'dropped'],
      ['strength', 'dropped'],
    ]);
    expect(fitted(differs, { operation: 'image', source: ONE_PIXEL, guidance: 4 }).request.guidance).toBe(4);
  });

  it.each([
    [31, 2 ** 31 - 1, 2 ** 31 - 1, []],
    [31, 2 ** 31 + 5, 5, ['seed']],
    [32, 2 ** 32 - 1, 2 ** 32 - 1, []],
    [null, 7, null, ['seed']],
  ] as const)('gives a vendor with seeds of %s bits for %d the seed %s', (bits, asked, given, cut) => {
    const { request, cuts } = fitted({ seed: bits }, { seed: asked });
    expect(request.seed).toBe(given);
    expect(cuts.map(({ field }) => field)).toEqual(cut);
  });

  it.each([
    ['high', 'high', []],
    ['hd', 'high', []],
    ['auto', null, []],
    ['max', null, ['quality']],
  ])('asks a vendor with presets for the quality %s as %s', (asked, given, cut) => {
    const presets = { qualities: ['low', 'high'], qualityAliases: { hd: 'high' } };
    const { request, cuts } = fitted(presets, { quality: asked });
    expect(request.quality).toBe(given);
    expect(cuts.map(({ field }) => field)).toEqual(cut);
  });

  it('names the preset that a vendor falls back to', () => {
    const { cuts } = fitted({ qualities: ['hd'], usualQuality: 'standard' }, { quality: 'max' });
    expect(cuts).toMatchObject([{ field: 'quality', given: 'standard' }]);
  });

  it('keeps as many pictures as the vendor looks at, the source first', () => {
    const three = { operation: 'reference', source: ONE_PIXEL, references: [ONE_PIXEL, ONE_PIXEL] } as const;
    const two = fitted({ inputPictures: 2 }, three);
    expect(two.request.source).not.toBeNull();
    expect(two.request.references).toHaveLength(1);
    expect(two.cuts).toEqual([
      { field: 'references', asked: '3', given: '2', why: 'the vendor takes at most 2' },
    ]);
    expect(fitted({ inputPictures: 3 }, three).cuts).toEqual([]);
  });

  it.each([
    ['redux', "the vendor's Redux takes a picture and no words"],
    ['upscale', 'the upscaler takes a picture and no words'],
  ] as const)('takes the words from an operation without a prompt: %s', (operation, why) => {
    const { request, cuts } = fitted({ prompt: false }, { operation, source: ONE_PIXEL });
    expect(request.prompt).toBe('');
    expect(cuts).toEqual([{ field: 'prompt', asked: 'a fox', given: 'dropped', why }]);
    expect(fitted({ prompt: false }, { operation, source: ONE_PIXEL, prompt: ' ' }).cuts).toEqual([]);
  });
});
