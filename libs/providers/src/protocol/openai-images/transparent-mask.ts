import type { Mask, Picture } from '@fusionbridge/core';

/** The mask as OpenAI takes it: a PNG that is see-through where it is to be repainted and black elsewhere. */
export async function transparentMask(mask: Mask): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  const { width, height } = mask;
  const alpha = await sharp(mask.pixels, { raw: { width, height, channels: 1 } })
    .negate()
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#000000' } })
    .joinChannel(alpha, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
  return { format: 'png', width, height, bytes };
}
