import type { Metadata } from 'sharp';
import { isSrgbProfile } from './colour-profile.js';

/** Whether an upload can be sent to a vendor unchanged. */
export function isPlain({ orientation = 1, pages = 1, depth, space, icc }: Metadata): boolean {
  return (
    orientation === 1 &&
    pages === 1 &&
    depth === 'uchar' &&
    (space === 'srgb' || space === 'b-w') &&
    (icc === undefined || isSrgbProfile(icc))
  );
}
