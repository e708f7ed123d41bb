import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelsWithChain } from '@fusionbridge/testing';
import sharp from 'sharp';
import { type RunningBridge, startBridge } from './running-bridge.js';

interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

describe('kept pictures as files', () => {
  let bridge: RunningBridge;
  let address: string;
  let whole: Got;
  let etag: string;

  beforeAll(async () => {
    bridge = await startBridge(modelsWithChain('sandbox', 'sandbox'));
    const answer = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a fox', size: '640x320', response_format: 'url' }),
    });
    address = /"url":"([^"]+)"/.exec(await answer.text())?.[1] ?? '';
    whole = await get();
    etag = whole.headers.get('etag') ?? '';
  });

  afterAll(() => bridge.close());

  async function get(headers: Record<string, string> = {}, query = '', method = 'GET'): Promise<Got> {
    const response = await fetch(address + query, { method, headers });
    return {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  }

  it('sends them whole, for ever, with a tag of their content', () => {
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(whole.bytes.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      etag: `"${createHash('sha256').update(whole.bytes).digest('hex')}"`,
    });
  });

  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=100-', 100, null],
    ['bytes=-50', -50, null],
  ])('sends the part %s', async (range, start, end) => {
    const { status, headers, bytes } = await get({ range });
    const part = whole.bytes.subarray(start, end === null ? undefined : end + 1);
    const from = start < 0 ? whole.bytes.length + start : start;
    expect(status).toBe(206);
    expect(headers.get('content-range')).toBe(
      `bytes ${from}-${from + part.length - 1}/${whole.bytes.length}`,
    );
    expect(headers.get('content-length')).toBe(String(part.length));
    expect(bytes.equals(part)).toBe(true);
  });

  it('says how long the file is to those who ask beyond it', async () => {
    const { status, headers, bytes } = await get({ range: `bytes=${whole.bytes.length}-` });
    expect([status, headers.get('content-range'), bytes.length]).toEqual([
      416,
      `bytes */${whole.bytes.length}`,
      0,
    ]);
    expect(headers.get('cache-control')).toBeNull();
  });

  it('sends all where parts would not fit what the client has, or several are asked for', async () => {
    const other = `"${'0'.repeat(64)}"`;
    for (const ifRange of [other, `W/${etag}`, 'Sat, 21 Nov 2026 10:00:00 GMT']) {
      expect((await get({ range: 'bytes=0-9', 'if-range': ifRange })).status).toBe(200);
    }
    expect((await get({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await get({ range: 'bytes=0-1,5-9' })).bytes.equals(whole.bytes)).toBe(true);
  });

  it('sends nothing to a client that has it', async () => {
    for (const tag of [etag, `W/${etag}`, `"a", ${etag} , "b"`, '*']) {
      const { status, headers, bytes } = await get({ 'if-none-match': tag, range: 'bytes=0-9' });
      expect([status, headers.get('etag'), bytes.length]).toEqual([304, etag, 0]);
    }
    expect((await get({ 'if-none-match': '"other", W/"more"' })).status).toBe(200);
  });

  it('answers HEAD with the headers alone, also for thumbnails', async () => {
    for (const query of ['', '?w=256']) {
      const full = await get({}, query);
      const head = await get({ range: 'bytes=0-9' }, query, 'HEAD');
      expect([head.status, head.bytes.length]).toEqual([200, 0]);
      for (const name of ['content-length', 'content-type', 'etag', 'accept-ranges']) {
        expect(head.headers.get(name)).toBe(full.headers.get(name));
      }
    }
  });

  it('makes them smaller, as WebP for those who say that they read it', async () => {
    const plain = await get({}, '?w=200');
    expect(await sharp(plain.bytes).metadata()).toMatchObject({ format: 'png', width: 256, height: 128 });
    const webp = await get({ accept: 'image/avif,image/webp,*/*;q=0.8' }, '?w=200');
    expect(await sharp(webp.bytes).metadata()).toMatchObject({ format: 'webp', width: 256, height: 128 });
    expect(webp.headers.get('content-type')).toBe('image/webp');
    expect(webp.headers.get('vary')).toContain('Accept');
    const refused = await get({ accept: 'image/webp;q=0,*/*' }, '?w=200');
    expect(refused.headers.get('content-type')).toBe('image/png');
    const tags = [plain, webp, whole].map((got) => got.headers.get('etag'));
    expect(new Set(tags).size).toBe(3);
    const again = await get({ 'if-none-match': tags[0] ?? '' }, '?w=256');
    expect([again.status, again.headers.get('vary')]).toEqual([304, 'Origin, Accept']);
    expect((await get({ range: 'bytes=5-9' }, '?w=256')).bytes.equals(plain.bytes.subarray(5, 10))).toBe(
      true,
    );
  });

  it('never makes them larger', async () => {
    for (const width of [641, 640, 600, 16_384]) {
      expect((await get({}, `?w=${width}`)).headers.get('etag')).toBe(etag);
    }
  });

  it.each(['', '0', '-5', '1.5', 'wide', '16385', '1e3', '256&w=512', '0x40'])(
    'refuses the width %p',
    async (width) => {
      const { status, bytes } = await get({}, `?w=${width}`);
      expect([status, JSON.parse(bytes.toString())]).toMatchObject([
        400,
        { error: { type: 'invalid_request_error', param: 'w', message: expect.stringContaining("'w'") } },
      ]);
    },
  );

  it.each(['url', 'b64_json'])('are gone where the file was cut short, as %s', async (form) => {
    const folder = mkdtempSync(join(tmpdir(), 'fusionbridge-cut-'));
    const env = { DATA_PATH: folder, IMAGE_DATA_PATH: join(folder, 'pictures') };
    const models = modelsWithChain('sandbox', 'sandbox');
    const paint = async ({ url }: RunningBridge): Promise<Response> =>
      fetch(`${url}/v1/images/generations`, {
        method: 'POST',
        body: JSON.stringify({ prompt: 'a fox', size: '64x64', seed: 7, response_format: form }),
      });
    const before = await startBridge(models, env);
    const text = await (await paint(before)).text();
    const path = /"url":"http:\/\/[^/]+([^"]+)"/.exec(text)?.[1] ?? '';
    await before.close();
    for (const name of readdirSync(env.IMAGE_DATA_PATH, { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.png')) {
        truncateSync(join(env.IMAGE_DATA_PATH, name), 100);
      }
    }
    const after = await startBridge(models, env);
    if (form === 'url') {
      expect((await fetch(after.url + path)).status).toBe(404);
    }
    // The same request and seed is painted anew, and the whole file takes the place of the damaged one.
    const again = await paint(after);
    expect([again.status, again.headers.get('x-fusionbridge-cache')]).toEqual([200, 'miss']);
    expect((await again.text()).length).toBeGreaterThan(200);
    await after.close();
    rmSync(folder, { recursive: true });
  });
});
