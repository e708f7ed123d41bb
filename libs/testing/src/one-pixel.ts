import type { Mask, Picture } from '@fusionbridge/core';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The smallest picture, for requests that are asserted to the byte. */
export const ONE_PIXEL: Picture = { format: 'png', width: 1, height: 1, bytes: Buffer.from(PNG, 'base64') };

/** As vendors take it in the place of an address. */
export const ONE_PIXEL_URI = `data:image/png;base64,${PNG}`;

/** Repaints all of it. */
export const ONE_PIXEL_MASK: Mask = { width: 1, height: 1, pixels: Buffer.from([255]) };
