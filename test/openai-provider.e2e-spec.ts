import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import OpenAI from 'openai';
import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startOpenAiCompatible, startTogether } from '@fusionbridge/simulators';
import { A1111Client, bytesOf, until } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const SHIPPED: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../config/models.json'), 'utf8'));

const Account = z.looseObject({
  model: z.string(),
  provider: z.string(),
  cost: z.looseObject({ usd: z.number(), source: z.string() }).nullable(),
  degradations: z.array(z.looseObject({ field: z.string() })),
});

const Transparent = z.looseObject({ data: z.array(z.object({ b64_json: z.string() })) });

/** The shipped models, with and without a key of OpenAI. */
describe("the names of OpenAI's models", () => {
  let vendor: Simulator;
  let together: Simulator;
  let bridge: RunningBridge | null = null;

  beforeAll(async () => {
    [vendor, together] = await Promise.all([
      startOpenAiCompatible({ flavour: 'openai', slowMs: 60_000 }),
      startTogether(),
    ]);
  });

  afterAll(async () => {
    await Promise.all([vendor.close(), together.close()]);
  });

  afterEach(async () => {
    await bridge?.close();
    bridge = null;
    vendor.reset();
    together.reset();
  });

  async function start(env: Record<string, string>): Promise<RunningBridge> {
    bridge = await startBridge(z.looseObject({}).parse(SHIPPED), env);
    return bridge;
  }

  const openAi = (): Record<string, string> => ({
    OPENAI_API_KEY: 'sk-simulated-key',
    OPENAI_BASE_URL: `${vendor.url}/v1`,
  });
  const others = (): Record<string, string> => ({
    TOGETHER_API_KEY: 'simulated-together',
    TOGETHER_BASE_URL: `${together.url}/v1`,
  });

  it('paint a transparent background where they can, and say so where they cannot', async () => {
    const chain = (model: string): object => ({ id: model, chain: [{ provider: 'openai', model }] });
    bridge = await startBridge(
      { default: 'gpt-image-1.5', models: [chain('gpt-image-1.5'), chain('gpt-image-2')] },
      openAi(),
    );
    const ask = async (fields: object): Promise<unknown> => {
      const wish = { prompt: 'a fox', size: '1024x1024', background: 'transparent', ...fields };
      const body = JSON.stringify(wish);
      const response = await fetch(`${bridge?.url}/v1/images/generations`, { method: 'POST', body });
      return response.json();
    };
    const clear = Transparent.parse(await ask({ model: 'gpt-image-1.5' }));
    expect(clear).toMatchObject({ background: 'transparent', fusionbridge: { degradations: [] } });
    const bytes = Buffer.from(clear.data[0]?.b64_json ?? '', 'base64');
    expect((await sharp(bytes).stats()).isOpaque).toBe(false);
    expect(String(vendor.requests.at(-1)?.body)).toContain('"background":"transparent"');

    expect(await ask({ model: 'gpt-image-1.5', output_format: 'jpeg' })).toMatchObject({
      background: 'opaque',
      fusionbridge: { degradations: [{ field: 'background', why: 'a JPEG has no transparency' }] },
    });
    expect(await ask({ model: 'gpt-image-2' })).toMatchObject({
      background: 'opaque',
      fusionbridge: { degradations: [{ field: 'background', given: 'dropped' }] },
    });
    expect(await ask({ model: 'gpt-image-2', fidelity: 'strict' })).toMatchObject({
      error: { code: 'unsupported' },
    });
  });

  /** Who painted, as the client of OpenAI is told. */
  async function painted(
    model: string,
    size: '1024x1024' | '512x512' = '1024x1024',
  ): Promise<z.infer<typeof Account>> {
    const client = new OpenAI({ apiKey: 'any', baseURL: `${bridge?.url}/v1`, maxRetries: 0 });
    const answer = await client.images.generate({ model, prompt: 'a fox', size });
    const [picture] = answer.data ?? [];
    const address = picture?.url;
    const bytes =
      address === undefined
        ? Buffer.from(picture?.b64_json ?? '', 'base64')
        : Buffer.from(await (await fetch(address)).arrayBuffer());
    const { width, height } = await sharp(bytes).metadata();
    expect(`${width}x${height}`).toBe(size);
    return z.looseObject({ fusionbridge: Account }).parse(answer).fusionbridge;
  }

  async function post(fields: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${bridge?.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
    return { status: response.status, body: await response.json() };
  }

  it("are OpenAI's where there is a key, at the price of its list", async () => {
    await start({ ...openAi(), ...others() });
    expect(await painted('gpt-image-2')).toMatchObject({
      model: 'gpt-image',
      provider: 'openai',
      cost: { source: 'list' },
      degradations: [],
    });
    expect(JSON.parse(vendor.requests.at(-1)?.body.toString() ?? '')).toMatchObject({ model: 'gpt-image-2' });
    expect(await painted('dall-e-3')).toMatchObject({ model: 'default', provider: 'together' });
  });

  it.each(['gpt-image-1-mini', 'GPT-Image-2.6-flare', 'openai/gpt-image-1.5', 'chatgpt-image-next'])(
    'are bought under the name that was asked for: %s',
    async (asked) => {
      await start({ ...openAi(), ...others() });
      const bought = asked.toLowerCase().replace('openai/', '');
      await post({ model: asked, prompt: 'a fox', routing: 'only:openai' });
      expect(JSON.parse(vendor.requests.at(-1)?.body.toString() ?? '')).toMatchObject({ model: bought });
      expect(together.state().charges).toBe(0);
    },
  );

  it('name what was bought, also where the chain leaves it open, and work with a prefix', async () => {
    await start({ ...openAi(), ...others(), OPENAI_MODEL: 'gpt-image-1.5' });
    const { status, body } = await post({ model: 'openai/gpt-image', prompt: 'a fox', size: '1024x1024' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      fusionbridge: { model: 'gpt-image', vendor_model: 'gpt-image-1.5', degradations: [] },
    });
    expect((await post({ model: 'openai/default', prompt: 'a fox' })).body).toMatchObject({
      fusionbridge: { model: 'default', provider: 'together', vendor_model: expect.stringContaining('FLUX') },
    });
  });

  it.each([
    ['gpt-image-1-mini', 'together does not sell it'],
    ['flux-dev', 'it is a gpt-image model, not a flux one'],
  ])(
    'of another model that is bought instead of %s are a degradation, refused where it is strict',
    async (asked, why) => {
      await start(asked === 'flux-dev' ? openAi() : others());
      const { body } = await post({ model: asked, prompt: 'a fox', size: '1024x1024' });
      expect(body).toMatchObject({
        fusionbridge: {
          degradations: expect.arrayContaining([expect.objectContaining({ field: 'model', asked, why })]),
        },
      });
      const strict = await post({ model: asked, prompt: 'a fox', size: '1024x1024', fidelity: 'strict' });
      expect(strict).toMatchObject({
        status: 400,
        body: { error: { message: expect.stringContaining(why) } },
      });
    },
  );

  it('answer with addresses where the model says so and the client does not', async () => {
    const models = {
      default: 'links',
      models: [{ id: 'links', response_format: 'url', chain: [{ provider: 'sandbox', model: 'scene' }] }],
    };
    bridge = await startBridge(models, {});
    const small = { prompt: 'a fox', size: '256x256' };
    expect((await post(small)).body).toMatchObject({
      data: [{ url: expect.stringContaining('/v1/images/data/') }],
    });
    expect((await post({ ...small, response_format: 'b64_json' })).body).toMatchObject({
      data: [{ b64_json: expect.any(String) }],
    });
  });

  it('name everything that a client may ask for, and nothing that only enlarges', async () => {
    await start(openAi());
    const { status, body } = await post({ model: 'nope', prompt: 'a fox' });
    const told = JSON.stringify(body);
    expect(status).toBe(404);
    expect(told).toMatch(/Known are: default, .*dall-e-3.*gpt-image-1-mini/);
    expect(told).not.toContain('upscale');
  });

  it('are whatever paints by default without a key, or where OpenAI says no', async () => {
    await start(others());
    expect(await painted('gpt-image-2')).toMatchObject({ model: 'gpt-image', provider: 'together' });
    await bridge?.close();
    await start({ ...openAi(), ...others() });
    vendor.fault('out_of_credit');
    expect(await painted('gpt-image-1.5')).toMatchObject({ provider: 'together' });
    expect([vendor, together].map((one) => one.state().charges)).toEqual([0, 2]);
  });

  it('paint in the sandbox where nothing is configured', async () => {
    await start({});
    expect(await painted('chatgpt-image-latest')).toMatchObject({ provider: 'sandbox' });
  });

  it('are enough for the default model where OpenAI is all there is, and for sizes that it does not paint', async () => {
    await start(openAi());
    expect(await painted('dall-e-3', '512x512')).toMatchObject({
      provider: 'openai',
      degradations: [expect.objectContaining({ field: 'size' })],
    });
    expect(JSON.parse(vendor.requests.at(-1)?.body.toString() ?? '')).toMatchObject({ size: '816x816' });
  });

  it('show half-painted pictures to clients of A1111', async () => {
    await start({ ...openAi(), OPENAI_PREVIEWS: '2' });
    const client = new A1111Client(bridge?.url ?? '');
    vendor.fault('slow');
    const painting = client.paint('txt2img', { prompt: 'a fox', width: 1024, height: 1024 });
    await vendor.working(1);
    const now = await until(
      () => client.progress(),
      (one) => one.progress > 0.5,
    );
    expect(await sharp(bytesOf(now.current_image ?? undefined)).metadata()).toMatchObject({ width: 1024 });
    vendor.release();
    expect((await painting).images).toHaveLength(1);
  });
});
