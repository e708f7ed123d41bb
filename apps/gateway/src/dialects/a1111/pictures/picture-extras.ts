import { BridgeError, formatSize, type Picture, type Size } from '@fusionbridge/core';
import {
  ImageProcessor,
  type Conversion,
  embedProvenance,
  hasContentCredentials,
  type PictureInPieces,
  PictureStore,
  readProvenance,
  MediaEnv,
} from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { KeptFile } from '../../../responses/picture-base64.js';
import type { ExtrasFields } from '../body/picture-bodies.dto.js';

/** A resized picture that was stored, and a description of what was done. */
export interface ExtrasResult {
  readonly picture: KeptFile;
  readonly told: string;
}

type Wanted = Conversion & { readonly size: Size };

/** A1111's "extras" without an upscaler: plain Lanczos resizing, and described as such. */
@Injectable()
export class PictureExtras {
  private readonly maxPixels: number;

  constructor(
    settings: Settings,
    private readonly imageProcessor: ImageProcessor,
    private readonly store: PictureStore,
  ) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
  }

  /**
   * As PNG, keeping the file's own metadata, like A1111.
   * @throws BridgeError `invalid_request` if the result would be too large
   */
  async develop(picture: Picture, body: ExtrasFields): Promise<ExtrasResult> {
    const want = this.wanted(picture, body);
    const developed = await this.imageProcessor.convert(picture, { ...want, format: 'png' });
    const kept = await this.store.keep(withProvenanceOf(picture, developed));
    return {
      picture: { ...kept, format: 'png' },
      told: [
        resized(picture, developed),
        ...signatureNote(picture, developed),
        ...strangerNote(body),
        ...facesNote(body),
      ].join(' '),
    };
  }

  /** @throws BridgeError `invalid_request` if the result would be too large */
  wanted(picture: Picture, body: ExtrasFields): Wanted {
    const want = wantedOf(picture, body);
    if (want.size.width * want.size.height > this.maxPixels) {
      const field = body.resize_mode === 0 ? 'upscaling_resize' : 'upscaling_resize_w';
      throw BridgeError.invalid(
        field,
        `${formatSize(want.size)} is more than the ${this.maxPixels} pixels allowed (MAX_PIXELS).`,
      );
    }
    return want;
  }
}

function withProvenanceOf(before: Picture, after: Picture): Picture | PictureInPieces {
  const { infotext, record } = readProvenance(before.bytes);
  return infotext === null || before === after ? after : embedProvenance(after, { infotext, record });
}

function wantedOf(picture: Picture, body: ExtrasFields): Wanted {
  if (body.upscaler_1.toLowerCase() === 'none') {
    return { size: { width: picture.width, height: picture.height } };
  }
  const { upscaling_resize_w: width, upscaling_resize_h: height } = body;
  if (body.resize_mode === 1 && body.upscaling_crop) {
    return { size: { width, height }, fit: 'cover' };
  }
  const scale =
    body.resize_mode === 1 ? Math.max(width / picture.width, height / picture.height) : body.upscaling_resize;
  const size = { width: scaled(picture.width, scale), height: scaled(picture.height, scale) };
  return { size, fit: 'fill' };
}

function scaled(side: number, scale: number): number {
  return Math.max(1, Math.round(side * scale));
}

function resized(before: Size, after: Size): string {
  return before.width === after.width && before.height === after.height
    ? `The size stays ${formatSize(after)}.`
    : `Resized from ${formatSize(before)} to ${formatSize(after)} with Lanczos.`;
}

function signatureNote(before: Picture, after: Picture): string[] {
  return before !== after && hasContentCredentials(before)
    ? ['Its content credentials (C2PA) are dropped: they are good for the unchanged file only.']
    : [];
}

/** The description is HTML and names come from the client, so no name is repeated. */
function strangerNote({ upscaler_1: named }: ExtrasFields): string[] {
  return isResampling(named)
    ? []
    : ['The upscaler that was asked for does not exist here; Lanczos was used.'];
}

/** True if an upscaler's name means resampling without a model. */
export function isResampling(name: string): boolean {
  return ['none', 'lanczos', 'nearest', ''].includes(name.trim().toLowerCase());
}

/** Notes on face restoration, which is never available here. */
export function facesNote(body: ExtrasFields): string[] {
  return body.gfpgan_visibility > 0 || body.codeformer_visibility > 0 ? ['Faces are not restored.'] : [];
}
