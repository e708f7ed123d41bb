import { availableParallelism } from 'node:os';
import type { ImageResult, PictureFormat, Size } from '@fusionbridge/core';
import { Injectable, Logger } from '@nestjs/common';
import PQueue from 'p-queue';
import { ImageProcessor } from '../pixels/image-processor.js';
import { PictureStore } from '../store/picture-store.js';
import { ThumbnailFolder } from './thumbnail-folder.js';

/** In pixels. Only a few, so that requests for every possible width cannot fill the disk. */
const WIDTHS = [64, 128, 256, 512, 1024, 2048] as const;

const FORMATS: readonly PictureFormat[] = ['png', 'jpeg', 'webp'];

/** A smaller version of a kept picture. */
export interface Thumbnail extends Size {
  /** Names its bytes: the same picture, width and format. */
  readonly name: string;
  readonly format: PictureFormat;
  readonly of: ImageResult;
}

/** Creates thumbnails once and keeps them on the local disk, wherever the pictures themselves are kept. */
@Injectable()
export class Thumbnails {
  private readonly logger = new Logger(Thumbnails.name);
  private readonly underWay = new Map<string, Promise<Buffer>>();
  /** Limits the pictures in memory to those that can be processed at once. */
  private readonly work = new PQueue({ concurrency: availableParallelism() });

  constructor(
    private readonly store: PictureStore,
    private readonly imageProcessor: ImageProcessor,
    private readonly folder: ThumbnailFolder,
  ) {}

  /** The narrowest thumbnail of at least `width` pixels; null if the picture itself is not wider. */
  fitting(picture: ImageResult, width: number, format: PictureFormat): Thumbnail | null {
    const fits = WIDTHS.find((one) => one >= width);
    if (fits === undefined || fits >= picture.width) {
      return null;
    }
    const height = Math.max(1, Math.round((picture.height * fits) / picture.width));
    return { name: nameOf(picture.hash, fits, format), format, width: fits, height, of: picture };
  }

  /** The file if it exists; does not check that the picture still does. */
  kept({ name }: Thumbnail): Promise<Buffer | null> {
    return this.folder.read(name);
  }

  /**
   * Creates the file and keeps it. Simultaneous requests for the same thumbnail share the work.
   * @throws PictureError, or the store's error if the picture is gone
   */
  make(thumbnail: Thumbnail): Promise<Buffer> {
    return this.underWay.get(thumbnail.name) ?? this.begin(thumbnail);
  }

  /** Removes every thumbnail of a picture. */
  async forget(hash: string): Promise<void> {
    const names = WIDTHS.flatMap((width) => FORMATS.map((format) => nameOf(hash, width, format)));
    await Promise.all(names.map((name) => this.folder.remove(name)));
  }

  private begin(thumbnail: Thumbnail): Promise<Buffer> {
    const making = this.work
      .add(() => this.shrink(thumbnail))
      .finally(() => this.underWay.delete(thumbnail.name));
    this.underWay.set(thumbnail.name, making);
    return making;
  }

  private async shrink({ name, of, format, width, height }: Thumbnail): Promise<Buffer> {
    const picture = { ...of, bytes: await this.store.read(of.hash, of.format) };
    const { bytes } = await this.imageProcessor.convert(picture, {
      size: { width, height },
      format,
      fit: 'fill',
    });
    try {
      await this.folder.keep(name, bytes);
    } catch (error) {
      // A full disk costs speed, and no pictures.
      this.logger.warn(`A thumbnail could not be kept: ${error instanceof Error ? error.name : 'unknown'}`);
    }
    return bytes;
  }
}

function nameOf(hash: string, width: number, format: PictureFormat): string {
  return `${hash}-${width}.${format}`;
}
