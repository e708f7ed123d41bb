import { z } from 'zod';
import { type Simulator, startChat, startOpenAiCompatible } from '@fusionbridge/simulators';
import { wovenPng } from './edit-pictures.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const KEY = 'sk-upstream-key-1';
const PROSE =
  'Rain drips from the black hood of the cloak as Elena pushes the heavy tavern door open. She lowers it and smirks. ' +
  'Her violet eyes scan the dim candlelight while the wind rattles the shutters and the innkeeper wipes a mug. '.repeat(
    5,
  );

const Quote = z.looseObject({
  min: z.number().nullable(),
  max: z.number().nullable(),
  first: z.number().nullable(),
  candidates: z.array(z.looseObject({ estimate: z.object({ usd: z.number() }).nullable() })),
});

describe('POST /v1/images/quote', () => {
  let vendor: Simulator;
  let chat: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    [vendor, chat] = await Promise.all([startOpenAiCompatible({ apiKey: KEY }), startChat()]);
    const upstream = { baseUrl: `${vendor.url}/v1`, dialect: { steps: true, guidance: true } };
    const models = {
      default: 'main',
      models: [
        {
          id: 'main',
          family: 'flux',
          chain: [
            { provider: 'openai', model: 'gpt-image-2', family: 'gpt-image' },
            { provider: 'secretive', model: 'm' },
            { provider: 'at-home', model: 'm' },
            { provider: 'fal', model: '' },
          ],
        },
        { id: 'secret', family: 'flux', chain: [{ provider: 'secretive', model: 'm' }] },
      ],
      upstreams: [
        { name: 'secretive', keyVariable: 'UPSTREAM_KEY', ...upstream },
        { name: 'at-home', ...upstream },
      ],
    };
    bridge = await startBridge(models, {
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: `${vendor.url}/v1`,
      UPSTREAM_KEY: KEY,
      LLM_BASE_URL: chat.url,
      LLM_MODEL: 'simulated-chat',
    });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all([vendor.close(), chat.close()]);
  });

  beforeEach(() => {
    vendor.reset();
    chat.reset();
  });

  async function post(body: object, path = 'quote'): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${bridge.url}/v1/images/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a fox', ...body }),
    });
    return { status: response.status, body: await response.json() };
  }

  it('prices the pictures at everybody who could paint them, and says whose price nobody knows', async () => {
    const { status, body } = await post({ n: 2, size: '1024x1024', quality: 'hd' });
    expect(status).toBe(200);
    const { min, max, first, candidates } = Quote.parse(body);
    expect(body).toMatchObject({
      model: 'main',
      pictures: 2,
      currency: 'USD',
      source: 'estimate',
      unknown: ['secretive'],
      candidates: [
        { provider: 'openai', model: 'gpt-image-2', preset: 'hd', calls: 1, price_known: true },
        { provider: 'secretive', calls: 2, price_known: false, estimate: null },
        { provider: 'at-home', preset: 'hd', price_known: true, estimate: { usd: 0, source: 'free' } },
      ],
      excluded: [{ provider: 'fal', why: expect.stringContaining('not configured') }],
      degradations: [],
    });
    expect(min).toBe(0);
    expect(first).toBeGreaterThan(0);
    expect(max).toBe(first);
    expect(candidates[0]?.estimate?.usd).toBe(first);
  });

  it('costs more for more and better pictures', async () => {
    const priceOf = async (body: object): Promise<number> =>
      Quote.parse((await post({ size: '1024x1024', ...body })).body).first ?? 0;
    const one = await priceOf({ quality: 'low' });
    expect(await priceOf({ quality: 'low', n: 3 })).toBeCloseTo(3 * one);
    expect(await priceOf({ quality: 'high' })).toBeGreaterThan(one);
  });

  it.each(['quote', 'plan'])('takes edits at %s by the picture in them', async (path) => {
    const picture = await wovenPng({ width: 256, height: 256 });
    const images = [{ image_url: `data:image/png;base64,${picture.toString('base64')}` }];
    const { status, body } = await post({ images }, path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      candidates: [{ provider: 'openai' }],
      excluded: expect.arrayContaining([
        expect.objectContaining({ provider: 'secretive', why: expect.stringContaining('cannot edit') }),
      ]),
    });
    expect(await post({ image: 'no picture' }, path)).toMatchObject({
      status: 400,
      body: { error: { param: 'image' } },
    });
    expect(vendor.requests).toEqual([]);
  });

  it('says that nothing is known where nothing is', async () => {
    expect((await post({ model: 'secret' })).body).toMatchObject({
      min: null,
      max: null,
      first: null,
      source: 'unknown',
      unknown: ['secretive'],
    });
  });

  it('tells what each would leave out, and what nobody is told', async () => {
    const { body } = await post({ negative_prompt: 'rain', style: 'vivid' });
    expect(body).toMatchObject({
      candidates: expect.arrayContaining([
        expect.objectContaining({
          provider: 'openai',
          degradations: expect.arrayContaining([expect.objectContaining({ field: 'negative_prompt' })]),
        }),
      ]),
      degradations: [expect.objectContaining({ field: 'style' })],
    });
  });

  it('buys nothing and asks nobody, no language model either, which a plan asks', async () => {
    expect((await post({ prompt: PROSE })).status).toBe(200);
    expect([...vendor.requests, ...chat.requests]).toEqual([]);
    expect((await post({ prompt: PROSE }, 'plan')).status).toBe(200);
    expect(vendor.requests).toEqual([]);
    expect(chat.requests.length).toBeGreaterThan(0);
  });

  it.each<[object, string]>([
    [{ model: 'gone' }, 'model'],
    [{ quality: 'ultra' }, 'quality'],
    [{ n: 0 }, 'n'],
    [{ prompt: '' }, 'prompt'],
  ])('refuses %j as a generation does', async (body, param) => {
    const { status, body: answer } = await post(body);
    expect(status).toBe(param === 'model' ? 404 : 400);
    expect(answer).toMatchObject({ error: { param } });
  });
});
