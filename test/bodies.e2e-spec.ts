import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'sd-webui' }] }] };
const KEY = 'anna-secret-key';
const ROUTES = ['/v1/images/generations', '/sdapi/v1/txt2img', '/api/ai/generate-image'];

describe('bodies and answers', () => {
  let simulator: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    simulator = await startSdWebui();
    bridge = await startBridge(MODELS, {
      SD_ENABLED: 'true',
      SD_API_URL: simulator.url,
      API_KEYS: KEY,
      MAX_BODY_BYTES: '3000',
    });
  });

  afterAll(async () => {
    await bridge.close();
    await simulator.close();
  });

  function post(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const authorization = `Bearer ${KEY}`;
    return fetch(`${bridge.url}${path}`, { method: 'POST', headers: { authorization, ...headers }, body });
  }

  const order = JSON.stringify({ prompt: 'a fox', width: 256, height: 256, size: '256x256' });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    '',
  ])('are read when they come as "%s"', async (type) => {
    const response = await post('/v1/images/plan', Buffer.from(order), { 'content-type': type });
    expect([type, response.status]).toEqual([type, 200]);
  });

  it.each(ROUTES)(
    'are refused in the words of %s when they are too large, no JSON, or compressed',
    async (path) => {
      const json = { 'content-type': 'application/json' };
      const large = await post(path, JSON.stringify({ prompt: 'x'.repeat(5000) }), json);
      const broken = await post(path, '{"prompt": ', json);
      const packed = await post(path, gzipSync(order), { ...json, 'content-encoding': 'gzip' });
      expect([large.status, packed.status]).toEqual([413, 415]);
      expect([400, 422]).toContain(broken.status);
      for (const response of [large, broken, packed]) {
        const told: unknown = await response.json();
        expect(told).not.toHaveProperty('statusCode');
        expect(response.headers.get('x-request-id')).toMatch(/^req_/);
      }
    },
  );

  it.each(ROUTES)(
    'are refused by %s when their bytes are no UTF-8, before anything is painted',
    async (path) => {
      const before = simulator.requests.length;
      const response = await post(path, Buffer.from('{"prompt":"caf\xe9"}', 'latin1'), {
        'content-type': 'application/json',
      });
      expect([400, 422]).toContain(response.status);
      expect(await response.text()).toContain('not UTF-8');
      expect(simulator.requests).toHaveLength(before);
    },
  );

  it.each([
    ['iso-8859-1', Buffer.from('{"prompt":"café"}', 'latin1')],
    ['"UTF-16LE"', Buffer.from('{"prompt":"café"}', 'utf16le')],
  ])('are decoded by the charset %s that they name', async (charset, body) => {
    const type = `application/json; charset=${charset}`;
    const response = await post('/v1/images/plan', body, { 'content-type': type });
    expect(await response.json()).toMatchObject({ original_prompt: 'café' });
    const unknown = await post('/v1/images/plan', Buffer.from('{"prompt":"é"}'), {
      'content-type': 'application/json; charset=klingon',
    });
    expect(unknown.status).toBe(415);
  });

  it('are bounded too when nobody says how long they are', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { authorization: `Bearer ${KEY}`, 'transfer-encoding': 'chunked' };
      const call = httpRequest(
        new URL(ROUTES[0] ?? '', bridge.url),
        { method: 'POST', headers },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      call.once('error', reject);
      call.write('x'.repeat(2000));
      call.end('x'.repeat(2000));
    });
    expect(status).toBe(413);
  });

  it.each(ROUTES.filter((path) => !path.startsWith('/v1/')))('are refused as forms by %s', async (path) => {
    const body = new FormData();
    body.append('prompt', 'a fox');
    const authorization = `Bearer ${KEY}`;
    const response = await fetch(`${bridge.url}${path}`, {
      method: 'POST',
      headers: { authorization },
      body,
    });
    expect(response.status).toBe(415);
    expect(JSON.stringify(await response.json())).toContain('takes JSON and no multipart form');
  });

  it('of strangers are not read', async () => {
    for (const path of ROUTES) {
      const response = await post(path, 'x'.repeat(5000), { authorization: 'Bearer wrong-key' });
      expect([path, response.status]).toEqual([path, 401]);
    }
  });

  it('name every request, and repeat no key when an address is wrong', async () => {
    const paths = [
      `/k/${KEY}/v1/nothing`,
      `/v1/nothing?token=${KEY}`,
      `/k/${KEY}/sdapi/v1/nothing?token=${KEY}`,
    ];
    for (const path of paths) {
      const response = await fetch(`${bridge.url}${path}`);
      expect(response.status).toBe(404);
      expect(response.headers.get('x-request-id')).toMatch(/^req_/);
      const text = await response.text();
      expect(text).toContain('/v1/nothing');
      expect(text).not.toContain(KEY);
    }
    const ids = await Promise.all(
      [1, 2].map(async () => (await fetch(`${bridge.url}/health`)).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(2);
  });
});
