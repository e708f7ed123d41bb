import type { VendorRequest, Mask, Picture, Size } from '@fusionbridge/core';
import { ImageProcessor, inspectPicture } from '@fusionbridge/media';
import type { default as sharpConstructor } from 'sharp';
import { captionStrip, captionText } from './caption/caption-strip.js';
import { treated } from './developing/treatment.js';
import { overSource } from './developing/over-source.js';
import { cast } from './identity/cast.js';
import { Lexicon } from './lexicon/lexicon.js';
import { ArtLibrary } from './painting/art-library.js';
import { ColourShares } from './painting/colour-shares.js';
import { compose, type Composition } from './painting/compose.js';
import { readPrompt } from './prompt/read-prompt.js';
import type { Treatment } from './scene.js';
import { SeededRandom } from './seeded-random.js';
import { settle } from './settle.js';

/** Whatever the operator allows, the sandbox paints no more than this. */
const LIMITS = { maxPixels: 2048 * 2048 };

/** Little to gain from trying harder with flat colours, and half the time. */
const PNG = { compressionLevel: 4 } as const;

/** Everything one picture depends on: equal orders give equal bytes, in any process. */
export interface PaintOrder {
  readonly request: VendorRequest;
  readonly seed: number;
  readonly size: Size;
  readonly model: string;
  readonly caption: boolean;
}

interface Words {
  readonly art: ArtLibrary;
  readonly lexicon: Lexicon;
  readonly shares: ColourShares;
}

/** Paints scenes from vector art: read, settle, compose, render, develop. Rendering runs on other threads. */
export class ScenePainter {
  private words: Promise<Words> | null = null;

  constructor(private readonly imageProcessor: ImageProcessor) {}

  /** @throws PictureError when the source cannot be decoded */
  async paint(order: PaintOrder): Promise<Picture> {
    const { request, size } = order;
    const scenery = await this.scenery(order);
    const captioned = order.caption ? await this.captioned(scenery, order) : scenery;
    if (request.source === null) {
      return captioned;
    }
    const { source: under, strength, mask } = request;
    const painted = await this.imageProcessor.within(
      under.width * under.height + 2 * size.width * size.height,
      () => overSource(captioned, under, { size, strength, masked: mask !== null }),
    );
    if (request.mask === null) {
      return painted;
    }
    const source = await this.imageProcessor.convert(request.source, { size, fit: 'fill', format: 'png' });
    return this.imageProcessor.pasteBack(source, painted, request.mask);
  }

  private async scenery({ request, seed, size, model }: PaintOrder): Promise<Picture> {
    const words = await this.library();
    const read = readPrompt(request.prompt, request.negativePrompt, words);
    const random = new SeededRandom(`${model}|${seed}`);
    const actors = cast(settle(read, random.fork('settle')), request.loras, request.mask !== null);
    const svg = await compose(actors, { ...words, size, random, box: boxOf(request.mask) });
    return this.develop(svg, size, read.treatments);
  }

  private async develop(svg: string, size: Size, treatments: readonly Treatment[]): Promise<Picture> {
    const { renderAsync } = await import('@resvg/resvg-js');
    const sharp = await sharpLibrary();
    const { pixels } = await renderAsync(svg, { font: { loadSystemFonts: false } });
    const plain = { data: pixels, ...size, channels: 4 as const };
    const finished = await treated(sharp, plain, treatments);
    const bytes = await sharp(finished.data, { raw: { ...size, channels: finished.channels } })
      .removeAlpha()
      .png(PNG)
      .toBuffer();
    return inspectPicture(bytes, LIMITS);
  }

  private async captioned(picture: Picture, order: PaintOrder): Promise<Picture> {
    const { renderAsync } = await import('@resvg/resvg-js');
    const { svg, height } = captionStrip(
      captionText(order.request, order.model, order.seed, picture),
      picture,
    );
    const strip = await renderAsync(svg, { font: { loadSystemFonts: false } });
    const sharp = await sharpLibrary();
    const raw = { width: strip.width, height: strip.height, channels: 4 as const };
    const bytes = await sharp(picture.bytes)
      .composite([{ input: strip.pixels, raw, left: 0, top: picture.height - height }])
      .removeAlpha()
      .png(PNG)
      .toBuffer();
    return inspectPicture(bytes, LIMITS);
  }

  /** 9 MB of art: read with the first picture, not with the start. */
  private library(): Promise<Words> {
    this.words ??= ArtLibrary.load().then((art) => ({
      art,
      lexicon: new Lexicon(),
      shares: new ColourShares(art),
    }));
    return this.words;
  }
}

/** Where the white of a mask is, as shares of the picture: what is repainted goes there. */
function boxOf(mask: Mask | null): Composition['box'] {
  if (mask === null) {
    return [0, 0, 1, 1];
  }
  const { width, height, pixels } = mask;
  let [left, top, right, bottom] = [width, height, 0, 0];
  const step = Math.max(1, Math.floor(height / 512));
  for (let y = 0; y < height; y += step) {
    const row = pixels.subarray(y * width, (y + 1) * width);
    const first = row.findIndex((value) => value > 127);
    if (first !== -1) {
      left = Math.min(left, first);
      right = Math.max(right, row.findLastIndex((value) => value > 127) + 1);
      top = Math.min(top, y);
      bottom = Math.min(height, y + step);
    }
  }
  return right <= left
    ? [0, 0, 1, 1]
    : [left / width, top / height, (right - left) / width, (bottom - top) / height];
}

async function sharpLibrary(): Promise<typeof sharpConstructor> {
  return (await import('sharp')).default;
}
