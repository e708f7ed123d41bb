import { request as send } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = {
  default: 'sandbox',
  models: [{ id: 'sandbox', chain: [{ provider: 'sandbox', model: '' }] }],
  upstreams: [],
};
const OUTSIDE = 'https://pics.example.com/bridge';
const JSON_TYPE = { 'content-type': 'application/json' };
const FOX = { prompt: 'a fox', size: '256x256' };

const UrlAnswer = z.object({ data: z.array(z.object({ url: z.string() })) });
const JobAnswer = z.object({
  id: z.string(),
  state: z.string(),
  results: z.array(z.object({ url: z.string() })),
});
const Accepted = JobAnswer.extend({ links: z.record(z.string(), z.object({ href: z.string() })) });

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });
}

/** With headers that `fetch` sets by itself, such as `host`. */
async function raw(url: string, headers: Record<string, string>, body: object): Promise<unknown> {
  const payload = JSON.stringify(body);
  const answer = await new Promise<string>((resolve, reject) => {
    const asked = send(url, { method: 'POST', headers: { ...JSON_TYPE, ...headers } }, (response) => {
      void text(response).then(resolve, reject);
    });
    asked.on('error', reject);
    asked.end(payload);
  });
  return JSON.parse(answer);
}

async function pictureUrl(base: string, headers: Record<string, string> = {}): Promise<string> {
  const body = { ...FOX, response_format: 'url' };
  const answer = UrlAnswer.parse(await raw(`${base}/v1/images/generations`, headers, body));
  return answer.data[0]?.url ?? '';
}

describe('links below BASE_URL', () => {
  let bridge: RunningBridge;

  beforeAll(async () => {
    bridge = await startBridge(MODELS, { BASE_URL: `${OUTSIDE}/` });
  });

  afterAll(() => bridge.close());

  /** What a proxy does that has the bridge below `/bridge/`. */
  function through(address: string): string {
    expect(address.startsWith(`${OUTSIDE}/`)).toBe(true);
    return bridge.url + address.slice(OUTSIDE.length);
  }

  it('leads to a picture, its thumbnail, and the gallery', async () => {
    const url = await pictureUrl(bridge.url);
    expect((await fetch(through(url))).headers.get('content-type')).toBe('image/png');
    const page = z
      .object({ data: z.array(z.object({ url: z.string(), thumbnail_url: z.string() })) })
      .parse(await (await fetch(`${bridge.url}/v1/images`)).json());
    expect((await fetch(through(page.data[0]?.thumbnail_url ?? ''))).status).toBe(200);
  });

  it('leads to a job, its events and its pictures', async () => {
    const response = await post(`${bridge.url}/v1/images/generations`, FOX, { prefer: 'respond-async' });
    const accepted = Accepted.parse(await response.json());
    const location = response.headers.get('location') ?? '';
    expect(location).toBe(`${OUTSIDE}/v1/jobs/${accepted.id}`);
    expect(Object.values(accepted.links).map((one) => one.href)).toEqual([
      location,
      `${location}/events`,
      location,
    ]);
    const events = await (await fetch(through(`${location}/events`))).text();
    expect(events).toContain(`${OUTSIDE}/v1/images/data/`);
    const job = JobAnswer.parse(await (await fetch(through(location))).json());
    expect((await fetch(through(job.results[0]?.url ?? ''))).status).toBe(200);
  });

  it('keeps the simple dialect without a host, as the replaced server did', async () => {
    const answer = await post(`${bridge.url}/api/ai/generate-image`, {
      prompt: 'a fox',
      width: 256,
      height: 256,
    });
    const { imageUrl } = z.object({ imageUrl: z.string() }).parse(await answer.json());
    expect(imageUrl).toMatch(/^\/bridge\/uploads\/images\/user-anonymous\//);
    expect((await fetch(through(`https://pics.example.com${imageUrl}`))).status).toBe(200);
  });

  it('puts the address into the OpenAPI document', async () => {
    const document = z
      .object({ servers: z.array(z.object({ url: z.string() })) })
      .parse(await (await fetch(`${bridge.url}/docs-json`)).json());
    expect(document.servers).toEqual([{ url: OUTSIDE }]);
  });

  it('takes its own picture as a source', async () => {
    const edit = await post(`${bridge.url}/v1/images/edits`, {
      prompt: 'a hat',
      image: await pictureUrl(bridge.url),
    });
    expect(edit.status).toBe(200);
  });
});

describe('links without BASE_URL', () => {
  let bridge: RunningBridge;
  let host: string;

  beforeAll(async () => {
    bridge = await startBridge(MODELS, {
      API_KEYS: 'anna=anna-key-1,bob=bob-key-22',
      TRUST_PROXY: 'loopback',
    });
    host = new URL(bridge.url).host;
  });

  afterAll(() => bridge.close());

  const anna = { authorization: 'Bearer anna-key-1' };

  it.each([
    ['a tag', '<script>'],
    ['two words', 'a b'],
    ['half a bracket', '[::1'],
    ['a user', '127.0.0.1@evil'],
    ['endless', 'x'.repeat(5000)],
  ])('makes none from a Host that is %s: the call is refused', async (_name, nonsense) => {
    const body = { ...FOX, response_format: 'url' };
    const answer = await raw(`${bridge.url}/v1/images/generations`, { ...anna, host: nonsense }, body);
    expect(answer).toMatchObject({ error: { message: expect.stringContaining('no host name') } });
  });

  it('has the address of the connection where Host is empty', async () => {
    const url = await pictureUrl(bridge.url, { ...anna, host: '' });
    expect(new URL(url).host).toBe(host);
  });

  it('has what a trusted proxy says of host and scheme', async () => {
    const url = await pictureUrl(bridge.url, {
      ...anna,
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'pics.example.com:8443',
    });
    expect(url).toMatch(/^https:\/\/pics\.example\.com:8443\/v1\/images\/data\//);
  });

  it('carries the key of a client that sent it in the path, but not to pictures, which need none', async () => {
    const base = `${bridge.url}/k/anna-key-1`;
    const response = await post(`${base}/v1/images/generations`, FOX, { prefer: 'respond-async' });
    const location = response.headers.get('location') ?? '';
    expect(location).toMatch(new RegExp(`^${base}/v1/jobs/`));
    await (await fetch(`${location}/events`)).text();
    const job = JobAnswer.parse(await (await fetch(location)).json());
    expect(job.results[0]?.url).toMatch(new RegExp(`^${bridge.url}/v1/images/data/`));
  });

  it.each(['127.0.0.1', 'localhost', '[::1]'])(
    'takes its own picture at %s, from its owner only',
    async (name) => {
      const url = (await pictureUrl(bridge.url, anna)).replace('127.0.0.1', name);
      const edit = { prompt: 'a hat', image: url };
      expect((await post(`${bridge.url}/v1/images/edits`, edit, anna)).status).toBe(200);
      const img2img = { prompt: 'a hat', init_images: [url], width: 256, height: 256 };
      expect((await post(`${bridge.url}/sdapi/v1/img2img`, img2img, anna)).status).toBe(200);
      expect((await post(`${bridge.url}/v1/images/variations`, { image: url }, anna)).status).toBe(200);
      const stranger = await post(`${bridge.url}/v1/images/edits`, edit, {
        authorization: 'Bearer bob-key-22',
      });
      expect(stranger.status).toBe(400);
      expect(await stranger.text()).toContain('no picture of yours');
    },
  );

  it('fetches nothing else at its own address', async () => {
    const edit = { prompt: 'a hat', image: `${bridge.url}/status` };
    expect((await post(`${bridge.url}/v1/images/edits`, edit, anna)).status).toBe(400);
  });
});

describe('paths and methods as clients send them', () => {
  let bridge: RunningBridge;

  beforeAll(async () => {
    bridge = await startBridge(MODELS, { API_KEYS: 'anna=anna-key-1' });
  });

  afterAll(() => bridge.close());

  const anna = { authorization: 'Bearer anna-key-1' };

  it.each([
    '//v1/images/generations',
    '/v1//images/generations',
    '//v1///images//generations?token=anna-key-1',
  ])('merges the slashes of %s', async (path) => {
    expect((await post(`${bridge.url}${path}`, FOX, anna)).status).toBe(200);
  });

  it('lets nobody past the key by doubled slashes', async () => {
    expect((await post(`${bridge.url}//v1//images/generations`, FOX)).status).toBe(401);
    expect((await fetch(`${bridge.url}//k//anna-key-1//v1/images`)).status).toBe(200);
  });

  it.each([
    ['GET', '/v1/images/generations', 'POST'],
    ['GET', '/v1/images/edits', 'POST'],
    ['GET', '/v1/images/plan', 'POST'],
    ['GET', '/sdapi/v1/txt2img', 'POST'],
    ['GET', '/api/ai/generate-image', 'POST'],
    ['POST', '/sdapi/v1/sd-models', 'GET'],
    ['PUT', '/v1/jobs/5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11', 'GET'],
  ])('answers %s %s with 405 and Allow', async (method, path, allowed) => {
    const response = await fetch(`${bridge.url}${path}`, { method, headers: anna });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')?.split(', ')).toContain(allowed);
    expect(await response.text()).toContain(`takes ${allowed}`);
  });

  it('still finds pictures, HEAD included, and has 404 for what is nowhere', async () => {
    expect((await fetch(`${bridge.url}/v1/models`, { method: 'HEAD', headers: anna })).status).toBe(200);
    expect((await fetch(`${bridge.url}/v1/images/nobody`, { headers: anna })).status).toBe(404);
    expect((await fetch(`${bridge.url}/v1/nowhere`, { headers: anna })).status).toBe(404);
  });
});
