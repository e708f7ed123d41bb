import type { Settings } from '@fusionbridge/settings';
import { DiskPictureStore } from './disk-picture-store.js';
import type { PictureStore } from './picture-store.js';
import { s3PlaceOf } from './s3/s3-place.js';
import { S3PictureStore } from './s3-picture-store.js';

/**
 * A bucket if the settings name one, the disk otherwise.
 * @throws SettingsError if the settings of a bucket are incomplete
 */
export function pictureStoreOf(settings: Settings): PictureStore {
  const place = s3PlaceOf(settings);
  return place === null ? new DiskPictureStore(settings) : new S3PictureStore(place);
}
