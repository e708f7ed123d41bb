import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PictureStore } from '@fusionbridge/media';
import OpenAI from 'openai';
import { z } from 'zod';
import { type Simulator, startOpenAiCompatible } from '@fusionbridge/simulators';
import { A1111Client, Info } from './a1111-client.js';
import { KEY, modelsOver } from './paid-upstreams.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const FOX = { prompt: 'a fox', size: '256x256', seed: 7 } as const;

const Answer = z.looseObject({
  data: z.array(z.looseObject({ b64_json: z.string() })),
  fusionbridge: z.looseObject({
    job: z.string(),
    cache: z.string().nullable(),
    attempts: z.array(z.unknown()),
    cost: z.looseObject({ usd: z.number(), source: z.string() }).nullable(),
  }),
});

interface Asked {
  readonly cache: string | null;
  readonly answer: z.infer<typeof Answer>;
}

describe('the same picture asked for again', () => {
  let vendor: Simulator;
  let bridge: RunningBridge;

  beforeEach(async () => {
    vendor = await startOpenAiCompatible({ apiKey: KEY });
    bridge = await startBridge(modelsOver(vendor), { UPSTREAM_KEY: KEY });
  });

  afterEach(async () => {
    vendor.release();
    await bridge.close();
    await vendor.close();
  });

  async function ask(body: object, headers: Record<string, string> = {}): Promise<Asked> {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return {
      cache: response.headers.get('x-fusionbridge-cache'),
      answer: Answer.parse(await response.json()),
    };
  }

  function submissions(): number {
    return vendor.state().submissions;
  }

  it('is given out again for nothing, and says whose it is', async () => {
    const first = await ask(FOX);
    const second = await ask({ ...FOX, user: 'somebody', stream: false, response_format: 'b64_json' });
    expect([first.cache, second.cache]).toEqual(['miss', 'hit']);
    expect(second.answer.data).toEqual(first.answer.data);
    expect(second.answer.fusionbridge).toMatchObject({
      job: first.answer.fusionbridge.job,
      cache: 'hit',
      attempts: [],
      cost: { usd: 0, source: 'free' },
      seconds: null,
    });
    expect(submissions()).toBe(1);
    expect(vendor.state().charges).toBe(1);
  });

  it('is bought once for 20 who want it at once', async () => {
    vendor.fault('slow');
    const all = Array.from({ length: 20 }, () => ask(FOX));
    await vendor.working(1);
    vendor.release();
    const uses = (await Promise.all(all)).map(({ cache }) => cache);
    expect(uses.filter((use) => use === 'hit')).toHaveLength(19);
    expect(uses).toContain('miss');
    expect(submissions()).toBe(1);
  });

  it('is painted anew where anything is asked otherwise', async () => {
    await ask(FOX);
    const others = [{ seed: 8 }, { n: 2 }, { output_format: 'webp' }, { size: '128x128' }, { model: 'main' }];
    const uses = [];
    for (const other of others) {
      uses.push((await ask({ ...FOX, ...other })).cache);
    }
    // The default model by its own name is the same model.
    expect(uses).toEqual(['miss', 'miss', 'miss', 'miss', 'hit']);
  });

  it('is another picture each time without a seed', async () => {
    for (const body of [
      { ...FOX, seed: -1 },
      { ...FOX, seed: undefined },
      { ...FOX, seed: null },
    ]) {
      expect((await ask(body)).cache).toBe('bypass');
    }
    expect(submissions()).toBe(3);
  });

  it.each<[string, object, Record<string, string>]>([
    ['by a field', { cache: 'off' }, {}],
    ['by a flag', { cache: false }, {}],
    ['by a header', {}, { 'x-fusionbridge-cache': 'off' }],
    ["by HTTP's own", {}, { 'cache-control': 'no-cache' }],
  ])('is painted anew where the client wants that, %s', async (_, field, headers) => {
    await ask(FOX);
    expect((await ask({ ...FOX, ...field }, headers)).cache).toBe('bypass');
    expect(submissions()).toBe(2);
    expect((await ask(FOX)).cache).toBe('hit');
  });

  it('is refused where the client says neither on nor off', async () => {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'x-fusionbridge-cache': 'maybe' },
      body: JSON.stringify(FOX),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param: 'x-fusionbridge-cache' } });
  });

  it('is painted anew when its file is gone', async () => {
    await ask(FOX);
    const store = bridge.app.get(PictureStore, { strict: false });
    for await (const { hash, format } of store.list()) {
      await store.remove(hash, format);
    }
    expect((await ask(FOX)).cache).toBe('miss');
    expect(submissions()).toBe(2);
  });

  it('comes through every door, whichever painted it', async () => {
    const a1111 = new A1111Client(bridge.url);
    const body = { prompt: 'a fox', width: 256, height: 256, seed: 7 };
    const painted = Info.parse((await a1111.paint('txt2img', body)).info);
    const again = Info.parse((await a1111.paint('txt2img', body)).info);
    expect(submissions()).toBe(1);
    expect([painted.cost, again.cost]).toEqual([null, 0]);
    const simple = async (): Promise<string | null> => {
      const response = await fetch(`${bridge.url}/api/ai/generate-image`, {
        method: 'POST',
        body: JSON.stringify({ prompt: 'a fox', seed: 7 }),
      });
      await response.json();
      return response.headers.get('x-fusionbridge-cache');
    };
    expect([await simple(), await simple()]).toEqual(['miss', 'hit']);
  });

  it('counts as a generation all the same', async () => {
    await bridge.close();
    bridge = await startBridge(modelsOver(vendor), { UPSTREAM_KEY: KEY, THROTTLE_PER_MINUTE: '2' });
    await ask(FOX);
    await ask(FOX);
    const third = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify(FOX),
    });
    expect(third.status).toBe(429);
  });

  it('is streamed and taken as a job at once', async () => {
    await ask(FOX);
    const client = new OpenAI({ apiKey: 'any', baseURL: `${bridge.url}/v1`, maxRetries: 0 });
    const stream = await client.images.generate({ ...FOX, stream: true, partial_images: 2 });
    const events: unknown[] = [];
    for await (const event of stream) {
      events.push(event);
    }
    expect(events).toEqual([
      expect.objectContaining({
        type: 'image_generation.completed',
        fusionbridge: expect.objectContaining({ cache: 'hit' }),
      }),
    ]);
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { prefer: 'respond-async' },
      body: JSON.stringify(FOX),
    });
    expect([response.status, response.headers.get('x-fusionbridge-cache')]).toEqual([202, 'hit']);
    expect(await response.json()).toMatchObject({ state: 'succeeded', results: [{ seed: 7 }] });
    expect(submissions()).toBe(1);
  });
});

describe('the same picture after the catalogue has changed', () => {
  it('is painted anew where a LoRA of it was changed, and given out where another was', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-loras-'));
    const path = join(folder, 'master_lora_dict.json');
    const lora = (trigger: string): object => ({
      url: 'owner/lora',
      keywords: [trigger],
      trigger_words: [`ohwx ${trigger}`],
    });
    await writeFile(path, JSON.stringify({ loras: { elena: lora('elena'), marcus: lora('marcus') } }));
    const models = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'sandbox' }] }] };
    const bridge = await startBridge(models, { LORA_DICT_PATH: path });
    const send = async (method: string, route: string, body: object): Promise<Response> => {
      const response = await fetch(`${bridge.url}${route}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      await response.arrayBuffer();
      return response;
    };
    const use = async (): Promise<string | null> => {
      const wish = { prompt: 'elena at sea', size: '64x64', seed: 7 };
      return (await send('POST', '/v1/images/generations', wish)).headers.get('x-fusionbridge-cache');
    };
    expect([await use(), await use()]).toEqual(['miss', 'hit']);
    await send('PATCH', '/v1/loras/marcus', { trigger_words: ['zzz marcus'] });
    expect(await use()).toBe('hit');
    await send('PATCH', '/v1/loras/elena', { trigger_words: ['zzz elena'] });
    expect([await use(), await use()]).toEqual(['miss', 'hit']);
    await bridge.close();
    await rm(folder, { recursive: true });
  });
});
