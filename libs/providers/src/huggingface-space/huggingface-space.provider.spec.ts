import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type VendorRequest, newImageRequest, type ProviderImages } from '@fusionbridge/core';
import {
  describeImageProvider,
  failureOf,
  ONE_PIXEL,
  printed,
  simulatedBench,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import sharp from 'sharp';
import { type GradioSpaceOptions, type Simulator, startGradioSpace } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { HuggingFaceSpaceProvider } from './huggingface-space.provider.js';

const TOKEN = 'hf_notForEveryone';
const MODELS = {
  default: 'm',
  models: [{ id: 'm', family: 'flux', chain: [{ provider: 'huggingface-space' }] }],
};
const PAINT_OVER = {
  HF_SPACE_ENDPOINT: '/paint_over',
  HF_SPACE_PARAMETERS: JSON.stringify({
    prompt: '{prompt}',
    image: '{image}',
    strength: '{strength|0.75}',
    seed: '{seed}',
    width: '{width}',
    height: '{height}',
  }),
};

function providerAt(url: string, env: Record<string, string> = {}): HuggingFaceSpaceProvider {
  const settings = testSettings(MODELS, { HF_SPACE_NAME: url, HF_TOKEN: TOKEN, ...env });
  return new HuggingFaceSpaceProvider(settings, new VendorHttp(settings));
}

const fox = newImageRequest({ prompt: 'a fox', size: { width: 256, height: 320 }, seed: 7 });

async function paint(
  provider: HuggingFaceSpaceProvider,
  request: VendorRequest = fox,
  witness = new Witness(),
): Promise<ProviderImages> {
  const submission = await provider.translate(request).submit(witness);
  if (submission.kind !== 'images') {
    throw new Error('gave a task');
  }
  return submission.images;
}

describe(HuggingFaceSpaceProvider.name, () => {
  const unhandled = jest.fn();

  beforeAll(() => {
    process.on('unhandledRejection', unhandled);
  });

  afterAll(() => {
    process.off('unhandledRejection', unhandled);
  });

  beforeEach(() => {
    for (const method of ['error', 'warn', 'log', 'info'] as const) {
      jest.spyOn(console, method).mockReturnValue();
    }
  });

  /** `@gradio/client` prints, and leaves promises that nobody waits for. */
  afterEach(() => {
    const { error, warn, log, info } = jest.mocked(console);
    const noise = [error, warn, log, info, unhandled].flatMap(({ mock }) => mock.calls);
    jest.restoreAllMocks();
    if (noise.length > 0) {
      throw new Error(`nothing may be printed or left open: ${printed(noise)}`);
    }
  });

  describe.each([
    ['/run_lora', {}],
    ['/paint_over', PAINT_OVER],
  ])('with %s', (_endpoint, mapping) => {
    describeImageProvider(
      'huggingface-space',
      {
        start: async (wish) => {
          const space = await startGradioSpace({ token: TOKEN });
          const env = {
            HF_SPACE_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60),
            MAX_PICTURE_BYTES: '1048576',
            ...mapping,
          };
          const provider = providerAt(space.url, env);
          await provider.inventory(AbortSignal.timeout(30_000));
          return simulatedBench(space, provider, '');
        },
      },
      {
        secret: TOKEN,
        faults: { out_of_credit: 'absent', other_json: { kind: 'bad_response', outcome: 'unknown' } },
        refused: {
          'an error that the app raises': { prompt: 'raised-error' },
          'a side beyond its slider': { size: { width: 4096, height: 256 } },
        },
      },
    );
  });

  describe('its own ways', () => {
    let space: Simulator;
    let provider: HuggingFaceSpaceProvider;

    async function begin(options: GradioSpaceOptions = {}, env: Record<string, string> = {}): Promise<void> {
      space = await startGradioSpace({ token: TOKEN, ...options });
      provider = providerAt(space.url, env);
    }

    afterEach(async () => space.close());

    /** The order that arrived last, without the name of its session. */
    function sent(): string {
      const order = space.requests.findLast(({ path }) => path.endsWith('/queue/join'));
      return (order?.body.toString() ?? '').replace(/"session_hash":"\w+"/, '"session_hash":"…"');
    }

    it('sends every value in its place, to the byte', async () => {
      await begin({}, { HF_TOKEN: '' });
      const loras = [
        { name: 'https://huggingface.co/acme/x/resolve/main/x.safetensors', weight: 0.8 },
        { name: 'acme/style', weight: -0.5 },
      ];
      const images = await paint(provider, { ...fox, steps: 20, guidance: 4, loras });
      expect(sent()).toBe(
        String.raw`{"data":["a fox","","[{\"id\":\"https://huggingface.co/acme/x/resolve/main/x.safetensors\",` +
          String.raw`\"url\":\"https://huggingface.co/acme/x/resolve/main/x.safetensors\",\"weight\":0.8},` +
          String.raw`{\"id\":\"acme/style\",\"url\":\"https://huggingface.co/acme/style\",\"weight\":-0.5}]",` +
          '4,20,false,7,256,320,false,"","","",""],"fn_index":1,"session_hash":"…"}',
      );
      expect(images).toEqual({
        pictures: [
          {
            seed: 7,
            flagged: false,
            url: expect.stringContaining(`${space.url}/gradio_api/file=/tmp/gradio/`),
            trustedOrigin: space.url,
          },
        ],
        cost: { usd: 0, source: 'free' },
        degradations: [],
      });
    });

    it('gives what nobody asked for as the mapping says, and a seed of its own', async () => {
      await begin();
      const [picture] = (await paint(provider, { ...fox, seed: null, size: null })).pictures;
      expect(sent()).toContain(`"[]",3.5,28,false,${picture?.seed},1024,1024,`);
    });

    it('gives a text the address of the uploaded picture, as the usual /run_lora takes it', async () => {
      await begin();
      await paint(provider, { ...fox, operation: 'reference', source: ONE_PIXEL });
      expect(sent()).toMatch(
        new RegExp(`^{"data":\\["a fox","${space.url}/gradio_api/file=/tmp/gradio/\\w+/files.png","\\[\\]",`),
      );
    });

    it('takes the result of a comparison with the source, and not the source', async () => {
      const restore = { image: '{image}', prompt: '{prompt}', seed: '{seed}' };
      await begin({}, { HF_SPACE_ENDPOINT: '/restore', HF_SPACE_PARAMETERS: JSON.stringify(restore) });
      const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#f00' } })
        .png()
        .toBuffer();
      const source = { format: 'png', width: 64, height: 64, bytes } as const;
      const { pictures } = await paint(provider, { ...fox, operation: 'image', source });
      expect(pictures).toHaveLength(1);
      expect(pictures).not.toContainEqual(expect.objectContaining({ bytes }));
    });

    it('hands over the whole gallery of a Space that always fills one', async () => {
      const sheet = { prompt: '{prompt}', seed: '{seed}', width: '{width}', height: '{height}' };
      await begin({}, { HF_SPACE_ENDPOINT: '/sheet', HF_SPACE_PARAMETERS: JSON.stringify(sheet) });
      const { pictures } = await paint(provider);
      expect(pictures.map(({ seed }) => seed)).toEqual([7, null, null]);
    });

    it.each([
      [{ steps: 60 }, 'Value 60 is greater than maximum value 50'],
      [{ guidance: 25 }, 'Value 25 is greater than maximum value 20'],
    ])('holds what is beyond a slider against the request: %j', async (given, says) => {
      await begin();
      expect(await failureOf(paint(provider, { ...fox, ...given }))).toMatchObject({
        kind: 'validation',
        outcome: 'rejected',
        message: expect.stringContaining(says),
      });
      expect(space.state()).toMatchObject({ submissions: 1, charges: 0 });
    });

    it('uploads a picture, and leaves the hidden state between its parameters empty', async () => {
      await begin({}, PAINT_OVER);
      await paint(provider, { ...fox, operation: 'image', source: ONE_PIXEL, strength: 0.5 });
      expect(sent()).toMatch(
        /^\{"data":\[\{"path":"\/tmp\/gradio\/\w+\/files.png","meta":\{"_type":"gradio.FileData"\}\},"a fox",null,0.5,7,256,320\]/,
      );
      const upload = space.requests.find(({ path }) => path === '/gradio_api/upload');
      expect(upload?.body.includes(ONE_PIXEL.bytes)).toBe(true);
      expect(JSON.stringify(provider.translate({ ...fox, source: ONE_PIXEL }).wire)).toContain('<png 1x1>');
    });

    it('writes LoRAs as the settings say', async () => {
      const entry = {
        repo: '{repository}',
        weights: '{file|pytorch_lora_weights.safetensors}',
        scale: '{weight}',
      };
      await begin({}, { HF_SPACE_LORA: JSON.stringify(entry) });
      expect(provider.capabilities().loras?.sources).toEqual(['huggingface']);
      const loras = [
        { name: 'acme/style', weight: 1 },
        { name: 'acme/x/in/it.safetensors', weight: 0.5 },
      ];
      expect(provider.translate({ ...fox, loras }).wire).toMatchObject({
        parameters: {
          lora_strings_json: JSON.stringify([
            { repo: 'acme/style', weights: 'pytorch_lora_weights.safetensors', scale: 1 },
            { repo: 'acme/x', weights: 'in/it.safetensors', scale: 0.5 },
          ]),
        },
      });
    });

    it('says what the Space has no parameter for', async () => {
      const parameters = {
        prompt: '{prompt}',
        loras: '{lora_list}',
        scale: '{guidance}',
        seed: '{seed}',
        extra: 1,
      };
      await begin({}, { HF_SPACE_PARAMETERS: JSON.stringify(parameters) });
      const images = await paint(provider, { ...fox, guidance: 5, loras: [{ name: 'acme/a', weight: 1 }] });
      expect(images.degradations).toEqual([
        { field: 'loras', asked: 'acme/a:1', given: 'dropped', why: 'the Space has no parameter loras' },
        { field: 'guidance', asked: '5', given: 'dropped', why: 'the Space has no parameter scale' },
      ]);
      expect(await provider.probe(new Witness().signal)).toEqual({
        reachable: true,
        message: 'has /run_lora, which has no parameter loras, scale, extra',
      });
    });

    it.each([
      [
        { HF_SPACE_ENDPOINT: '/infer' },
        'set HF_SPACE_ENDPOINT to one of /greet, /run_lora, /paint_over, /restore, /sheet',
      ],
      [{ HF_SPACE_PARAMETERS: '{"seed":"{seed}"}' }, 'needs prompt'],
      [{ HF_SPACE_PARAMETERS: '{"prompt":"x","text":"{prompt}"}' }, 'no parameter text for the prompt'],
      [
        { HF_SPACE_PARAMETERS: '{"prompt":"{prompt}","image_url":"{image}"}' },
        'takes no picture as image_url: a text may take {image_url}',
      ],
    ])('holds the mapping %j against what the app says of itself', async (env, message) => {
      await begin({}, env);
      expect(await provider.probe(new Witness().signal)).toEqual({
        reachable: false,
        message: expect.stringContaining(message),
      });
      expect(await failureOf(paint(provider))).toMatchObject({
        kind: 'configuration',
        outcome: 'not_sent',
        setting: expect.stringMatching(/^HF_SPACE_(?:ENDPOINT|PARAMETERS)$/),
      });
      expect(space.state().submissions).toBe(0);
    });

    it.each([
      ['', 'set HF_TOKEN if it is private'],
      [TOKEN, 'check whether HF_TOKEN may see it'],
    ])('names the setting where the hub knows no such Space, with the token "%s"', async (token, hint) => {
      await begin();
      const misnamed = providerAt('', {
        HF_SPACE_NAME: 'nobody/nothing',
        HF_ENDPOINT: space.url,
        HF_TOKEN: token,
      });
      expect(await failureOf(paint(misnamed))).toMatchObject({
        kind: 'configuration',
        outcome: 'not_sent',
        setting: 'HF_SPACE_NAME',
        message: expect.stringContaining(hint),
      });
    });

    it.each([
      ['{"prompt": "{promt}"}', '{promt}'],
      ['["prompt"]', 'no JSON object'],
      ['prompt', 'no JSON object'],
    ])('does not start with the mapping %s', async (parameters, found) => {
      await begin();
      expect(() => providerAt(space.url, { HF_SPACE_PARAMETERS: parameters })).toThrow(found);
    });

    it('sends nothing where the app names another place as its root', async () => {
      const stranger = await startGradioSpace();
      await begin({ root: stranger.url });
      expect(await failureOf(paint(provider))).toMatchObject({
        kind: 'configuration',
        outcome: 'not_sent',
        message: expect.stringContaining(new URL(stranger.url).host),
      });
      expect(space.requests.map(({ path }) => path)).toEqual(['/config']);
      expect(stranger.requests).toEqual([]);
      await stranger.close();
    });

    it('sends the token with each of its requests, the cancellation too, where the Space is private', async () => {
      await begin({ isPrivate: true });
      space.fault('slow');
      const first = paint(provider);
      await space.working(1);
      const witness = new Witness();
      const second = failureOf(paint(provider, fox, witness));
      await witness.firstProgress;
      witness.abort();
      expect(await second).toMatchObject({ kind: 'cancelled', outcome: 'accepted' });
      expect(witness.progress[0]).toMatchObject({ phase: 'queued', note: 'queued, position 0, about 13 s' });
      expect(space.requests.at(-1)?.path).toBe('/gradio_api/cancel');
      expect(space.state()).toMatchObject({ submissions: 2, charges: 1, cancellations: 1 });
      space.release();
      expect((await first).pictures).toEqual([{ seed: 7, flagged: false, bytes: expect.any(Buffer) }]);
      expect(new Set(space.requests.map(({ headers }) => headers['authorization']))).toEqual(
        new Set([`Bearer ${TOKEN}`]),
      );
    });

    it('asks the hub where a Space of that name runs, once, and believes only hosts of Spaces', async () => {
      await begin();
      const named = { HF_SPACE_NAME: 'acme/painter', HF_ENDPOINT: space.url };
      provider = providerAt('', named);
      await paint(provider);
      await paint(provider);
      const asked = (): number =>
        space.requests.filter(({ path }) => path === '/api/spaces/acme/painter/host').length;
      expect(asked()).toBe(1);
      provider.forget();
      await paint(provider);
      expect(asked()).toBe(2);
      const stranger = await startGradioSpace({ host: 'https://hf.space.example' });
      const misled = providerAt('', { ...named, HF_ENDPOINT: stranger.url });
      expect(await failureOf(paint(misled))).toMatchObject({
        kind: 'bad_response',
        outcome: 'not_sent',
        message: expect.stringContaining('hf.space.example'),
      });
      await stranger.close();
    });

    it('tells steps and what the app logs', async () => {
      await begin();
      const witness = new Witness();
      await paint(provider, { ...fox, steps: 20 }, witness);
      expect(witness.progress).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ fraction: 0.5, step: 10, steps: 20, note: 'Denoising' }),
          expect.objectContaining({ note: 'Waiting for a GPU to become available' }),
        ]),
      );
      expect(witness.lines).toEqual(['Waiting for a GPU to become available']);
    });

    it('rests for as long as the quota of ZeroGPU asks for', async () => {
      await begin();
      expect(await failureOf(paint(provider, { ...fox, prompt: 'zerogpu-quota' }))).toMatchObject({
        kind: 'rate_limited',
        outcome: 'rejected',
        vendorCode: 'ZeroGPU quota exceeded',
        retryAfterMs: ((3 * 60 + 12) * 60 + 44) * 1000,
      });
    });

    it.each([
      ['zerogpu-limit', 'rate_limited', 'ZeroGPU quota exceeded: Space app has reached its GPU limit'],
      ['zerogpu-queue', 'unavailable', 'ZeroGPU queue timeout: No GPU was available after 60s'],
      ['zerogpu-duration', 'validation', 'ZeroGPU illegal duration'],
      ['raised-error', 'generation_failed', 'The LoRA could not be loaded from (path)'],
      ['raised-exception', 'unavailable', 'An error occurred'],
    ])('types what ends an order: %s', async (prompt, kind, says) => {
      await begin();
      const error = await failureOf(paint(provider, { ...fox, prompt }));
      expect(error).toMatchObject({ kind, outcome: 'rejected', retryAfterMs: null });
      expect(error.message).toContain(says);
      expect(space.requests.at(-1)?.path).not.toContain('cancel');
    });

    it.each([
      ['stream-drops', 'unavailable', 'unknown'],
      ['stream-closes', 'bad_response', 'unknown'],
      ['stream-garbles', 'unavailable', 'unknown'],
      ['stream-refuses', 'unavailable', 'unknown'],
      ['stream-hangs', 'timeout', 'accepted'],
    ])('ends where the stream of events fails: %s', async (prompt, kind, outcome) => {
      await begin({}, { HF_SPACE_TIMEOUT_SECONDS: '1' });
      const error = await failureOf(paint(provider, { ...fox, prompt }));
      expect(error).toMatchObject({ kind, outcome });
      expect(space.requests.at(-1)?.path).toBe('/gradio_api/cancel');
    });

    it.each([
      ['job_lost', 'task_lost', 'accepted'],
      ['job_failed', 'unavailable', 'rejected'],
    ] as const)('types %s', async (fault, kind, outcome) => {
      await begin();
      space.fault(fault);
      expect(await failureOf(paint(provider))).toMatchObject({ kind, outcome });
    });

    it('knows an order that somebody else cancelled', async () => {
      await begin();
      space.fault('slow');
      const first = paint(provider);
      await space.working(1);
      const witness = new Witness();
      const second = failureOf(paint(provider, fox, witness));
      await witness.firstProgress;
      await fetch(`${space.url}/__space/cancel-waiting`, { method: 'POST' });
      expect(await second).toMatchObject({ kind: 'unavailable', outcome: 'rejected' });
      space.release();
      await first;
    });

    it.each([
      ['missing_picture', 'unavailable'],
      ['redirected_picture', 'unavailable'],
    ] as const)('knows a picture that is painted and cannot be had: %s', async (fault, kind) => {
      await begin();
      space.fault(fault);
      expect(await failureOf(paint(provider))).toMatchObject({ kind, outcome: 'accepted' });
      expect(space.requests.filter(({ path }) => path.includes('/file='))).toHaveLength(3);
    });

    it('takes the token to no other place for a picture', async () => {
      const stranger = await startGradioSpace();
      await begin({ privateAddress: `${stranger.url}/picture.png` });
      space.fault('private_picture');
      const url = `${stranger.url}/picture.png`;
      expect((await paint(provider)).pictures).toEqual([
        { seed: 7, flagged: false, url, trustedOrigin: space.url },
      ]);
      expect(stranger.requests).toEqual([]);
      await stranger.close();
    });

    it.each([
      [{ isAsleep: true }, 'unavailable', 'the Space sleeps or is starting'],
      [{ isPrivate: true, token: 'hf_another' }, 'auth', 'check HF_TOKEN'],
      [{ protocol: 'ws' }, 'configuration', 'too old'],
      [{ hasLogin: true }, 'configuration', 'a login of its own'],
    ])('orders nothing of an app that cannot be used: %j', async (options, kind, says) => {
      await begin(options);
      const error = await failureOf(paint(provider));
      expect(error).toMatchObject({ kind, outcome: 'not_sent', message: expect.stringContaining(says) });
      expect(space.state().submissions).toBe(0);
    });

    it('does not wait for ever for an app that takes the connection and says nothing', async () => {
      await begin();
      const silent = createServer(() => undefined);
      await new Promise<void>((resolve) => {
        silent.listen(0, '127.0.0.1', resolve);
      });
      const address: AddressInfo | string | null = silent.address();
      const port = typeof address === 'object' ? address?.port : 0;
      const waiting = providerAt(`http://127.0.0.1:${port}`, { HF_SPACE_TIMEOUT_SECONDS: '1' });
      expect(await failureOf(paint(waiting))).toMatchObject({ kind: 'timeout', outcome: 'not_sent' });
      const witness = new Witness();
      const stopped = failureOf(paint(waiting, fox, witness));
      witness.abort();
      expect(await stopped).toMatchObject({ kind: 'cancelled', outcome: 'not_sent' });
      silent.closeAllConnections();
      silent.close();
    });

    it('keeps orders at one time apart', async () => {
      await begin({ concurrency: 3 });
      const seeds = [1, 2, 3];
      const images = await Promise.all(seeds.map((seed) => paint(provider, { ...fox, seed })));
      expect(images.map(({ pictures }) => pictures[0]?.seed)).toEqual(seeds);
      expect(space.state()).toMatchObject({ submissions: 3, deliveries: 3 });
    });

    it('speaks with apps of Gradio 4 too', async () => {
      await begin({ apiPrefix: '', protocol: 'sse_v2' });
      expect((await paint(provider)).pictures).toHaveLength(1);
    });

    it('asks for a Space where none is named', async () => {
      await begin();
      expect(providerAt('').configured()).toBe('set HF_SPACE_NAME');
    });
  });
});
