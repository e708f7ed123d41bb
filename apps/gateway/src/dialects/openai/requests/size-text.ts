import { Transform } from 'class-transformer';

/**
 * Normalises a size as people write it: `1024 × 1024`, `1024*1024`, `16 : 9` and `2k` become `1024x1024`, `16:9` and
 * `2K`.
 */
export function SizeText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? plain(value) : value));
}

function plain(text: string): string {
  const tight = text.trim().replaceAll(/\s*([xX*\u00D7\u2715:])\s*/g, '$1');
  return tight.replace(/[X*\u00D7\u2715]/, 'x').replace(/k$/, 'K');
}

const SIDES = String.raw`\d{1,5}x\d{1,5}`;
const SHAPE = String.raw`\d{1,4}(?:\.\d{1,4})?:\d{1,4}(?:\.\d{1,4})?`;
const TIER = '[124]K';

/** An exact size, an aspect ratio, or a tier; `auto` leaves it to the model. */
export const SIZE = new RegExp(`^(?:auto|${SIDES}|${SHAPE}|${TIER})$`);
export const ASPECT_RATIO = new RegExp(`^(?:auto|${SHAPE})$`);
export const RESOLUTION = new RegExp(`^(?:auto|${SIDES}|${TIER})$`);
