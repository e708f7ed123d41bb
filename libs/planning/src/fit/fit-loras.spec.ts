import { type LoraLimits, type ModelLink, type SelectedLora, UNBOUNDED } from '@fusionbridge/core';
import { PAID_ALL_ROUNDER } from '@fusionbridge/testing';
import { fitLoras } from './fit-loras.js';

const LIMITS: LoraLimits = { max: 4, sources: ['url'], weight: UNBOUNDED };
const LINK: ModelLink = { provider: 'acme', vendorModel: 'm1', family: 'flux' };

function lora(name: string, given: Partial<SelectedLora> = {}): SelectedLora {
  return { name, weight: 1, reason: 'keyword', sources: { url: `https://host.example/${name}` }, ...given };
}

function fitted(loras: readonly SelectedLora[], given: Partial<LoraLimits> | null = {}, link = LINK) {
  const { kept, degradations } = fitLoras(
    link,
    { ...PAID_ALL_ROUNDER, loras: given === null ? null : { ...LIMITS, ...given } },
    { operation: 'text', loras },
  );
  return {
    kept: kept.map(({ name }) => name),
    why: degradations.map(({ asked, why }) => [asked, why]),
  };
}

describe(fitLoras.name, () => {
  it('drops the weakest of too many', () => {
    expect(fitted([lora('a'), lora('b'), lora('c')], { max: 2 })).toEqual({
      kept: ['a', 'b'],
      why: [['c:1', 'the vendor takes at most 2']],
    });
  });

  it('leaves out what was trained for another family, where the family is known', () => {
    const loras = [lora('sdxl-one', { base: 'sdxl' }), lora('flux-one', { base: 'flux' })];
    expect(fitted(loras)).toEqual({
      kept: ['flux-one'],
      why: [['sdxl-one:1', 'it was trained for sdxl, and this is flux']],
    });
    expect(fitted(loras, {}, { ...LINK, family: 'other' }).kept).toEqual(['sdxl-one', 'flux-one']);
  });

  it('asks for a LoRA by the name that the provider has for it', () => {
    const named = lora('a', { sources: { file: 'a' }, providerIds: { acme: 'civitai:1@2' } });
    const { kept } = fitLoras(
      LINK,
      { ...PAID_ALL_ROUNDER, loras: { ...LIMITS, sources: ['air'] } },
      { operation: 'text', loras: [named] },
    );
    expect(kept[0]?.sources).toEqual({ air: 'civitai:1@2' });
    expect(fitted([named], { sources: ['air'] }, { ...LINK, provider: 'other' })).toEqual({
      kept: [],
      why: [['a:1', 'the vendor needs an AIR id for it']],
    });
  });

  it('says that nobody knows a name that a client made up', () => {
    const { why } = fitted([{ name: 'nobody', weight: 1, reason: 'named in the request' }], {
      sources: ['url'],
    });
    expect(why).toEqual([
      ['nobody:1', 'no LoRA of this name is known, and the vendor needs an address for it'],
    ]);
  });

  it('brings weights within what the vendor takes', () => {
    const { kept, degradations } = fitLoras(
      LINK,
      { ...PAID_ALL_ROUNDER, loras: { ...LIMITS, weight: { min: 0, max: 2 } } },
      { operation: 'text', loras: [lora('a', { weight: -1 }), lora('b', { weight: 2 })] },
    );
    expect(kept.map(({ weight }) => weight)).toEqual([0, 2]);
    expect(degradations).toEqual([
      { field: 'loras', asked: 'a:-1', given: 'a:0', why: 'the vendor takes 0 to 2' },
    ]);
  });

  it('tells an operation without LoRAs from a vendor without', () => {
    const capabilities = { ...PAID_ALL_ROUNDER, byOperation: { image: { loras: null } } };
    const { kept, degradations } = fitLoras(LINK, capabilities, { operation: 'image', loras: [lora('a')] });
    expect(kept).toEqual([]);
    expect(degradations).toMatchObject([{ asked: 'a:1', why: expect.stringContaining('other operations') }]);
  });

  it('says so where the vendor takes none', () => {
    expect(fitted([lora('a')], null).why).toEqual([['a:1', 'the vendor takes no LoRA']]);
  });
});
