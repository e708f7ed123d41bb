import type { ImageResult } from '@fusionbridge/core';

/** Digits of a Unix time in milliseconds, until the year 2286. */
const MS_DIGITS = 13;
/** Decimal digits of 128 bits. */
const ID_DIGITS = 39;
const ID_HEX_DIGITS = 32;

/**
 * `<ms>-generated.png`, as the replaced server named its files. The number goes on behind the milliseconds with the
 * picture's id: nobody can guess it, so that it is served without a key as it always was (`<img>` cannot show one),
 * and it finds the picture again after a restart.
 */
export function fileNameOf(picture: ImageResult, createdAt: number): string {
  return `${createdAt}${BigInt(`0x${picture.id}`).toString().padStart(ID_DIGITS, '0')}-generated.png`;
}

/** @returns null for any other name */
export function pictureIdIn(fileName: string): string | null {
  const digits = /^(\d+)-generated\.png$/.exec(fileName)?.[1] ?? '';
  return digits.length === MS_DIGITS + ID_DIGITS
    ? BigInt(digits.slice(MS_DIGITS)).toString(16).padStart(ID_HEX_DIGITS, '0')
    : null;
}
