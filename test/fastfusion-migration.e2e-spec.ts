import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '@fusionbridge/settings';
import sharp from 'sharp';
import { z } from 'zod';
import { halfOf, leftHalfMask, wovenPng } from './edit-pictures.js';
import { moveFastFusion, type MovedFastFusion } from './old-fastfusion.js';
import { LogEnv } from '../apps/gateway/src/log.env.js';
import { ServerEnv } from '../apps/gateway/src/server.env.js';

const SIZE = '256x256';
const Bytes = z.looseObject({ data: z.array(z.object({ b64_json: z.string() })) });
const Urls = z.looseObject({ data: z.array(z.object({ url: z.string() })) });

describe('an old FastFusion installation, started with its own files', () => {
  let moved: MovedFastFusion;
  let pictures: string;

  beforeAll(async () => {
    pictures = mkdtempSync(join(tmpdir(), 'fusionbridge-fastfusion-'));
    moved = await moveFastFusion(pictures);
  });

  afterAll(async () => {
    await moved.close();
    rmSync(pictures, { recursive: true });
  });

  beforeEach(() => moved.painter.reset());

  async function generate(body: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${moved.bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a lighthouse', size: SIZE, ...body }),
    });
    return { status: response.status, body: await response.json() };
  }

  function sent(): unknown {
    return JSON.parse(moved.painter.requests.at(-1)?.body.toString() ?? 'null');
  }

  it.each<[string | undefined, string, object]>([
    ['standard', 'standard', { guidance_scale: 7, num_inference_steps: 25 }],
    ['hd', 'hd', { guidance_scale: 5, num_inference_steps: 50 }],
    ['high', 'hd', { guidance_scale: 5, num_inference_steps: 50 }],
    ['auto', 'standard', { guidance_scale: 4, num_inference_steps: 30 }],
    [undefined, 'standard', { guidance_scale: 4, num_inference_steps: 30 }],
  ])('paints with the preset of the quality %s', async (quality, name, values) => {
    const { status, body } = await generate({ quality });
    expect(status).toBe(200);
    expect(sent()).toMatchObject(values);
    expect(sent()).not.toHaveProperty('quality');
    expect(body).toMatchObject({ fusionbridge: { preset: { name }, degradations: [] } });
  });

  it('lets explicit values win one by one, where FastFusion wanted both', async () => {
    await generate({ quality: 'hd', num_inference_steps: 9 });
    expect(sent()).toMatchObject({ num_inference_steps: 9, guidance_scale: 5 });
  });

  it("takes every field of FastFusion's clients, and gives addresses below BASE_URL", async () => {
    const { status, body } = await generate({
      model: 'flux.1-dev',
      n: 2,
      quality: 'standard',
      response_format: 'url',
      style: 'vivid',
      user: 'someone',
      lora_settings: [{ name: 'clay', weight: 0.7 }],
    });
    expect(status).toBe(200);
    expect(sent()).toMatchObject({ n: 2, lora_settings: [{ name: 'clay', weight: 0.7 }] });
    const { data } = Urls.parse(body);
    expect(data).toHaveLength(2);
    for (const { url } of data) {
      expect(url).toMatch(/^https:\/\/pictures\.example\/v1\/images\/data\/[\w-]{22,}\.png$/);
      const picture = await fetch(url.replace('https://pictures.example', moved.bridge.url));
      expect(picture.headers.get('content-type')).toBe('image/png');
      expect(await sharp(await picture.arrayBuffer()).metadata()).toMatchObject({ width: 256, height: 256 });
    }
    expect(readdirSync(pictures, { recursive: true }).length).toBeGreaterThan(0);
  });

  it.each([{}, { model: 'Flux.1-Dev' }])('gives addresses where its clients do not ask: %j', async (body) => {
    expect(Urls.safeParse((await generate(body)).body).success).toBe(true);
  });

  it('gives bytes to clients that name another model, and to those that ask for them', async () => {
    expect(Bytes.safeParse((await generate({ model: 'flux' })).body).success).toBe(true);
    expect(Bytes.safeParse((await generate({ response_format: 'b64_json' })).body).success).toBe(true);
  });

  it('still serves the pictures that FastFusion kept, and nothing else of the folder', async () => {
    const old = await wovenPng({ width: 64, height: 64 });
    writeFileSync(join(pictures, 'abcdef.png'), old);
    writeFileSync(join(pictures, 'notes.png'), 'no picture');
    const response = await fetch(`${moved.bridge.url}/v1/images/data/abcdef.png`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(old);
    for (const name of ['notes.png', '..%2Fabcdef.png', 'missing.png', '.env']) {
      expect((await fetch(`${moved.bridge.url}/v1/images/data/${name}`)).status).toBe(404);
    }
  });

  it('has the LoRAs of its file by their adapter names', async () => {
    const loras: unknown = await (await fetch(`${moved.bridge.url}/v1/loras`)).json();
    expect(loras).toMatchObject({
      data: [
        {
          id: 'harbour',
          keywords: [],
          sources: { huggingface: 'northwind/harbour-lights/harbour-lights.safetensors' },
        },
        { id: 'ink', sources: { url: 'https://loras.example/ink.safetensors' } },
        { id: 'clay', sources: { file: 'clay' } },
      ],
    });
  });

  it.each([
    ['edits', { prompt: 'a lighthouse at night', strength: '0.6' }],
    ['variations', { model: 'flux.1-dev', prompt: 'a lighthouse' }],
  ])('takes the forms of its clients at %s', async (route, fields) => {
    const form = new FormData();
    const all = {
      ...fields,
      n: '1',
      size: SIZE,
      response_format: 'url',
      guidance_scale: '3',
      user: 'someone',
    };
    for (const [name, text] of Object.entries({ ...all, lora_settings: '[{"name":"clay","weight":0.7}]' })) {
      form.append(name, text);
    }
    const picture = await wovenPng({ width: 256, height: 256 });
    form.append('image', new Blob([new Uint8Array(picture)]), 'image.png');
    const response = await fetch(`${moved.bridge.url}/v1/images/${route}`, { method: 'POST', body: form });
    expect(response.status).toBe(200);
    expect(Urls.parse(await response.json()).data[0]?.url).toMatch(/^https:\/\/pictures\.example\//);
    const sentForm = moved.painter.requests.at(-1)?.body.toString('latin1') ?? '';
    expect(sentForm).toMatch(/name="guidance_scale"\r\n\r\n3\r\n/);
    expect(sentForm).toMatch(/name="num_inference_steps"\r\n\r\n30\r\n/);
    expect(sentForm).toContain('"clay"');
  });

  it('repaints what is white in a mask, as FastFusion has it', async () => {
    const size = { width: 256, height: 256 };
    const [picture, mask] = await Promise.all([wovenPng(size), leftHalfMask(size, 'white')]);
    const form = new FormData();
    form.append('prompt', 'a harbour');
    form.append('image', new Blob([new Uint8Array(picture)]), 'image.png');
    form.append('mask', new Blob([new Uint8Array(mask)]), 'mask.png');
    form.append('response_format', 'b64_json');
    const response = await fetch(`${moved.bridge.url}/v1/images/edits`, { method: 'POST', body: form });
    const { data } = Bytes.parse(await response.json());
    const painted = Buffer.from(data[0]?.b64_json ?? '', 'base64');
    expect(await halfOf(painted, 'right')).toEqual(await halfOf(picture, 'right'));
    expect(await halfOf(painted, 'left')).not.toEqual(await halfOf(picture, 'left'));
  });

  it('refuses more pictures than max_n by name, where FastFusion cut the rest without a word', async () => {
    expect(await generate({ n: 3 })).toMatchObject({
      status: 400,
      body: { error: { param: 'n', message: expect.stringContaining('at most 2 pictures') } },
    });
    expect(moved.painter.requests).toEqual([]);
  });

  it('names the presets to a client that asks for another', async () => {
    expect(await generate({ quality: 'xxl' })).toMatchObject({
      status: 400,
      body: { error: { param: 'quality', message: expect.stringMatching(/standard.*hd/) } },
    });
  });

  it('tells what of its file nobody reads yet', async () => {
    const status: unknown = await (await fetch(`${moved.bridge.url}/status`)).json();
    expect(status).toMatchObject({
      model_config: {
        name: 'FLUX.1-dev',
        max_n: 2,
        switched_off: [],
        unknown_keys: [],
        unused_until_a_local_engine_is_configured: expect.arrayContaining([
          'pipeline.hf_model_id',
          'pipeline.torch_device',
        ]),
      },
    });
    expect(await (await fetch(`${moved.bridge.url}/health`)).json()).toEqual({ status: 'ok' });
  });

  it("listens and logs as FastFusion's variables say", () => {
    const settings = moved.bridge.app.get(Settings);
    expect(settings.section(ServerEnv)).toMatchObject({ HOST: '0.0.0.0', BRIDGE_PORT: 9999 });
    expect(settings.section(LogEnv)).toMatchObject({ LOG_LEVEL: 'info' });
    expect(settings.variableName(ServerEnv, 'HOST')).toBe('FASTFUSION_HOST');
  });
});

describe('a model_config.json that splits what is over max_n', () => {
  it('paints it in several calls, and says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fusionbridge-fastfusion-'));
    const path = join(folder, 'model_config.json');
    writeFileSync(path, JSON.stringify({ pipeline: { max_n: 1, over_max_n: 'split' } }));
    const moved = await moveFastFusion(folder, { CONFIG_PATH: path });
    const response = await fetch(`${moved.bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a lighthouse', size: SIZE, n: 2 }),
    });
    expect(await response.json()).toMatchObject({
      data: { length: 2 },
      fusionbridge: { degradations: [{ field: 'n', given: '2 calls of at most 1' }] },
    });
    const orders = moved.painter.requests.map(({ body }): unknown => JSON.parse(body.toString()));
    expect(orders).toEqual([expect.objectContaining({ n: 1 }), expect.objectContaining({ n: 1 })]);
    await moved.close();
    rmSync(folder, { recursive: true });
  });
});

describe('a model_config.json that switches routes off', () => {
  it.each(['generations', 'edits', 'variations'])(
    'answers 404 at %s in the shape of OpenAI',
    async (route) => {
      const folder = mkdtempSync(join(tmpdir(), 'fusionbridge-fastfusion-'));
      const path = join(folder, 'model_config.json');
      writeFileSync(path, JSON.stringify({ pipeline: { [`${route}_config`]: { enabled: false } } }));
      const moved = await moveFastFusion(folder, { CONFIG_PATH: path });
      const response = await fetch(`${moved.bridge.url}/v1/images/${route}`, { method: 'POST', body: '{}' });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        error: {
          message: `/v1/images/${route} is switched off here (pipeline.${route}_config.enabled of model_config.json).`,
          type: 'invalid_request_error',
          code: 'not_found',
        },
      });
      const status: unknown = await (await fetch(`${moved.bridge.url}/status`)).json();
      expect(status).toMatchObject({ model_config: { switched_off: [route] } });
      await moved.close();
      rmSync(folder, { recursive: true });
    },
  );
});
