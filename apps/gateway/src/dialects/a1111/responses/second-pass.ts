import {
  type Degradation,
  droppedCredentials,
  formatSize,
  type ImageResult,
  type OutputChoice,
  type Size,
} from '@fusionbridge/core';
import { ImageProcessor, embedProvenance, PictureStore, readProvenance, MediaEnv } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { Txt2ImgBody } from '../body/txt2img-body.dto.js';

/** The size after the second pass, and the degradations that replacing it causes. */
export interface Enlargement {
  readonly size: Size;
  readonly degradations: readonly Degradation[];
}

/**
 * A1111's second pass repaints at the larger size. The bridge instead enlarges the finished picture with Lanczos, which
 * is free and never duplicates the subject, and lists this as a degradation.
 */
@Injectable()
export class SecondPass {
  private readonly maxPixels: number;

  constructor(
    settings: Settings,
    private readonly imageProcessor: ImageProcessor,
    private readonly store: PictureStore,
  ) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
  }

  /** null if the body does not ask for it. `enable_hr` is the only switch: clients always send the other fields. */
  asked(body: Txt2ImgBody): Enlargement | null {
    const wanted = body.enable_hr ? targetOf(body) : body;
    if (wanted.width === body.width && wanted.height === body.height) {
      return null;
    }
    const size = this.bounded(wanted);
    const given = `painted at ${formatSize(body)}, enlarged to ${formatSize(size)} with Lanczos`;
    return {
      size,
      degradations: [
        {
          field: 'enable_hr',
          asked: `${formatSize(wanted)} with ${body.hr_upscaler ?? 'any upscaler'}`,
          given,
          why: 'no provider paints a second pass',
        },
      ],
    };
  }

  /** The enlarged picture, stored beside the original, with its provenance but without its signature. */
  async enlarge(result: ImageResult, size: Size, output: OutputChoice): Promise<ImageResult> {
    const { hash, format, width, height } = result;
    const bytes = await this.store.read(hash, format);
    const quality = format === 'png' ? null : output.quality;
    const large = await this.imageProcessor.convert({ format, width, height, bytes }, { size, quality });
    const infotext = withSecondPass(result.infotext, size);
    const file = embedProvenance(large, { infotext, record: readProvenance(bytes).record });
    const contentCredentials = result.contentCredentials === 'kept' ? 'dropped' : result.contentCredentials;
    return { ...result, ...(await this.store.keep(file)), ...size, infotext, contentCredentials };
  }

  /** The degradations that enlarging causes to the generated pictures. */
  lostBy(pictures: readonly Pick<ImageResult, 'contentCredentials'>[]): Degradation[] {
    return pictures.some(({ contentCredentials }) => contentCredentials === 'kept')
      ? [droppedCredentials('the picture was enlarged after it was painted')]
      : [];
  }

  private bounded(size: Size): Size {
    const shrink = Math.min(1, Math.sqrt(this.maxPixels / (size.width * size.height)));
    return { width: Math.floor(size.width * shrink), height: Math.floor(size.height * shrink) };
  }
}

/** A1111 processing.py `calculate_target_resolution`. */
function targetOf({ width, height, hr_scale, hr_resize_x, hr_resize_y }: Txt2ImgBody): Size {
  if (hr_resize_x <= 0 && hr_resize_y <= 0) {
    const scale = hr_scale > 0 ? hr_scale : 1;
    return { width: Math.round(width * scale), height: Math.round(height * scale) };
  }
  return {
    width: hr_resize_x > 0 ? hr_resize_x : Math.round((hr_resize_y * width) / height),
    height: hr_resize_y > 0 ? hr_resize_y : Math.round((hr_resize_x * height) / width),
  };
}

/** Uses A1111's wording and position: before the version. */
function withSecondPass(infotext: string, size: Size): string {
  const words = `Hires resize: ${formatSize(size)}, Hires upscaler: Lanczos`;
  const end = infotext.lastIndexOf(', Version: ');
  return end === -1 ? `${infotext}, ${words}` : `${infotext.slice(0, end)}, ${words}${infotext.slice(end)}`;
}
