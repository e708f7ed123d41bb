import {
  type VendorCall,
  type AttemptContext,
  formatSize,
  type ImageProvider,
  type Picture,
  type ProbeResult,
  type ProviderCapabilities,
  ProviderError,
  type ProviderImages,
  type Size,
  type VendorRequest,
} from '@fusionbridge/core';
import { ImageProcessor, PictureError, MediaEnv } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { upscalerCapabilities } from '../protocol/upscaler-capabilities.js';
import { ABOUT } from './about.js';

const ID = 'lanczos';

/**
 * Resizes a picture with Lanczos' filter: embedded, free and without a model, so it adds no detail. Meant for the end of a
 * chain of upscalers; it generates nothing.
 */
@Injectable()
export class LanczosProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly offers: ProviderCapabilities;

  constructor(
    settings: Settings,
    private readonly imageProcessor: ImageProcessor,
  ) {
    const { MAX_PIXELS: maxPixels } = settings.section(MediaEnv);
    this.offers = {
      ...upscalerCapabilities({ kind: 'free', min: 1, max: maxPixels, multipleOf: 1, maxPixels }),
      formats: ['png', 'jpeg', 'webp'],
      cost: 'free',
      embedded: true,
      resampling: true,
    };
  }

  capabilities(): ProviderCapabilities {
    return this.offers;
  }

  configured(): true {
    return true;
  }

  async probe(): Promise<ProbeResult> {
    return { reachable: true, message: "embedded: enlarges pictures with Lanczos' filter" };
  }

  translate(request: VendorRequest): VendorCall {
    const { source, size } = request;
    return {
      wire: {
        filter: 'lanczos3',
        from: source === null ? null : formatSize(source),
        to: size === null ? null : formatSize(size),
      },
      submit: async (context) => ({ kind: 'images', images: await this.enlarged(request, context) }),
    };
  }

  private async enlarged({ source, size }: VendorRequest, context: AttemptContext): Promise<ProviderImages> {
    if (source === null) {
      throw failure('validation', 'there is no picture to enlarge');
    }
    if (context.signal.aborted) {
      throw failure('cancelled', 'was stopped');
    }
    await context.beforePictures();
    const { bytes } = await this.resized(source, size ?? source);
    return {
      pictures: [{ bytes, seed: null, flagged: false }],
      cost: { usd: 0, source: 'free' },
      degradations: [],
    };
  }

  /** As PNG, so that nothing is lost before the bridge encodes the requested format. */
  private async resized(source: Picture, { width, height }: Size): Promise<Picture> {
    try {
      return await this.imageProcessor.convert(source, {
        size: { width, height },
        format: 'png',
        fit: 'cover',
      });
    } catch (error) {
      if (error instanceof PictureError) {
        throw failure('validation', error.message, error);
      }
      throw error;
    }
  }
}

function failure(kind: 'validation' | 'cancelled', message: string, cause?: unknown): ProviderError {
  return new ProviderError({ provider: ID, kind, outcome: 'not_sent', message: `${ID}: ${message}`, cause });
}
