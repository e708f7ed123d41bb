import { type IncomingMessage, request as httpRequest } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'sandbox', models: [{ id: 'sandbox', chain: [{ provider: 'sandbox' }] }] };
const KEY = 'a-key-of-the-owner';
const EVIL = 'https://evil.example';

/** One route that spends or deletes for each dialect, and where its message is. */
const SPENDING: [string, string, (body: Record<string, unknown>) => unknown][] = [
  ['POST', '/v1/images/generations', (body) => Object(body['error']).message],
  ['POST', '/sdapi/v1/txt2img', (body) => body['detail']],
  ['POST', '/api/ai/generate-image', (body) => body['message']],
  ['DELETE', '/v1/images/img-1', (body) => Object(body['error']).message],
  ['PUT', '/v1/loras/a', (body) => Object(body['error']).message],
  ['GET', '/v1/images', (body) => Object(body['error']).message],
  ['OPTIONS', '/v1/images/generations', (body) => Object(body['error']).message],
];

describe('web pages that a user of the bridge visits', () => {
  const bridges = new Map<string, RunningBridge>();

  async function bridgeWith(env: Record<string, string>): Promise<RunningBridge> {
    const name = JSON.stringify(env);
    const bridge = bridges.get(name) ?? (await startBridge(MODELS, env));
    bridges.set(name, bridge);
    return bridge;
  }

  afterAll(async () => {
    await Promise.all([...bridges.values()].map((bridge) => bridge.close()));
  });

  /** As a browser or an attacker sends it; fetch sets no Host. */
  async function ask(
    env: Record<string, string>,
    method: string,
    path: string,
    headers: Record<string, string>,
  ): Promise<IncomingMessage> {
    const { url } = await bridgeWith(env);
    return new Promise((resolve, reject) => {
      const sent = httpRequest(`${url}${path}`, { method, headers, agent: false }, resolve);
      sent.once('error', reject).end(method === 'POST' ? '{"prompt":"x","size":"64x64"}' : '');
    });
  }

  async function statusOf(env: Record<string, string>, headers: Record<string, string>): Promise<number> {
    const answer = await ask(env, 'GET', '/v1/models', headers);
    answer.resume();
    return answer.statusCode ?? 0;
  }

  it.each(SPENDING)(
    'are refused %s %s without keys, in the words of the dialect',
    async (method, path, messageOf) => {
      const asked = {
        origin: EVIL,
        'content-type': 'text/plain',
        'access-control-request-private-network': 'true',
      };
      const answer = await ask({}, method, path, asked);
      const body = Object(await json(answer));
      expect(answer.statusCode).toBe(403);
      expect(messageOf(body)).toContain(`CORS_ORIGINS=${EVIL}`);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    },
  );

  it.each(SPENDING)('are refused %s %s under a name of their own', async (method, path, messageOf) => {
    const answer = await ask({}, method, path, { host: 'rebound.evil.example:7861' });
    const body = Object(await json(answer));
    expect(answer.statusCode).toBe(421);
    expect(messageOf(body)).toContain('ALLOWED_HOSTS=rebound.evil.example');
  });

  it.each([
    ['localhost:7861', 200],
    ['LOCALHOST.', 200],
    ['bridge.localhost', 200],
    ['127.0.0.1', 200],
    ['127.1.2.3:80', 200],
    ['[::1]:7861', 200],
    ['fusionbridge:7861', 200],
    ['host.docker.internal:7861', 200],
    ['pictures.example.org', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost.evil.example', 421],
    ['192.168.1.20:7861', 421],
    ['[fd00::1]', 421],
    ['127.0.0.1:7861@evil', 400],
    ['<script>', 400],
    ['a b', 400],
    ['long'.repeat(100), 400],
  ])('reach it as %s only where nobody else can name a machine so', async (host, status) => {
    expect(await statusOf({}, { host })).toBe(status);
  });

  it.each([
    ['http://localhost:8000', 200],
    ['http://127.0.0.1:5173', 200],
    ['http://[::1]:1', 200],
    ['tauri://localhost', 200],
    ['null', 403],
    ['file://', 403],
    ['chrome-extension://abcdefghijklmnop', 403],
    ['https://localhost.evil.example', 403],
    ['http://mybox:8000', 403],
    ['x', 403],
    [`http://${'long.'.repeat(100)}`, 403],
  ])('of the origin %s are let in only where they are local', async (origin, status) => {
    expect(await statusOf({}, { origin })).toBe(status);
  });

  it('are let in where the bridge itself served them', async () => {
    expect(await statusOf({}, { host: 'mybox:7861', origin: 'http://mybox:7861' })).toBe(200);
    expect(await statusOf({}, { host: 'mybox:7861', origin: 'http://mybox:8000' })).toBe(403);
    expect(await statusOf({}, { host: 'rebound.example', origin: 'http://rebound.example' })).toBe(421);
  });

  it('are let in where the settings name them', async () => {
    const env = {
      BASE_URL: 'https://pictures.example.org/bridge',
      ALLOWED_HOSTS: 'mybox.local, other.example',
      CORS_ORIGINS: 'https://lite.example/, null',
    };
    const hosts = ['pictures.example.org', 'mybox.local:7861', 'other.example', 'evil.example'];
    expect(await Promise.all(hosts.map((host) => statusOf(env, { host })))).toEqual([200, 200, 200, 421]);
    const origins = ['https://pictures.example.org', 'https://lite.example', 'null', EVIL];
    expect(await Promise.all(origins.map((origin) => statusOf(env, { origin })))).toEqual([
      200, 200, 200, 403,
    ]);
    const preflight = await ask(env, 'OPTIONS', '/v1/images/generations', {
      origin: 'https://lite.example',
      'access-control-request-private-network': 'true',
    });
    preflight.resume();
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'https://lite.example',
      'access-control-allow-private-network': 'true',
      vary: 'Origin',
    });
  });

  it('may be any with keys, of which no page has one, unless the settings name some', async () => {
    const keyed = { API_KEYS: KEY };
    const authorization = `Bearer ${KEY}`;
    expect(await statusOf(keyed, { authorization, origin: EVIL, host: 'pictures.example.org' })).toBe(200);
    expect(await statusOf(keyed, { origin: EVIL, host: 'pictures.example.org' })).toBe(401);
    const named = { ...keyed, CORS_ORIGINS: 'https://lite.example' };
    expect(await statusOf(named, { authorization, origin: EVIL })).toBe(403);
    expect(await statusOf(named, { authorization, origin: 'https://lite.example' })).toBe(200);
  });

  it('do not matter to programs: no Origin, /health under any name, and HTTP/1.0 without Host', async () => {
    expect(await statusOf({}, {})).toBe(200);
    const health = await ask({}, 'GET', '/health', { host: '10.1.2.3:7861' });
    expect(JSON.parse(await text(health))).toEqual({ status: 'ok' });
  });
});
