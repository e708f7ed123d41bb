import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import type { Simulator } from '@fusionbridge/simulators';
import { type CloudAndLocal, startCloudAndLocal } from './cloud-and-local.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

describe('the simple dialect', () => {
  let upstream: Simulator;
  let local: Simulator;
  let bridge: RunningBridge;
  let both: CloudAndLocal;

  beforeAll(async () => {
    both = await startCloudAndLocal();
    ({ cloud: upstream, local, bridge } = both);
  });

  afterAll(() => both.close());

  beforeEach(() => bridge.reset());

  async function generate(body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${bridge.url}/api/ai/generate-image`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer any' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    return {
      status: response.status,
      body: typeof answer === 'object' && answer !== null ? { ...answer } : {},
    };
  }

  it('answers as the server it replaces, and serves the picture at imageUrl', async () => {
    const { status, body } = await generate({ prompt: 'a fox', width: 256, height: 320 });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      imageUrl: expect.stringMatching(/^\/uploads\/images\/user-anonymous\/\d{13}-[\w-]{22}-generated\.png$/),
      filename: expect.stringMatching(/^\d{13}-[\w-]{22}-generated\.png$/),
      prompt: 'a fox',
      userId: 'anonymous',
      provider: 'cloud',
      model: 'painter',
      processingTime: expect.any(Number),
    });
    const picture = await fetch(`${bridge.url}${String(body['imageUrl'])}`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).toMatchObject({
      width: 256,
      height: 320,
    });
  });

  it('falls back to the local AUTOMATIC1111 and calls it stable-diffusion', async () => {
    upstream.fault('unauthorized');
    expect(await generate({ prompt: 'a fox', width: 256, height: 256 })).toMatchObject({
      status: 200,
      body: { provider: 'stable-diffusion' },
    });
  });

  it('says at which address the local server was looked for, and how it has to be started', async () => {
    const alone = await startBridge(
      { default: 'm', models: [{ id: 'm', chain: [{ provider: 'sd-webui' }] }], upstreams: [] },
      { SD_ENABLED: 'true', SD_API_URL: 'http://127.0.0.1:9' },
    );
    const response = await fetch(`${alone.url}/api/ai/generate-image`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a fox' }),
    });
    expect(await response.json()).toMatchObject({
      message: expect.stringMatching(
        /stable-diffusion cannot be reached at http:\/\/127\.0\.0\.1:9 .*with --api, and is SD_API_URL right/,
      ),
    });
    await alone.close();
  });

  it('names each provider with its reason when all fail', async () => {
    upstream.fault('rate_limited');
    local.fault('server_error');
    const { status, body } = await generate({ prompt: 'a fox', width: 256, height: 256 });
    expect(status).toBe(500);
    expect(body).toMatchObject({
      success: false,
      error: 'Image generation failed',
      message: expect.stringMatching(
        /^Image generation failed with all providers\. Last error: stable-diffusion/,
      ),
      providers: [
        { provider: 'cloud', reason: expect.stringContaining('cloud') },
        { provider: 'stable-diffusion', reason: expect.stringContaining('stable-diffusion') },
      ],
    });
  });

  it.each<[string, object]>([
    ['prompt', {}],
    ['width', { prompt: 'x', width: 255 }],
    ['height', { prompt: 'x', height: 4096 }],
    ['steps', { prompt: 'x', steps: 51 }],
    ['cfgScale', { prompt: 'x', cfgScale: 0 }],
    ['seed', { prompt: 'x', seed: 'lucky' }],
    ['prompt', { prompt: '  ' }],
    ['prompt', { prompt: 'a'.repeat(40_000) }],
    ['prompt', { prompt: 'word '.repeat(10_000) }],
    ['negativePrompt', { prompt: 'x', negativePrompt: ['blurry'] }],
  ])('refuses a bad %s', async (field, request) => {
    expect(await generate(request)).toMatchObject({
      status: 400,
      body: { success: false, field, message: expect.stringContaining(field), providers: [] },
    });
  });

  it('says what is configured and reachable', async () => {
    const answer: unknown = await (await fetch(`${bridge.url}/api/ai/image-status`)).json();
    expect(answer).toMatchObject({
      success: true,
      available: true,
      providers: expect.arrayContaining([
        expect.objectContaining({ provider: 'stable-diffusion', configured: true, reachable: true }),
        expect.objectContaining({ provider: 'cloud', configured: true, reachable: true }),
        expect.objectContaining({ provider: 'openai-compatible', configured: false, reachable: false }),
      ]),
    });
  });

  it('takes numbers written as texts, nulls, and fields it does not know', async () => {
    const { status, body } = await generate({
      prompt: 'a fox',
      width: '256',
      height: '256',
      seed: null,
      cfgScale: '4.5',
      userId: 'somebody-else',
    });
    expect([status, body['userId']]).toEqual([200, 'anonymous']);
    expect(String(upstream.requests.at(-1)?.body)).toContain('"size":"256x256"');
  });

  it('serves the picture without a key, after a restart, as often as it is asked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fusionbridge-'));
    const env = { API_KEYS: 'anna=anna-secret-key', DATA_PATH: folder };
    const models = {
      default: 'main',
      models: [{ id: 'main', chain: [{ provider: 'cloud', model: 'painter' }] }],
      upstreams: [{ name: 'cloud', baseUrl: `${upstream.url}/v1` }],
    };
    const before = await startBridge(models, env);
    const response = await fetch(`${before.url}/api/ai/generate-image`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer anna-secret-key' },
      body: JSON.stringify({ prompt: 'a fox', width: 256, height: 256 }),
    });
    const { imageUrl } = z.object({ imageUrl: z.string() }).parse(await response.json());
    await before.close();
    expect(imageUrl).toContain('/user-anna/');

    const after = await startBridge(models, env);
    const picture = await fetch(`${after.url}${imageUrl}`);
    const etag = picture.headers.get('etag') ?? '';
    expect([picture.status, (await picture.arrayBuffer()).byteLength]).toEqual([
      200,
      Number(picture.headers.get('content-length')),
    ]);
    const known = await fetch(`${after.url}${imageUrl}`, { headers: { 'if-none-match': etag } });
    const head = await fetch(`${after.url}${imageUrl}`, { method: 'HEAD' });
    expect([known.status, head.status, head.headers.get('content-type')]).toEqual([304, 200, 'image/png']);
    await after.close();
  });

  it('knows no picture that was never painted', async () => {
    for (const file of [`${'1'.repeat(52)}-generated.png`, '1795300000000-generated.png', 'anything.png']) {
      expect((await fetch(`${bridge.url}/uploads/images/user-anonymous/${file}`)).status).toBe(404);
    }
  });
});
