import type { Settings } from '@fusionbridge/settings';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { DiskPictureStore } from './disk-picture-store.js';
import { pictureStoreOf } from './picture-store-of.js';
import { s3PlaceOf } from './s3/s3-place.js';
import { S3PictureStore } from './s3-picture-store.js';

const KEYS = { S3_BUCKET: 'pictures', S3_ACCESS_KEY_ID: 'test-id', S3_SECRET_ACCESS_KEY: 'test-secret' };

describe(pictureStoreOf.name, () => {
  const settings = (env: Record<string, string>): Settings => testSettings(modelsWithChain('other'), env);

  it('takes the disk, and a bucket where one is named', () => {
    expect(pictureStoreOf(settings({}))).toBeInstanceOf(DiskPictureStore);
    expect(pictureStoreOf(settings({ S3_BUCKET: ' ', S3_REGION: 'eu-west-1' }))).toBeInstanceOf(
      DiskPictureStore,
    );
    expect(pictureStoreOf(settings(KEYS))).toBeInstanceOf(S3PictureStore);
  });

  it('names what is missing of a bucket that is named by halves', () => {
    const missing = (env: Record<string, string>): string[] => {
      try {
        pictureStoreOf(settings(env));
        return [];
      } catch (error) {
        return [...String(error).matchAll(/\.env: (\w+): found nothing/g)].map(([, key = '']) => key);
      }
    };
    expect(missing({ S3_ENDPOINT: 'http://127.0.0.1:1' })).toEqual(Object.keys(KEYS));
    expect(missing({ S3_DELIVERY: 'presigned' })).toEqual(Object.keys(KEYS));
    expect(missing({ S3_BUCKET: 'pictures', S3_SECRET_ACCESS_KEY: 'x' })).toEqual(['S3_ACCESS_KEY_ID']);
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'https://pictures.s3.us-east-1.amazonaws.com'],
    [{ S3_REGION: 'eu-central-1' }, 'https://pictures.s3.eu-central-1.amazonaws.com'],
    [{ S3_FORCE_PATH_STYLE: 'true' }, 'https://s3.us-east-1.amazonaws.com/pictures'],
    [{ S3_ENDPOINT: 'http://minio:9000' }, 'http://minio:9000/pictures'],
    [{ S3_ENDPOINT: 'http://host/storage/v1/s3/' }, 'http://host/storage/v1/s3/pictures'],
    [{ S3_ENDPOINT: 'https://r2.example', S3_FORCE_PATH_STYLE: 'false' }, 'https://pictures.r2.example'],
  ])('finds the bucket of %j at %s', (env, bucket) => {
    expect(s3PlaceOf(settings({ ...KEYS, ...env }))).toMatchObject({ bucket, publicBucket: bucket });
  });

  it.each(['a/b', 'a/b/'])('puts pictures into the folder %s', (S3_PREFIX) => {
    expect(s3PlaceOf(settings({ ...KEYS, S3_PREFIX }))?.prefix).toBe('a/b/');
  });

  it.each<Record<string, string>>([
    { S3_PREFIX: '../other' },
    { S3_PREFIX: '/a' },
    { S3_PREFIX: 'a b' },
    { S3_BUCKET: 'a/b' },
    { S3_ENDPOINT: 'ftp://host' },
    { S3_DELIVERY: 'direct' },
    { S3_LINK_SECONDS: '1' },
    { S3_TIMEOUT_SECONDS: '0' },
  ])('refuses %j', (env) => {
    expect(() => pictureStoreOf(settings({ ...KEYS, ...env }))).toThrow(Object.keys(env)[0]);
  });

  it('keeps both keys secret', () => {
    expect(settings(KEYS).redact('test-secret of test-id')).toBe('*** of ***');
  });
});
