import type { Picture } from '@fusionbridge/core';

/** Four fields of different colours. */
const PNG = `
  iVBORw0KGgoAAAANSUhEUgAAAEgAAAAwCAIAAAA9/qu8AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAUklEQVRo3u3PMREAIAwEMOR0
  ZkZJdSICWajoT7mLgax3dkx1zhITExMTExMTExMTExMTExMTExMbjN2Y6hwxMTExMTExMTExMTExMTExMTGxMR/IoVnx6hz8/gAA
  AABJRU5ErkJggg==
`;

/** A picture to be enlarged, not square, the same in every run. */
export const SMALL_PICTURE: Picture = {
  format: 'png',
  width: 72,
  height: 48,
  bytes: Buffer.from(PNG, 'base64'),
};
