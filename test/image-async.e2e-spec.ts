import OpenAI from 'openai';
import { z } from 'zod';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { until } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'sd-webui' }] }] };
const FOX = { prompt: 'a fox', size: '256x256' } as const;

const Accepted = z.looseObject({
  id: z.string(),
  state: z.string(),
  results: z.array(z.looseObject({ url: z.string() })),
});

describe('pictures that nobody waits for', () => {
  let simulator: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    simulator = await startSdWebui();
    bridge = await startBridge(MODELS, { SD_ENABLED: 'true', SD_API_URL: simulator.url });
  });

  afterAll(async () => {
    simulator.release();
    await bridge.close();
    await simulator.close();
  });

  beforeEach(() => simulator.reset());

  async function post(body: object, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  async function jobAt(address: string): Promise<z.infer<typeof Accepted>> {
    return Accepted.parse(await (await fetch(address)).json());
  }

  it.each<[string, object, Record<string, string>]>([
    ['by a field', { async: true }, {}],
    ['by a preference', {}, { prefer: 'handling=lenient, respond-async; wait=10' }],
  ])('are answered at once with their job, asked for %s', async (_, field, headers) => {
    simulator.fault('slow');
    const response = await post({ ...FOX, ...field }, headers);
    expect(response.status).toBe(202);
    const address = response.headers.get('location') ?? '';
    expect(response.headers.get('preference-applied')).toBe('respond-async');
    const body: unknown = await response.json();
    const { id } = Accepted.parse(body);
    expect(address).toBe(`${bridge.url}/v1/jobs/${id}`);
    expect(response.headers.get('x-fusionbridge-job')).toBe(id);
    expect(body).toMatchObject({
      object: 'job',
      results: [],
      links: {
        poll: { method: 'GET', href: address },
        events: { method: 'GET', href: `${address}/events` },
        cancel: { method: 'DELETE', href: address },
      },
    });
    await simulator.working(1);
    simulator.release();
    const { results } = await until(
      () => jobAt(address),
      ({ state }) => state === 'succeeded',
    );
    expect((await fetch(results[0]?.url ?? '')).headers.get('content-type')).toBe('image/png');
  });

  it('are painted when the connection is long gone', async () => {
    simulator.fault('slow');
    const response = await post({ ...FOX, async: true }, { connection: 'close' });
    const { id } = Accepted.parse(await response.json());
    await simulator.working(1);
    simulator.release();
    await until(
      () => jobAt(`${bridge.url}/v1/jobs/${id}`),
      ({ state }) => state === 'succeeded',
    );
  });

  it('are one job where the same call comes twice under one key', async () => {
    simulator.fault('slow');
    const body = { ...FOX, async: true };
    const ids: string[] = [];
    for (const _ of [1, 2]) {
      ids.push(Accepted.parse(await (await post(body, { 'idempotency-key': 'once' })).json()).id);
    }
    expect(new Set(ids).size).toBe(1);
    simulator.release();
    await until(
      () => jobAt(`${bridge.url}/v1/jobs/${ids[0]}`),
      ({ state }) => state === 'succeeded',
    );
    expect(simulator.state().submissions).toBe(1);
  });

  it('come to the openai package with its own types', async () => {
    const client = new OpenAI({ apiKey: 'any', baseURL: `${bridge.url}/v1`, maxRetries: 0 });
    const { data, response } = await client.images
      .generate(FOX, { headers: { prefer: 'respond-async' } })
      .withResponse();
    expect(response.status).toBe(202);
    const { id } = Accepted.parse(data);
    const done = await until(
      async () => Accepted.parse(await client.get(`/jobs/${id}`)),
      ({ state }) => state === 'succeeded',
    );
    expect(done.results).toHaveLength(1);
  });

  it('cannot be streamed as well', async () => {
    const response = await post({ ...FOX, stream: true, async: true });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { type: 'invalid_request_error', param: 'stream', message: expect.stringContaining("'async'") },
    });
    expect(simulator.state().submissions).toBe(0);
  });

  it('tell at once what is wrong with the request', async () => {
    const response = await post({ size: '256x256', async: true });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param: 'prompt' } });
  });
});
