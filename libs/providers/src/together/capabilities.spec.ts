import { capabilitiesOf } from './capabilities.js';
import { sheetOf } from './models.js';

describe(capabilitiesOf, () => {
  it.each([
    ['black-forest-labs/FLUX.2-dev', 2, ['text', 'reference'], { min: 1, max: 50 }, Number.POSITIVE_INFINITY],
    ['black-forest-labs/FLUX.2-pro', 0, ['text', 'reference'], null, Number.POSITIVE_INFINITY],
    ['black-forest-labs/FLUX.1-kontext-max', 0, ['text', 'reference'], null, 1],
    ['black-forest-labs/FLUX.1-schnell', 0, ['text'], { min: 1, max: 4 }, 0],
    ['Qwen/Qwen-Image', 0, ['text'], { min: 1, max: 50 }, 0],
    ['acme/unheard-of', 0, ['text'], { min: 1, max: 50 }, 0],
  ])('has the limits of %s', (model, maxLoras, operations, steps, inputPictures) => {
    const capabilities = capabilitiesOf(sheetOf(model), 12);
    expect(capabilities.loras?.max ?? 0).toBe(maxLoras);
    expect(capabilities).toMatchObject({ operations, steps, inputPictures, mask: 'none', strength: null });
    expect(capabilities.guidance).toEqual(steps === null ? null : { min: 0, max: 20 });
  });

  it('takes LoRAs by address or repository, as many as the lower limit says', () => {
    expect(capabilitiesOf(sheetOf(''), 1).loras).toEqual({
      max: 1,
      sources: ['url', 'huggingface'],
      weight: { min: 0, max: 4 },
    });
    expect(capabilitiesOf(sheetOf(''), 0).loras).toBeNull();
  });

  it('knows the cost of the models with a listed price only', () => {
    expect(capabilitiesOf(sheetOf(''), 2).cost).toBe('list');
    expect(capabilitiesOf(sheetOf('acme/unheard-of'), 2).cost).toBe('unknown');
  });
});
