import type { Picture, Size } from '@fusionbridge/core';
import { inspectPicture } from '@fusionbridge/media';

/** A1111's default. */
const DEFAULT_STRENGTH = 0.75;

export interface OverSource {
  readonly size: Size;
  /** Denoising strength, 0 to 1. */
  readonly strength: number | null;
  /** Inside a mask the new scene covers the old one earlier: there is nothing around it to agree with. */
  readonly masked: boolean;
}

/**
 * The scene painted over a source. At strength 0 the source stays as it is; a low strength softens it and lets the
 * scene shimmer through; from 1 (in a mask: from 0.7) only the scene is left. The difference to the source grows with
 * the strength.
 * @throws PictureError when the source cannot be decoded
 */
export async function overSource(
  scenery: Picture,
  source: Picture,
  { size, strength, masked }: OverSource,
): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  const amount = strength ?? DEFAULT_STRENGTH;
  const cover = smooth(amount / (masked ? 0.7 : 1));
  const upright = sharp(source.bytes)
    .resize(size.width, size.height, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha();
  const base = amount === 0 ? upright : upright.blur(0.3 + amount * 4);
  const raw = { ...size, channels: 4 as const };
  const [under, over] = await Promise.all([
    base.ensureAlpha().raw().toBuffer(),
    sharp(scenery.bytes).ensureAlpha(cover).raw().toBuffer(),
  ]);
  const blended = await sharp(under, { raw })
    .composite([{ input: over, raw }])
    .removeAlpha()
    .png({ compressionLevel: 4 })
    .toBuffer();
  return inspectPicture(blended, { maxPixels: size.width * size.height });
}

/** Slow at both ends, 0 to 1. */
function smooth(share: number): number {
  const within = Math.max(0, Math.min(1, share));
  return within * within * (3 - 2 * within);
}
