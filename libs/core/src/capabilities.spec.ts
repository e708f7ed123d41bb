import { limitsOf, type ProviderCapabilities, UNBOUNDED } from './capabilities.js';

const CAPABILITIES: ProviderCapabilities = {
  operations: ['text', 'image', 'upscale'],
  byOperation: { image: { steps: { min: 1, max: 20 }, inputPictures: 2 }, upscale: { prompt: false } },
  prompt: true,
  negativePrompt: true,
  steps: { min: 1, max: 50 },
  guidance: UNBOUNDED,
  strength: { min: 0, max: 1 },
  loras: { max: 3, sources: ['url'], weight: { min: 0, max: 2 } },
  inputPictures: 1,
  mask: 'none',
  sizes: { kind: 'list', sizes: [{ width: 512, height: 512 }] },
  defaultSize: { width: 512, height: 512 },
  formats: ['png'],
  maxCount: 4,
  seed: 32,
  sampler: false,
  qualities: [],
  progress: false,
  cancel: 'charged',
  lookup: false,
  cost: 'unknown',
  flagsContent: false,
};

describe(limitsOf.name, () => {
  it('are those of the model if the operation has none of its own', () => {
    expect(limitsOf(CAPABILITIES, 'text')).toBe(CAPABILITIES);
    expect(limitsOf({ ...CAPABILITIES, byOperation: {} }, 'image')).toMatchObject({ steps: { max: 50 } });
  });

  it('are those of the operation where they differ, and those of the model elsewhere', () => {
    expect(limitsOf(CAPABILITIES, 'image')).toEqual({
      ...CAPABILITIES,
      steps: { min: 1, max: 20 },
      inputPictures: 2,
    });
    expect(limitsOf(CAPABILITIES, 'upscale')).toMatchObject({ prompt: false, steps: { min: 1, max: 50 } });
  });

  it('can take away what the model has otherwise', () => {
    const without = { ...CAPABILITIES, byOperation: { text: { loras: null, guidance: null } } };
    expect(limitsOf(without, 'text')).toMatchObject({ loras: null, guidance: null });
  });
});

describe('UNBOUNDED', () => {
  it('holds every number', () => {
    expect([-1e308, 0, 1e308].every((value) => value >= UNBOUNDED.min && value <= UNBOUNDED.max)).toBe(true);
  });
});
