import { type Simulator, startOpenAiCompatible } from '@fusionbridge/simulators';
import { KEY, modelsOver } from './paid-upstreams.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const SIZE = { size: '256x256' };

describe('the fields of an OpenAI generation', () => {
  let upstream: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    upstream = await startOpenAiCompatible({ apiKey: KEY });
    bridge = await startBridge(modelsOver(upstream), { UPSTREAM_KEY: KEY });
  });

  afterAll(async () => {
    await bridge.close();
    await upstream.close();
  });

  beforeEach(() => upstream.reset());

  async function post(body: object, path = 'generations'): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${bridge.url}/v1/images/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  function sent(): unknown {
    return JSON.parse(upstream.requests.at(-1)?.body.toString() ?? 'null');
  }

  it.each<[string, object, object]>([
    [
      'numbers written as texts',
      { n: '2', seed: '7', steps: '9', ...SIZE },
      { n: 2, seed: 7, num_inference_steps: 9 },
    ],
    ['width and height', { width: 320, height: '256' }, { size: '320x256' }],
    ['a size as an object', { image_size: { width: 320, height: 256 } }, { size: '320x256' }],
    ['num_images and guidance', { num_images: 2, guidance: 4.5, ...SIZE }, { n: 2, guidance_scale: 4.5 }],
    ['the size before the sides', { width: 9, size: '256x320', height: 9 }, { size: '256x320' }],
    ['a multiplication sign', { size: '320\u00D7256' }, { size: '320x256' }],
    ['blanks around it', { size: ' 320 x 256 ' }, { size: '320x256' }],
    ['a star between the sides', { image_size: '320*256' }, { size: '320x256' }],
    ['a shape', { aspect_ratio: '16:9' }, { size: '1360x768' }],
    ['a shape as the size', { size: '9:16' }, { size: '768x1360' }],
    ['a shape and a tier', { aspect_ratio: '16:9', resolution: '2k' }, { size: '2736x1536' }],
    ['a tier as the size', { image_size: '1K', aspect_ratio: '1:2' }, { size: '720x1456' }],
    [
      'LoRAs by path and scale',
      { ...SIZE, loras: [{ path: 'https://x.test/a.safetensors', scale: 0.8 }] },
      {},
    ],
    ['a negative prompt', { negative_prompt: 'rain', ...SIZE }, { negative_prompt: 'rain' }],
    ['an alias that is null beside one that is not', { n: null, batch_size: 2, ...SIZE }, { n: 2 }],
  ])('takes %s', async (_what, fields, expected) => {
    expect((await post({ prompt: 'a fox', ...fields })).status).toBe(200);
    expect(sent()).toMatchObject(expected);
  });

  it.each<[string, object]>([
    ['size auto', { size: 'auto' }],
    ['size null', { size: null }],
    [
      'everything null',
      { n: null, size: null, quality: null, style: null, seed: null, stream: null, user: null },
    ],
    ['seed -1', { seed: -1 }],
    ['no streaming', { stream: false }],
    ['an empty model', { model: '' }],
    ['what it does not know', { frame_count: 3, svg: { model: 'x' }, safety_identifier: 'u1', user: 'u1' }],
    [
      'everything blank',
      { n: '', size: '', quality: '', style: '', seed: '', stream: '', response_format: '' },
    ],
    ['nothing where a picture could be', { image: '', images: [], mask: null, image_url: '' }],
    ["Together's word for base64", { response_format: 'base64' }],
  ])('takes %s', async (_what, fields) => {
    expect((await post({ prompt: 'a fox', ...fields }, 'plan')).status).toBe(200);
  });

  it.each<[string, object, string]>([
    ['a blank prompt', { prompt: ' \n ' }, 'prompt'],
    ['a prompt that is null', { prompt: null }, 'prompt'],
    ['a prompt one letter too long', { prompt: 'word '.repeat(6400) + 'x' }, 'prompt'],
    ['a prompt without a blank in it', { prompt: 'a'.repeat(40_000) }, 'prompt'],
    ['one side', { prompt: 'x', width: 256 }, 'height'],
    ['a negative size', { prompt: 'x', width: -256, height: 256 }, 'size'],
    ['half a seed', { prompt: 'x', seed: 0.5 }, 'seed'],
    ['a seed of 33 bits', { prompt: 'x', seed: 2 ** 32 }, 'seed'],
    ['a number in words', { prompt: 'x', steps: 'many' }, 'steps'],
    ['a shape of no size', { prompt: 'x', aspect_ratio: '1000:1' }, 'aspect_ratio'],
    ['a resolution in words', { prompt: 'x', resolution: 'high' }, 'resolution'],
    ['too many by another name', { prompt: 'x', num_images: 11 }, 'num_images'],
    ['a LoRA without a path', { prompt: 'x', loras: [{ scale: 1 }] }, 'loras.0.path'],
    [
      'a LoRA with a heavy scale',
      { prompt: 'x', image_loras: [{ path: 'a', scale: 'x' }] },
      'image_loras.0.scale',
    ],
    ['LoRAs that are no list', { prompt: 'x', loras: 'grain' }, 'loras'],
  ])('refuses %s and names the field', async (_what, body, param) => {
    expect(await post(body)).toEqual({
      status: 400,
      body: {
        error: {
          message: expect.stringContaining(`'${param}'`),
          type: 'invalid_request_error',
          param,
          code: 'invalid_value',
        },
      },
    });
    expect(upstream.requests).toEqual([]);
  });

  it('paints what is left of a prompt that was cut in the middle of an emoji', async () => {
    expect((await post({ prompt: 'a fox \ud83e', ...SIZE })).status).toBe(200);
    expect(sent()).toMatchObject({ prompt: 'a fox \ufffd' });
    expect((await post({ prompt: 'a\u0000 fox', ...SIZE })).status).toBe(200);
    expect(sent()).toMatchObject({ prompt: 'a fox' });
  });

  it('lists what nobody can be told, and refuses it when the client is strict', async () => {
    const wishes = { style: 'vivid', strength: 0.5 };
    const { status, body } = await post({ prompt: 'a fox', ...SIZE, ...wishes });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      fusionbridge: {
        degradations: Object.entries(wishes).map(([field, asked]) => ({
          field,
          asked: String(asked),
          given: 'dropped',
          why: expect.any(String),
        })),
      },
    });
    expect(await post({ prompt: 'a fox', ...wishes }, 'plan')).toMatchObject({
      body: { degradations: expect.arrayContaining([expect.objectContaining({ field: 'style' })]) },
    });
    upstream.reset();
    expect(await post({ prompt: 'a fox', style: 'vivid', fidelity: 'strict' })).toMatchObject({
      status: 400,
      body: { error: { code: 'unsupported', param: 'style' } },
    });
    expect(upstream.requests).toEqual([]);
  });

  it('finds nothing left out in what means nothing', async () => {
    const usual = {
      style: 'auto',
      background: 'opaque',
      moderation: 'low',
      quality: 'auto',
      fidelity: 'strict',
    };
    expect(await post({ prompt: 'a fox', ...SIZE, ...usual })).toMatchObject({
      status: 200,
      body: { quality: 'auto', fusionbridge: { degradations: [] } },
    });
  });

  it('accounts for what was done', async () => {
    const { body } = await post({ prompt: 'a fox', ...SIZE, seed: 5 });
    expect(body).toMatchObject({
      fusionbridge: {
        job: expect.stringMatching(/^[0-9a-f-]{36}$/),
        model: 'main',
        prompt: 'a fox',
        provider: 'up1',
        vendor_model: 'painter',
        seeds: [5],
        loras: [],
        attempts: [
          {
            provider: 'up1',
            model: 'painter',
            outcome: 'delivered',
            delivered: 1,
            seconds: expect.any(Number),
          },
        ],
        seconds: expect.any(Number),
      },
    });
    expect(JSON.stringify(body)).not.toContain('task');
  });
});
