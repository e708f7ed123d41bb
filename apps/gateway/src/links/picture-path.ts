import type { ImageResult } from '@fusionbridge/core';

/** Digits of a Unix time in milliseconds, until the year 2286. */
const MS_DIGITS = 13;
/** Decimal digits of 128 bits, which earlier versions appended to the time. */
const ID_DIGITS = 39;
const ID_HEX_DIGITS = 32;

const NAME = /^\d{13}-([\w-]{22})-generated\.png$/;
const EARLIER_NAME = /^(\d+)-generated\.png$/;

/**
 * `<ms>-<id>-generated.png`, modelled on the replaced server's `<ms>-generated.png`. The picture's id in base64url, 22
 * characters, makes the name unguessable, so the file can be served without a key (`<img>` cannot send one), and lets
 * the picture be found again after a restart.
 */
export function fileNameOf(picture: ImageResult, createdAt: number): string {
  return `${createdAt}-${Buffer.from(picture.id, 'hex').toString('base64url')}-generated.png`;
}

/** Reads a name written by this or an earlier version; null for any other. */
export function pictureIdIn(fileName: string): string | null {
  const id = NAME.exec(fileName)?.[1];
  return id === undefined ? earlierIdIn(fileName) : Buffer.from(id, 'base64url').toString('hex');
}

function earlierIdIn(fileName: string): string | null {
  const digits = EARLIER_NAME.exec(fileName)?.[1] ?? '';
  return digits.length === MS_DIGITS + ID_DIGITS
    ? BigInt(digits.slice(MS_DIGITS)).toString(16).padStart(ID_HEX_DIGITS, '0')
    : null;
}
