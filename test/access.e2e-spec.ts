import { request as httpRequest } from 'node:http';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = {
  default: 'main',
  models: [{ id: 'main', chain: [{ provider: 'sd-webui' }] }],
};
const ALICE = 'alice-secret-key';
const BOB = 'bob-secret-key';

describe('access', () => {
  let simulator: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    simulator = await startSdWebui();
    bridge = await startBridge(MODELS, {
      SD_ENABLED: 'true',
      SD_API_URL: simulator.url,
      API_KEYS: `alice=${ALICE},${BOB}`,
      THROTTLE_PER_MINUTE: '3',
    });
  });

  afterAll(async () => {
    await bridge.close();
    await simulator.close();
  });

  function basic(text: string): Record<string, string> {
    return { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
  }

  it.each<[string, string, Record<string, string>]>([
    ['Bearer', '/status', { authorization: `Bearer ${ALICE}` }],
    ['bearer in small letters', '/status', { authorization: `bearer ${ALICE}` }],
    ['Basic, the bare key', '/status', basic(ALICE)],
    ['Basic, user:key', '/status', basic(`user:${ALICE}`)],
    ['Basic, key:', '/status', basic(`${ALICE}:`)],
    ['Basic, key:anything', '/status', basic(`${ALICE}:anything`)],
    ['the query', `/status?token=${BOB}`, {}],
    ['the path', `/k/${BOB}/status`, {}],
    ['the path, before any dialect', `/k/${BOB}/sdapi/v1/options`, { authorization: 'Basic ' }],
  ])('takes a key by %s', async (_way, path, headers) => {
    expect((await fetch(`${bridge.url}${path}`, { headers })).status).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['an empty Basic', { authorization: 'Basic' }],
    ['the Basic of "undefined"', { authorization: 'Basic dW5kZWZpbmVk' }],
    ['an empty Bearer', { authorization: 'Bearer ' }],
    ['Bearer null', { authorization: 'Bearer null' }],
    ['a wrong key', { authorization: 'Bearer wrong-secret-key' }],
    ['half a key', { authorization: `Bearer ${ALICE.slice(0, 8)}` }],
  ])('refuses %s in the shape of each dialect', async (_case, headers) => {
    const shapes: [string, object][] = [
      [
        '/v1/models',
        {
          error: {
            code: 'invalid_api_key',
            message: expect.any(String),
            type: 'invalid_request_error',
            param: null,
          },
        },
      ],
      ['/api/ai/image-status', { success: false, message: expect.any(String) }],
      ['/sdapi/v1/options', { detail: expect.any(String) }],
    ];
    for (const [path, shape] of shapes) {
      const response = await fetch(`${bridge.url}${path}`, { headers });
      const text = await response.text();
      expect(response.status).toBe(401);
      expect(JSON.parse(text)).toMatchObject(shape);
      expect(text).not.toContain(ALICE.slice(0, 8));
    }
  });

  it('means no credential by an empty one where no key is set', async () => {
    const open = await startBridge(MODELS);
    for (const authorization of [
      'Basic',
      'Basic ',
      'Basic dW5kZWZpbmVk',
      'Bearer',
      'Bearer null',
      'Bearer whatever',
    ]) {
      expect((await fetch(`${open.url}/sdapi/v1/options`, { headers: { authorization } })).status).toBe(200);
    }
    await open.close();
  });

  it('needs no key for health, the front page and the documentation', async () => {
    for (const path of ['/', '/health', '/docs', '/docs-json']) {
      expect([path, (await fetch(`${bridge.url}${path}`)).status]).toEqual([path, 200]);
    }
  });

  it('says of every answer that it is what it says, and of its pages that they stand for themselves', async () => {
    for (const path of [
      '/',
      '/v1/models',
      '/sdapi/v1/nothing',
      '/v1/images/data/none.png',
      '/docs',
      '/docs-json',
    ]) {
      const { headers } = await fetch(`${bridge.url}${path}`);
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
      const isPage = path === '/docs';
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        isPage ? "frame-ancestors 'none'" : null,
      ]);
    }
  });

  it('answers OPTIONS without Origin and without a key: SillyTavern pings so', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const url = new URL('/v1/images/generations', bridge.url);
      httpRequest(url, { method: 'OPTIONS' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(status).toBe(204);
  });

  it('lets browsers in', async () => {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://example.org',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-stainless-os',
        'access-control-request-private-network': 'true',
      },
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization,content-type,x-stainless-os',
      'access-control-allow-private-network': 'true',
    });
    const plain = await fetch(`${bridge.url}/health`, { headers: { origin: 'https://example.org' } });
    expect(plain.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('lets in the browsers of its list alone, where there is one', async () => {
    const picky = await startBridge(MODELS, { CORS_ORIGINS: 'https://a.example, https://b.example' });
    const allowed = async (origin: string): Promise<string | null> => {
      const { headers } = await fetch(`${picky.url}/health`, { headers: { origin } });
      return headers.get('access-control-allow-origin');
    };
    expect(await allowed('https://b.example')).toBe('https://b.example');
    expect(await allowed('https://evil.example')).toBeNull();
    const preflight = await fetch(`${picky.url}/v1/models`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-private-network': 'true' },
    });
    expect(preflight.headers.get('access-control-allow-private-network')).toBeNull();
    await picky.close();
  });

  it('counts generations only, each caller for itself, in all dialects together', async () => {
    const paint = (path: string, key: string): Promise<Response> =>
      fetch(`${bridge.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ prompt: 'x', width: 256, height: 256, size: '256x256' }),
      });
    for (let call = 0; call < 10; call += 1) {
      await fetch(`${bridge.url}/sdapi/v1/options`, { headers: { authorization: `Bearer ${ALICE}` } });
    }
    const paths = ['/v1/images/generations', '/sdapi/v1/txt2img', '/api/ai/generate-image'];
    for (const path of paths) {
      expect([path, (await paint(path, ALICE)).status]).toEqual([path, 200]);
    }
    const refused = await paint('/v1/images/generations', ALICE);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(30);
    expect((await paint('/v1/images/generations', BOB)).status).toBe(200);
  });

  it('shows a job and its picture to its owner alone', async () => {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${BOB}` },
      body: JSON.stringify({ prompt: 'x', size: '256x256' }),
    });
    const job = response.headers.get('x-fusionbridge-job') ?? '';
    await response.arrayBuffer();
    const show = async (key: string): Promise<number> =>
      (await fetch(`${bridge.url}/v1/jobs/${job}`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect([await show(BOB), await show(ALICE)]).toEqual([200, 404]);
  });
});
