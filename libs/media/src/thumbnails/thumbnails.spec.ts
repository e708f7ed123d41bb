import type { ImageResult } from '@fusionbridge/core';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Logger } from '@nestjs/common';
import sharp from 'sharp';
import { ImageProcessor } from '../pixels/image-processor.js';
import { DiskPictureStore } from '../store/disk-picture-store.js';
import { ThumbnailFolder } from './thumbnail-folder.js';
import { type Thumbnail, Thumbnails } from './thumbnails.js';

describe(Thumbnails.name, () => {
  const settings = testSettings(modelsWithChain('other'));
  const store = new DiskPictureStore(settings);
  const imageProcessor = new ImageProcessor(settings);
  const folder = new ThumbnailFolder(settings);
  const thumbnails = new Thumbnails(store, imageProcessor, folder);

  afterEach(() => jest.restoreAllMocks());

  async function kept(width: number, height: number, background: string): Promise<ImageResult> {
    const bytes = await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer();
    const file = await store.keep({ format: 'png', bytes });
    const made = { id: 'id', seed: 1, provider: 'p', vendorModel: 'm', infotext: '' };
    return { ...file, ...made, contentCredentials: 'none', format: 'png', width, height };
  }

  function fitting(picture: ImageResult, width = 256): Thumbnail {
    const thumbnail = thumbnails.fitting(picture, width, 'webp');
    if (thumbnail === null) {
      throw new Error('No thumbnail fits.');
    }
    return thumbnail;
  }

  it('knows few widths, and none as wide as the picture', async () => {
    const picture = await kept(600, 300, '#123');
    const widths = [1, 64, 65, 200, 256, 257, 512, 513, 9999].map(
      (width) => thumbnails.fitting(picture, width, 'webp')?.width ?? null,
    );
    expect(widths).toEqual([64, 64, 128, 256, 256, 512, 512, null, null]);
  });

  it('keeps the proportions, down to a line of one pixel', async () => {
    expect(fitting(await kept(600, 300, '#123'))).toMatchObject({ width: 256, height: 128 });
    const line = await kept(900, 1, '#321');
    const bytes = await thumbnails.make(fitting(line));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 256, height: 1 });
  });

  it('makes one for all who ask at once, and none again for those who come later', async () => {
    const convert = jest.spyOn(imageProcessor, 'convert');
    const thumbnail = fitting(await kept(640, 480, '#456'));
    const all = await Promise.all(Array.from({ length: 20 }, () => thumbnails.make(thumbnail)));
    expect(convert).toHaveBeenCalledTimes(1);
    const later = await new Thumbnails(store, imageProcessor, new ThumbnailFolder(settings)).kept(thumbnail);
    expect(convert).toHaveBeenCalledTimes(1);
    expect(all.every((bytes) => later !== null && bytes.equals(later))).toBe(true);
  });

  it('gives thumbnails out that it cannot keep', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    jest.spyOn(folder, 'keep').mockRejectedValueOnce(new Error('the disk is full'));
    const thumbnail = fitting(await kept(640, 480, '#789'));
    expect(await sharp(await thumbnails.make(thumbnail)).metadata()).toMatchObject({ width: 256 });
  });

  it('tries again after a failure', async () => {
    const picture = await kept(640, 480, '#abc');
    const thumbnail = fitting(picture);
    jest.spyOn(store, 'read').mockRejectedValueOnce(new Error('the disk broke'));
    await expect(thumbnails.make(thumbnail)).rejects.toThrow('the disk broke');
    await expect(thumbnails.make(thumbnail)).resolves.toBeInstanceOf(Buffer);
  });

  it('forgets every thumbnail of a picture', async () => {
    const picture = await kept(640, 480, '#def');
    const names = [fitting(picture, 64), fitting(picture, 256)];
    await Promise.all(names.map((one) => thumbnails.make(one)));
    await thumbnails.forget(picture.hash);
    expect(await Promise.all(names.map(({ name }) => folder.read(name)))).toEqual([null, null]);
  });
});
