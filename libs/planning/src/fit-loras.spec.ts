import type { ModelLink, SelectedLora } from '@fusionbridge/core';
import { PAID_ALL_ROUNDER } from '@fusionbridge/testing';
import { fitLoras } from './fit-loras.js';

const LINK: ModelLink = { provider: 'acme', vendorModel: 'm1', family: 'flux' };

function lora(name: string, given: Partial<SelectedLora> = {}): SelectedLora {
  return { name, weight: 1, reason: 'keyword', sources: { url: `https://host.example/${name}` }, ...given };
}

function fitted(loras: readonly SelectedLora[], given: Partial<typeof PAID_ALL_ROUNDER> = {}, link = LINK) {
  const { kept, degradations } = fitLoras(
    link,
    { ...PAID_ALL_ROUNDER, loraSources: ['url'], ...given },
    loras,
  );
  return {
    kept: kept.map(({ name }) => name),
    why: degradations.map(({ asked, why }) => [asked, why]),
  };
}

describe(fitLoras.name, () => {
  it('drops the weakest of too many', () => {
    expect(fitted([lora('a'), lora('b'), lora('c')], { maxLoras: 2 })).toEqual({
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
    const { kept } = fitLoras(LINK, { ...PAID_ALL_ROUNDER, loraSources: ['air'] }, [named]);
    expect(kept[0]?.sources).toEqual({ air: 'civitai:1@2' });
    expect(fitted([named], { loraSources: ['air'] }, { ...LINK, provider: 'other' })).toEqual({
      kept: [],
      why: [['a:1', 'the vendor needs an AIR id for it']],
    });
  });

  it('says that nobody knows a name that a client made up', () => {
    const { why } = fitted([{ name: 'nobody', weight: 1, reason: 'named in the request' }], {
      loraSources: ['url'],
    });
    expect(why).toEqual([
      ['nobody:1', 'no LoRA of this name is known, and the vendor needs an address for it'],
    ]);
  });

  it('says so where the vendor takes none', () => {
    expect(fitted([lora('a')], { maxLoras: 0 }).why).toEqual([['a:1', 'the vendor takes no LoRA']]);
  });
});
