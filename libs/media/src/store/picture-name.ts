import { extensionOf, PICTURE_FORMATS, type PictureFormat } from '@fusionbridge/core';

const HASH = /^[0-9a-f]{64}$/;
const FILE = /^([0-9a-f]{64})\.(png|jpg|webp)$/;

/**
 * Name of a file in a store, in one of 256 folders to keep each of them small.
 * @throws Error for anything but a SHA-256 in hex, so that no path can be injected
 */
export function pictureName(hash: string, format: PictureFormat): string {
  if (!HASH.test(hash)) {
    throw new Error('A kept picture is named by its SHA-256.');
  }
  return `${hash.slice(0, 2)}/${hash}.${extensionOf(format)}`;
}

/** The picture that a file name without its folder stands for; null for anything but a kept picture. */
export function pictureNamed(file: string): { hash: string; format: PictureFormat } | null {
  const [, hash, extension] = FILE.exec(file) ?? [];
  const format = PICTURE_FORMATS.find((one) => extensionOf(one) === extension);
  return hash === undefined || format === undefined ? null : { hash, format };
}
