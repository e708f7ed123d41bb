import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import type { PictureStore } from '../src/index.js';
import { pictureStoreOf } from '../src/store/picture-store-of.js';

/** An empty place for one test's pictures. It can be opened again and again, as after a restart. */
export interface TestPlace {
  open(): PictureStore;
  /** Set up so that clients fetch pictures from it themselves, if it can do that. */
  openToClients(): PictureStore;
  /** Leaves nothing behind. */
  drop(): Promise<void>;
}

interface TestStore {
  readonly name: 'disk' | 's3';
  create(): Promise<TestPlace>;
}

/** The settings of the bucket that TEST_S3_ENDPOINT and its like name, in a folder of its own; null without it. */
export function testBucket(): Record<string, string> | null {
  const { TEST_S3_ENDPOINT: endpoint, TEST_S3_BUCKET: bucket = 'pictures' } = process.env;
  const { TEST_S3_ACCESS_KEY_ID: id = '', TEST_S3_SECRET_ACCESS_KEY: secret = '' } = process.env;
  return endpoint === undefined
    ? null
    : {
        S3_ENDPOINT: endpoint,
        S3_BUCKET: bucket,
        S3_ACCESS_KEY_ID: id,
        S3_SECRET_ACCESS_KEY: secret,
        S3_PREFIX: `test/${randomBytes(6).toString('hex')}`,
      };
}

/** The disk always; a bucket when TEST_S3_ENDPOINT names a server. */
export const stores: TestStore[] = [
  { name: 'disk', create: createDisk },
  ...(testBucket() === null ? [] : [{ name: 's3' as const, create: createS3 }]),
];

async function createDisk(): Promise<TestPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-pictures-'));
  return {
    open: () => storeWith({ IMAGE_DATA_PATH: folder }),
    openToClients: () => storeWith({ IMAGE_DATA_PATH: folder }),
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function createS3(): Promise<TestPlace> {
  const env = testBucket() ?? {};
  return {
    open: () => storeWith(env),
    openToClients: () => storeWith({ ...env, S3_DELIVERY: 'presigned' }),
    drop: async () => {
      const store = storeWith(env);
      for await (const { hash, format } of store.list()) {
        await store.remove(hash, format);
      }
    },
  };
}

function storeWith(env: Record<string, string>): PictureStore {
  return pictureStoreOf(testSettings(modelsWithChain('other'), env));
}
