import fc from 'fast-check';
import Together from 'together-ai';
import { z } from 'zod';
import { type Simulator, startOpenAiCompatible } from '@fusionbridge/simulators';
import { MEADOW } from './bad-input/routes.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const IMAGES = '/v1/images';
const PICTURE = `data:image/png;base64,${MEADOW}`;
const SIZE = { size: '256x256' };

const Degradations = z.array(
  z.object({ field: z.string(), asked: z.string(), given: z.string(), why: z.string() }),
);
const Answer = z.object({ fusionbridge: z.object({ degradations: Degradations }) });
const Listed = z.object({ degradations: Degradations });
const Candidates = z.object({
  candidates: z.array(z.object({ request: z.record(z.string(), z.unknown()) })),
});

/** Fields that decide a picture, under several of their names. */
const FIELDS = [
  'n',
  'batch_size',
  'size',
  'image_size',
  'aspect_ratio',
  'resolution',
  'width',
  'height',
  'seed',
  'steps',
  'guidance',
  'style',
  'negative_prompt',
  'image',
  'mask',
  'response_format',
  'complexity',
];

/** One model over one server that paints and edits. */
function modelsOver({ url }: Simulator): object {
  const takes = {
    seed: true,
    negativePrompt: true,
    steps: true,
    guidance: true,
    edits: true,
    strength: true,
  };
  return {
    default: 'main',
    models: [{ id: 'main', family: 'other', chain: [{ provider: 'up', model: 'painter' }] }],
    upstreams: [{ name: 'up', baseUrl: `${url}/v1`, dialect: { ...takes, maxCount: 4 } }],
  };
}

interface Told {
  readonly status: number;
  readonly body: unknown;
}

describe('fields that nobody knows', () => {
  let upstream: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    upstream = await startOpenAiCompatible();
    bridge = await startBridge(modelsOver(upstream));
  });

  afterAll(async () => {
    await bridge.close();
    await upstream.close();
  });

  beforeEach(() => upstream.reset());

  async function send(path: string, body: string | FormData): Promise<Told> {
    const response = await fetch(`${bridge.url}${path}`, { method: 'POST', body });
    return { status: response.status, body: await response.json() };
  }

  function post(path: string, body: object): Promise<Told> {
    return send(path, JSON.stringify(body));
  }

  function formOf(fields: Readonly<Record<string, string>>): FormData {
    const form = new FormData();
    Object.entries(fields).forEach(([name, text]) => form.append(name, text));
    return form;
  }

  /** The names of what an answer, a plan, a job or an `info` says was left out. */
  function leftOutOf(path: string, body: unknown): string[] {
    if (path.startsWith('/sdapi')) {
      const { info } = z.object({ info: z.string() }).parse(body);
      return Listed.parse(JSON.parse(info)).degradations.map(({ field }) => field);
    }
    const read = Answer.safeParse(body);
    const { degradations } = read.success ? read.data.fusionbridge : Listed.parse(body);
    return degradations.map(({ field }) => field);
  }

  const UNKNOWN = { complexity: 'high', frame_count: 2, 'control.net': { weight: 1 } };
  const NAMES = ['complexity', 'frame_count', 'control.net'];

  const rows: readonly (readonly [string, object])[] = [
    [`${IMAGES}/generations`, { prompt: 'a fox', ...SIZE }],
    [`${IMAGES}/plan`, { prompt: 'a fox', ...SIZE }],
    [`${IMAGES}/quote`, { prompt: 'a fox', ...SIZE }],
    [`${IMAGES}/edits`, { prompt: 'a fox', image: PICTURE, ...SIZE }],
    [`${IMAGES}/variations`, { prompt: 'a fox', image: PICTURE, ...SIZE }],
    [`${IMAGES}/upscales`, { image: PICTURE, model: 'main', ...SIZE }],
    ['/sdapi/v1/txt2img', { prompt: 'a fox', width: 256, height: 256 }],
    ['/sdapi/v1/img2img', { prompt: 'a fox', init_images: [MEADOW], width: 256, height: 256 }],
    ['/api/ai/generate-image', { prompt: 'a fox', width: 256, height: 256 }],
  ];

  it.each(rows.filter(([path]) => !path.endsWith('upscales')))('are listed by %s', async (path, body) => {
    const told = await post(path, { ...body, ...UNKNOWN });
    expect(told).toMatchObject({ status: 200 });
    expect(leftOutOf(path, told.body)).toEqual(expect.arrayContaining(NAMES));
  });

  it.each(rows)('are refused by %s where the client is strict, and nothing is bought', async (path, body) => {
    const { status } = await post(path, { ...body, ...UNKNOWN, fidelity: 'strict' });
    expect([400, 422]).toContain(status);
    expect(upstream.requests).toEqual([]);
  });

  it('are listed in the answer to a call that does not wait', async () => {
    const { body } = await post(`${IMAGES}/generations`, { prompt: 'a fox', async: true, ...UNKNOWN });
    expect(leftOutOf('', body)).toEqual(NAMES);
  });

  it('are listed by a replay', async () => {
    await post(`${IMAGES}/generations`, { prompt: 'a fox', ...SIZE });
    const listed: unknown = await (await fetch(`${bridge.url}${IMAGES}?limit=1`)).json();
    const { data } = z.object({ data: z.array(z.object({ id: z.string() })) }).parse(listed);
    const told = await post(`${IMAGES}/${data[0]?.id}/replay`, { ...UNKNOWN, style: 'vivid' });
    expect(leftOutOf('', told.body)).toEqual(expect.arrayContaining([...NAMES, 'style']));
  });

  it('are named up to twenty, without what may be a secret, and the others counted', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`x${at}`, at]));
    const { body } = await post(`${IMAGES}/plan`, { prompt: 'a fox', my_api_key: 'sk-secret', ...many });
    const { degradations } = Listed.parse(body);
    expect(degradations).toHaveLength(21);
    expect(degradations.at(-1)).toMatchObject({ field: 'body', asked: '281 more fields', given: 'dropped' });
    expect(JSON.stringify(body)).not.toContain('sk-secret');
  });

  it('are nothing to speak of where they are harmless or blank', async () => {
    const harmless = { user: 'u', metadata: { a: 1 }, store: true, moderation: 'low', service_tier: 'flex' };
    const blank = { a: null, b: '', c: [], d: {}, safety_identifier: 'x' };
    const strict = { prompt: 'a fox', fidelity: 'strict', ...SIZE, ...harmless, ...blank };
    expect(await post(`${IMAGES}/generations`, strict)).toMatchObject({
      status: 200,
      body: { fusionbridge: { degradations: [] } },
    });
  });

  it('are found within LoRAs, whose own names are understood', async () => {
    const image_loras = [{ path: 'https://loras.test/a.safetensors', scale: 0.8, transformer: 'high' }];
    const { body } = await post(`${IMAGES}/plan`, { prompt: 'a fox', image_loras });
    expect(body).toMatchObject({ loras: [{ name: 'https://loras.test/a.safetensors', weight: 0.8 }] });
    expect(leftOutOf('', body)).toEqual(['image_loras.0.transformer']);
  });

  it('are told from a field that was sent under two names', async () => {
    const { body } = await post(`${IMAGES}/plan`, { prompt: 'a fox', n: 1, batch_size: 2, num_images: 1 });
    expect(Listed.parse(body).degradations).toEqual([
      { field: 'batch_size', asked: '2', given: '1', why: expect.stringContaining("'n'") },
    ]);
  });

  it('have the names of the client in what a provider leaves out', async () => {
    const sent = {
      prompt: 'a fox',
      ...SIZE,
      guidance: 4,
      steps: 9,
      num_images: 2,
      loras: [{ name: 'nobody' }],
    };
    const { degradations } = Answer.parse((await post(`${IMAGES}/generations`, sent)).body).fusionbridge;
    expect(degradations.map(({ field }) => field)).not.toContain('lora_settings');
    const unknown = degradations.find(({ field }) => field === 'loras');
    expect(unknown?.why).toMatch(/no LoRA of this name is known|takes no LoRA/);
  });

  describe('a picture in a generation', () => {
    it.each([
      { image: PICTURE },
      { images: [{ image_url: PICTURE }] },
      { image_url: PICTURE },
      { image: MEADOW, mask: '' },
    ])('is edited: %#', async (fields) => {
      const { status } = await post(`${IMAGES}/generations`, { prompt: 'a fox', ...SIZE, ...fields });
      expect(status).toBe(200);
      expect(upstream.requests.map(({ path }) => path)).toEqual(['/v1/images/edits']);
    });

    it('keeps its shape where a tier is asked', async () => {
      const { body } = await post(`${IMAGES}/plan`, { prompt: 'a fox', image: PICTURE, resolution: '1K' });
      expect(Candidates.parse(body).candidates[0]?.request['size']).toBe('1024x1024');
    });

    it('is missing where only a mask is there', async () => {
      const told = await post(`${IMAGES}/generations`, { prompt: 'a fox', mask: PICTURE });
      expect(told).toMatchObject({ status: 400, body: { error: { param: 'image' } } });
    });

    it('is edited where it is the file of a form', async () => {
      const form = formOf({ prompt: 'a fox', ...SIZE, complexity: 'high', seed: '' });
      form.append('image', new Blob([new Uint8Array(Buffer.from(MEADOW, 'base64'))]), 'blob');
      form.append('markup', new Blob([new Uint8Array(8)]), 'blob');
      const { status, body } = await send(`${IMAGES}/generations`, form);
      expect(status).toBe(200);
      expect(leftOutOf('', body)).toEqual(expect.arrayContaining(['complexity', 'markup']));
      expect(upstream.requests.map(({ path }) => path)).toEqual(['/v1/images/edits']);
    });
  });

  it('is the same request for a plan, a quote and a generation, as JSON and as a form', async () => {
    const text = fc.constantFrom('', '2', '9', '1:2', '2K', '256 × 320', '320*256', 'auto', 'high', 'x');
    const name = fc.constantFrom(...FIELDS);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, text, { maxKeys: 5 }), async (fields) => {
        const sent = { prompt: 'a fox', ...fields };
        const [plan, form, quote, painted] = [
          await post(`${IMAGES}/plan`, sent),
          await send(`${IMAGES}/plan`, formOf(sent)),
          await post(`${IMAGES}/quote`, sent),
          await post(`${IMAGES}/generations`, { ...sent, async: 'true' }),
        ];
        expect([form.status, quote.status]).toEqual([plan.status, plan.status]);
        expect(painted.status).toBe(plan.status === 200 ? 202 : plan.status);
        if (plan.status !== 200) {
          expect([quote.body, painted.body]).toEqual([plan.body, plan.body]);
          return;
        }
        const { degradations } = Listed.parse(plan.body);
        expect([form.body, quote.body, painted.body].map((body) => Listed.parse(body).degradations)).toEqual([
          degradations,
          degradations,
          degradations,
        ]);
        expect(seedless(form.body)).toEqual(seedless(plan.body));
      }),
      { numRuns: 25 },
    );
  });

  /** Each plan draws a seed of its own. */
  function seedless(body: unknown): unknown {
    return Candidates.parse(body).candidates.map(({ request }) => ({ ...request, seed: null }));
  }

  it("takes what Together's own client sends", async () => {
    const client = new Together({ apiKey: 'x', baseURL: `${bridge.url}/v1` });
    const answer = await client.images.generate({
      model: 'main',
      prompt: 'a fox',
      response_format: 'base64',
      width: 256,
      height: 256,
      steps: 8,
      n: 1,
      guidance_scale: 4,
      negative_prompt: 'dog',
    });
    expect(answer.data[0]).toMatchObject({ b64_json: expect.any(String) });
    const edited = await client.images.generate({
      model: 'main',
      prompt: 'a fox',
      width: 256,
      height: 256,
      image_url: PICTURE,
    });
    expect(edited.data).toHaveLength(1);
    expect(upstream.requests.at(-1)?.path).toBe('/v1/images/edits');
  });
});
