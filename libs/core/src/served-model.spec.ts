import { servedInstead } from './served-model.js';

describe(servedInstead.name, () => {
  it.each([
    ['flux-2-pro', 'flux-2-pro'],
    ['FLUX-2-pro', 'flux-2-PRO'],
    ['gpt-image-2', 'gpt-image-2-2026-03-01'],
    ['sdxl/juggernaut', 'juggernaut.safetensors [a1b2c3]'],
    ['', 'whatever is loaded'],
    ['flux-2-pro', undefined],
  ])('takes %j served as %j for the same model', (named, served) => {
    expect(servedInstead(named, served)).toEqual([]);
  });

  it.each([
    ['flux-2-pro', 'flux-2-klein'],
    ['gpt-image-1', 'gpt-image-1-mini'],
    ['gpt-image-2', 'gpt-image-2.5'],
  ])('tells of %j served as %j', (asked, given) => {
    expect(servedInstead(asked, given)).toEqual([
      { field: 'model', asked, given, why: 'the vendor served another model' },
    ]);
  });
});
