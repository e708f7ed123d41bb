import type { PictureFormat } from '@fusionbridge/core';
import type { Sharp } from 'sharp';

/** How a picture is written. */
interface Encoding {
  readonly quality: number | null;
  readonly lossless: boolean;
}

/** PNG is always lossless, WebP if no quality is given; JPEG has no transparency. */
export function encoded(image: Sharp, format: PictureFormat, { quality, lossless }: Encoding): Sharp {
  const options = quality === null ? {} : { quality };
  switch (format) {
    case 'png':
      return image.png();
    case 'jpeg':
      return image.flatten({ background: '#fff' }).jpeg(options);
    case 'webp':
      return image.webp(quality === null && lossless ? { lossless, exact: true } : options);
  }
}
