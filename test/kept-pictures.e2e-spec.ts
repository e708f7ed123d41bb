import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PictureStore } from '@fusionbridge/media';
import { modelsWithChain } from '@fusionbridge/testing';
import sharp from 'sharp';
import { testBucket } from '../libs/media/test/stores.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const bucket = testBucket();

/** The disk always; a bucket, in both ways of handing out, when TEST_S3_ENDPOINT names a server. */
const places: { place: string; env: Record<string, string>; found: number }[] = [
  { place: 'on the disk', env: {}, found: 200 },
  ...(bucket === null
    ? []
    : [
        { place: 'in a bucket, handed out by the bridge', env: bucket, found: 200 },
        {
          place: 'in a bucket that clients are sent to',
          env: { ...bucket, S3_DELIVERY: 'presigned' },
          found: 302,
        },
      ]),
];

describe.each(places)('pictures kept $place', ({ env, found }) => {
  const DATA_PATH = mkdtempSync(join(tmpdir(), 'fusionbridge-kept-'));
  let bridge: RunningBridge;

  const start = (): Promise<RunningBridge> =>
    startBridge(modelsWithChain('other', 'sandbox'), { DATA_PATH, ...env });

  beforeAll(async () => {
    bridge = await start();
  });

  afterAll(async () => {
    const store = bridge.app.get(PictureStore, { strict: false });
    for await (const { hash, format } of store.list()) {
      await store.remove(hash, format);
    }
    await bridge.close();
    rmSync(DATA_PATH, { recursive: true });
  });

  /** The path of a new picture. */
  async function paint(body: object = {}): Promise<string> {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a fox', size: '256x256', response_format: 'url', ...body }),
    });
    const answer: unknown = await response.json();
    const [, path = ''] = /(\/v1\/images\/data\/[\w-]+\.\w+)/.exec(JSON.stringify(answer)) ?? [];
    return path;
  }

  function get(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(bridge.url + path, init);
  }

  async function bytesAt(path: string, headers: Record<string, string> = {}): Promise<Buffer> {
    return Buffer.from(await (await get(path, { headers })).arrayBuffer());
  }

  it('are handed out at once, in parts, and after a restart', async () => {
    const path = await paint({ output_format: 'webp' });
    const first = await get(path);
    expect(first.headers.get('content-type')).toBe('image/webp');
    const bytes = Buffer.from(await first.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 });
    await bridge.close();
    bridge = await start();
    expect((await bytesAt(path)).equals(bytes)).toBe(true);
    expect(await bytesAt(path, { range: 'bytes=10-99' })).toEqual(bytes.subarray(10, 100));
    const head = await get(path, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    expect(await sharp(await bytesAt(`${path}?w=64`)).metadata()).toMatchObject({ width: 64 });
  });

  it('come by the way that the operator chose', async () => {
    const path = await paint();
    const answer = await get(path, { redirect: 'manual' });
    expect(answer.status).toBe(found);
    const etag = (await get(path, { method: 'HEAD' })).headers.get('etag') ?? '';
    const again = await get(path, { headers: { 'if-none-match': etag }, redirect: 'manual' });
    expect(again.status).toBe(304);
  });

  it('come as base64, too, and are not there any more when somebody took them away', async () => {
    const path = await paint({ seed: 11 });
    const bytes = await bytesAt(path);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const store = bridge.app.get(PictureStore, { strict: false });
    expect((await store.read(hash, 'png')).equals(bytes)).toBe(true);
    await store.remove(hash, 'png');
    const gone = await get(path);
    expect([gone.status, await gone.json()]).toMatchObject([404, { error: { message: expect.any(String) } }]);
    const again = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a fox', size: '256x256', response_format: 'b64_json' }),
    });
    const [, base64 = ''] = /"b64_json":"([^"]+)"/.exec(await again.text()) ?? [];
    expect(await sharp(Buffer.from(base64, 'base64')).metadata()).toMatchObject({ width: 256 });
  });
});
