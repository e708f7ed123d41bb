import { capabilitiesOf } from './capabilities.js';
import { sheetOf } from './models.js';

describe(capabilitiesOf, () => {
  it.each([
    {
      model: 'black-forest-labs/FLUX.2-dev',
      maxLoras: 2,
      operations: ['text', 'reference'],
      steps: { min: 1, max: 50 },
      inputPictures: Number.POSITIVE_INFINITY,
    },
    {
      model: 'black-forest-labs/FLUX.2-pro',
      maxLoras: 0,
      operations: ['text', 'reference'],
      steps: null,
      inputPictures: Number.POSITIVE_INFINITY,
    },
    {
      model: 'black-forest-labs/FLUX.1-kontext-max',
      maxLoras: 0,
      operations: ['text', 'reference'],
      steps: null,
      inputPictures: 1,
    },
    {
      model: 'black-forest-labs/FLUX.1-schnell',
      maxLoras: 0,
      operations: ['text'],
      steps: { min: 1, max: 4 },
      inputPictures: 0,
    },
    {
      model: 'Qwen/Qwen-Image',
      maxLoras: 0,
      operations: ['text'],
      steps: { min: 1, max: 50 },
      inputPictures: 0,
    },
    {
      model: 'acme/unheard-of',
      maxLoras: 0,
      operations: ['text'],
      steps: { min: 1, max: 50 },
      inputPictures: 0,
    },
  ])('has the limits of $model', ({ model, maxLoras, operations, steps, inputPictures }) => {
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
