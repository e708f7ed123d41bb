import { newImageRequest } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import fc from 'fast-check';
import sharp from 'sharp';
import { ATMOSPHERE_WORDS, PLACE_WORDS } from './lexicon/settings-words.js';
import { rowsOf, wordsOf } from './lexicon/tables.js';
import { cast } from './identity/cast.js';
import { Lexicon } from './lexicon/lexicon.js';
import { ArtLibrary } from './painting/art-library.js';
import { ColourShares } from './painting/colour-shares.js';
import { compose } from './painting/compose.js';
import { readPrompt } from './prompt/read-prompt.js';
import { SeededRandom } from './seeded-random.js';
import { settle } from './settle.js';
import { ScenePainter } from './scene-painter.js';

const SIZE = { width: 96, height: 64 };

function painter(): ScenePainter {
  return new ScenePainter(new ImageProcessor(testSettings(modelsWithChain('sandbox', 'sandbox'))));
}

describe(ScenePainter.name, () => {
  const shared = painter();

  async function paint(prompt: string, seed = 1, from = shared): Promise<Buffer> {
    const order = { request: newImageRequest({ prompt }), seed, size: SIZE, model: 'scene', caption: false };
    return (await from.paint(order)).bytes;
  }

  /** Mean of red, green and blue. */
  async function mean(prompt: string): Promise<number[]> {
    const { channels } = await sharp(await paint(prompt)).stats();
    return channels.map((channel) => channel.mean);
  }

  it('depends on nothing but the order', async () => {
    const prompt = 'a knight and a witch in the rain at night, watercolor';
    const first = await paint(prompt);
    jest.spyOn(Math, 'random').mockReturnValue(0.25);
    jest.spyOn(Date, 'now').mockReturnValue(12);
    expect(await paint(prompt, 1, painter())).toEqual(first);
    jest.restoreAllMocks();
  });

  it('changes the picture with every place', async () => {
    const words = rowsOf(PLACE_WORDS).map(([, list = '']) => wordsOf(list)[0] ?? '');
    const pictures = await Promise.all(words.map(async (word) => (await paint(word)).toString('base64')));
    expect(new Set(pictures).size).toBe(words.length);
  });

  it('changes the picture with every word of weather, time, light and style', async () => {
    const words = rowsOf(ATMOSPHERE_WORDS).filter(([what = '']) => !/shot|=day|=clear|=sun$/.test(what));
    const plain = await paint('a man in a meadow, day');
    for (const [, list = ''] of words) {
      const word = wordsOf(list)[0] ?? '';
      expect([word, (await paint(`a man in a meadow, ${word}`)).equals(plain)]).toEqual([word, false]);
    }
  });

  it('paints nights dark, snow bright and beaches warm', async () => {
    const sum = async (prompt: string): Promise<number> => (await mean(prompt)).reduce((a, b) => a + b, 0);
    expect(await sum('a field at night')).toBeLessThan((await sum('a field at noon')) * 0.6);
    expect(await sum('snowy landscape at noon')).toBeGreaterThan(await sum('a field at noon'));
    const [red = 0, , blue = 0] = await mean('desert at noon');
    const [, , sea = 0] = await mean('underwater');
    expect(red).toBeGreaterThan(blue * 0.95);
    expect(sea).toBeGreaterThan(120);
  });

  it('paints whatever it is told, in the asked size', async () => {
    const parts = [
      'a cat',
      'two knights',
      'Elena',
      'riding a horse',
      'on a table',
      'in a boat',
      'holding a sword',
      'wearing a crown',
      'behind a castle',
      'over a mountain',
      'in a tavern',
      'underwater',
      'at night',
      'portrait',
      'giant',
      'asleep',
      'twelve ducks',
      'a mermaid',
      'on the moon',
      'rainbow',
      'pixel art',
    ];
    const prompt = fc.array(fc.constantFrom(...parts), { maxLength: 7 }).map((list) => list.join(' '));
    const side = fc.integer({ min: 64, max: 200 });
    await fc.assert(
      fc.asyncProperty(prompt, side, side, fc.nat(), async (text, width, height, seed) => {
        const order = {
          request: newImageRequest({ prompt: text }),
          seed,
          size: { width, height },
          model: 'scene',
          caption: false,
        };
        expect(await shared.paint(order)).toMatchObject({ width, height, format: 'png' });
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [2048, 64],
    [64, 2048],
  ])('paints nothing in a layer that could lie outside %d x %d', async (width, height) => {
    const [art, lexicon] = [await ArtLibrary.load(), new Lexicon()];
    const random = new SeededRandom('layers');
    const composition = {
      size: { width, height },
      art,
      shares: new ColourShares(art),
      random,
      box: [0, 0, 1, 1] as const,
    };
    const words = [PLACE_WORDS, ATMOSPHERE_WORDS].flatMap((table) =>
      rowsOf(table).map(([, list = '']) => wordsOf(list)[0] ?? ''),
    );
    for (const word of words) {
      const read = readPrompt(`an angel, a fairy, a ghost, a coin and a castle, ${word}`, '', {
        art,
        lexicon,
      });
      const svg = await compose(cast(settle(read, random), [], false), composition);
      expect(svg.match(/ opacity=|clip-path|<mask|<filter/g)).toBeNull();
    }
  });

  it('recolours animals as the prompt says', async () => {
    const [red = 0, green = 0, blue = 0] = await centre('a blue cat, simple background');
    expect(blue).toBeGreaterThan(Math.max(red, green) + 30);
    const [r = 0, g = 0, b = 0] = await centre('a green cat, simple background');
    expect(g).toBeGreaterThan(Math.max(r, b) + 15);
  });

  /** The most colourful pixel of the middle. */
  async function centre(prompt: string): Promise<number[]> {
    const data = await sharp(await paint(prompt))
      .extract({ left: 28, top: 20, width: 40, height: 40 })
      .removeAlpha()
      .raw()
      .toBuffer();
    const pixels = Array.from({ length: data.length / 3 }, (_, at) => [...data.subarray(at * 3, at * 3 + 3)]);
    const spread = (pixel: number[]): number => Math.max(...pixel) - Math.min(...pixel);
    return pixels.reduce((best, pixel) => (spread(pixel) > spread(best) ? pixel : best), [0, 0, 0]);
  }
});
