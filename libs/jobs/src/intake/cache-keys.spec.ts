import { newImageRequest } from '@fusionbridge/core';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { CacheKeys } from './cache-keys.js';

const picture = { format: 'png' as const, width: 2, height: 1, bytes: Buffer.from('picture') };

/** What planning would make of it is not what is looked at here. */
const plans = { prepare: async () => ({}), basis: () => ({ model: 'main' }) };

/**
 * These values are in the records of installations. Where this table fails, every request with a fixed seed is bought once
 * more after an upgrade: a new field of a request belongs into the key only where it is not at its default.
 */
describe('The keys of the result cache in the database', () => {
  // @ts-expect-error Only the basis is asked for.
  const keys = new CacheKeys(testSettings(modelsWithChain('other')), plans);
  const keyOf = async (given: object): Promise<string | null> =>
    (await keys.of({ request: newImageRequest({ seed: 7, ...given }) }))?.key ?? null;

  it.each([
    ['a prompt', { prompt: 'a fox' }, 'ecc5445089417d76e7baefc1c9c6539b764133ea9b663b8c1d47bde709025cf1'],
    [
      'everything a text can ask for',
      {
        prompt: 'a fox',
        negativePrompt: 'a dog',
        size: { width: 64, height: 32 },
        count: 2,
        steps: 20,
        guidance: 3.5,
        sampler: 'Euler a',
        scheduler: 'Karras',
        loras: [{ name: 'elena', weight: 0.8 }],
        quality: 'hd',
        output: { format: 'webp' as const, quality: 80 },
      },
      '4b382be7bd47b84afee623bfb83c9ee5d5e3cd46f54efed5b7de513a63d1978a',
    ],
    [
      'a picture',
      { operation: 'image' as const, source: picture, strength: 0.5 },
      '2a7b83ebbc9a5ad2164dab554abe1b4fc6584d5ecc8bb71a813ebcd1ad866555',
    ],
  ])('are what they were: %s', async (_what, given, key) => {
    expect(await keyOf(given)).toBe(key);
  });

  it('are none without a fixed seed', async () => {
    expect(await keyOf({ seed: null })).toBeNull();
  });
});
