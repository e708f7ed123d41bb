import {
  type ImageProvider,
  type VendorRequest,
  type Mask,
  newImageRequest,
  type Picture,
  type ProviderImages,
} from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import {
  describeImageProvider,
  failureOf,
  partsOfForm,
  planned,
  printed,
  type ProviderDifferences,
  simulatedBench,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import sharp from 'sharp';
import {
  type OpenAiCompatibleOptions,
  type RecordedRequest,
  type Simulator,
  startOpenAiCompatible,
} from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { OpenAiCompatibleProvider } from './openai-compatible.provider.js';
import { OpenAiCompatibleUpstreams } from './openai-compatible.upstreams.js';

const KEY = 'sk-not-for-everyone';
const CHAIN = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'openai-compatible' }] }] };
const ONLY_FALLBACK_ERRORS: ProviderDifferences['faults'] = {
  unauthorized: 'absent',
  out_of_credit: 'absent',
  content_policy: 'absent',
};

const ELNA: Partial<VendorRequest> = { loras: [{ name: 'elna', weight: 1 }] };

/** The provider `id` under settings of these variables and upstreams. */
function providerOf(
  id: string,
  env: Record<string, string>,
  upstreams: readonly object[] = [],
): ImageProvider {
  const settings = testSettings({ ...CHAIN, upstreams }, { MAX_PICTURE_BYTES: '1048576', ...env });
  const family = new OpenAiCompatibleUpstreams(
    settings,
    new VendorHttp(settings),
    new ImageProcessor(settings),
  );
  const provider = family.members().find((one) => one.id === id);
  if (provider === undefined) {
    throw new Error(`there is no provider ${id}`);
  }
  return provider;
}

/** The provider of the environment in front of a server of this kind. */
function fromEnvironment(server: string, url: string, env: Record<string, string> = {}): ImageProvider {
  return providerOf('openai-compatible', {
    OPENAI_COMPATIBLE_BASE_URL: `${url}/v1`,
    OPENAI_COMPATIBLE_SERVER: server,
    OPENAI_COMPATIBLE_TIMEOUT_SECONDS: '60',
    ...env,
  });
}

const GPU_BOX = {
  name: 'gpu-box',
  keyVariable: 'GPU_BOX_PASS',
  timeoutSeconds: 60,
  dialect: {
    seed: true,
    negativePrompt: true,
    steps: true,
    guidance: true,
    strength: true,
    loraField: 'loras',
    maxLoras: 3,
    edits: true,
    maxCount: 4,
    qualities: { hd: 'slow' },
    quality: 'fast',
  },
};

/** The provider of `config/models.json` in front of a generic server. */
function fromFile(url: string, dialect: object = {}, entry: object = {}): ImageProvider {
  const upstream = { ...GPU_BOX, baseUrl: `${url}/v1`, ...entry };
  return providerOf('gpu-box', { GPU_BOX_PASS: KEY }, [
    { ...upstream, dialect: { ...GPU_BOX.dialect, ...dialect } },
  ]);
}

describe(OpenAiCompatibleProvider.name, () => {
  describeImageProvider(
    'openai-compatible (generic, base64)',
    {
      start: async (wish) => {
        const vendor = await startOpenAiCompatible({ apiKey: KEY });
        return simulatedBench(vendor, fromFile(vendor.url, {}, wish), 'flux.1-dev');
      },
    },
    { secret: KEY },
  );

  describeImageProvider(
    'openai-compatible (generic, addresses)',
    {
      start: async (wish) => {
        const vendor = await startOpenAiCompatible({ apiKey: KEY });
        return simulatedBench(vendor, fromFile(vendor.url, { responseFormat: 'url' }, wish), 'flux.1-dev');
      },
    },
    { secret: KEY },
  );

  const keyless = [
    ['FastFusion', 'fastfusion', '', ONLY_FALLBACK_ERRORS, { 'a LoRA that is not loaded': ELNA }],
    ['LocalAI', 'localai', 'flux.1-dev', { out_of_credit: 'absent', content_policy: 'absent' }],
    ["sd.cpp's server", 'sdcpp', 'sd-cpp-local', ONLY_FALLBACK_ERRORS],
  ] as const;
  for (const [name, flavour, model, faults, refused = {}] of keyless) {
    describeImageProvider(
      `openai-compatible (${name})`,
      {
        start: async (wish) => {
          const vendor = await startOpenAiCompatible({ flavour });
          const env = { OPENAI_COMPATIBLE_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
          return simulatedBench(vendor, fromEnvironment(flavour, vendor.url, env), model);
        },
      },
      { secret: null, faults, refused },
    );
  }

  describe('on the wire', () => {
    let vendor: Simulator;

    async function start(options: OpenAiCompatibleOptions = {}): Promise<void> {
      vendor = await startOpenAiCompatible(options);
    }

    afterEach(async () => {
      await vendor.close();
    });

    async function paint(
      provider: ImageProvider,
      given: Partial<VendorRequest>,
      model = 'flux.1-dev',
    ): Promise<ProviderImages> {
      const request = newImageRequest({ size: { width: 64, height: 96 }, prompt: 'a fox', ...given });
      const submission = await provider.translate(request, model).submit(new Witness());
      if (submission.kind !== 'images') {
        throw new Error('expected pictures');
      }
      return submission.images;
    }

    async function redPicture(): Promise<Picture> {
      const bytes = await sharp({ create: { width: 64, height: 96, channels: 3, background: '#ff0000' } })
        .webp()
        .toBuffer();
      return { format: 'webp', width: 64, height: 96, bytes };
    }

    /** The top row is to be repainted. */
    function topRow(): Mask {
      return { width: 64, height: 96, pixels: Buffer.alloc(64 * 96).fill(255, 0, 64) };
    }

    function onlyOrder(): RecordedRequest {
      const orders = vendor.requests.filter(({ method }) => method === 'POST');
      expect(orders).toHaveLength(1);
      const [order] = orders;
      if (order === undefined) {
        throw new Error('nothing was ordered');
      }
      return order;
    }

    const EVERYTHING: Partial<VendorRequest> = {
      negativePrompt: 'fog',
      seed: 99,
      steps: 30,
      guidance: 3.5,
      count: 2,
      quality: 'hd',
      strength: 0.4,
      loras: [{ name: 'winter', weight: 0.8 }],
    };

    it('sends what the dialect has a field for, and no more', async () => {
      await start({ apiKey: KEY });
      await paint(fromFile(vendor.url), EVERYTHING);
      const order = onlyOrder();
      expect(order.path).toBe('/v1/images/generations');
      expect(order.headers).toMatchObject({
        authorization: `Bearer ${KEY}`,
        'content-type': 'application/json',
        'content-length': String(order.body.byteLength),
      });
      expect(JSON.parse(order.body.toString())).toEqual({
        model: 'flux.1-dev',
        prompt: 'a fox',
        n: 2,
        size: '64x96',
        quality: 'slow',
        response_format: 'b64_json',
        seed: 99,
        negative_prompt: 'fog',
        num_inference_steps: 30,
        guidance_scale: 3.5,
        loras: [{ name: 'winter', weight: 0.8 }],
      });
    });

    it('names no model where the chain names none', async () => {
      await start({ flavour: 'fastfusion' });
      await paint(fromEnvironment('fastfusion', vendor.url), { ...EVERYTHING, quality: 'auto' }, '');
      expect(JSON.parse(onlyOrder().body.toString())).toEqual({
        prompt: 'a fox',
        n: 2,
        size: '64x96',
        response_format: 'b64_json',
        num_inference_steps: 30,
        guidance_scale: 3.5,
        lora_settings: [{ name: 'winter', weight: 0.8 }],
      });
    });

    const EDIT_AT_FASTFUSION: [string, string][] = [
      ['prompt', 'a fox'],
      ['n', '2'],
      ['size', '64x96'],
      ['response_format', 'b64_json'],
    ];

    it('edits at FastFusion with a form, without LoRAs and presets, which its form cannot carry', async () => {
      await start({ flavour: 'fastfusion' });
      const provider = fromEnvironment('fastfusion', vendor.url);
      const source = await redPicture();
      const given = { ...EVERYTHING, operation: 'inpaint', source, mask: topRow() } as const;
      const { request, degradations } = planned(provider, newImageRequest({ prompt: 'a fox', ...given }));
      await paint(provider, request, '');
      const order = onlyOrder();
      expect(order.path).toBe('/v1/images/edits');
      expect(order.headers['content-length']).toBe(String(order.body.byteLength));
      const parts = await partsOfForm(order);
      const mask = parts.pop();
      expect(parts).toEqual([
        ...EDIT_AT_FASTFUSION,
        ['num_inference_steps', '30'],
        ['guidance_scale', '3.5'],
        ['strength', '0.4'],
        ['image', source.bytes],
      ]);
      expect(mask?.[0]).toBe('mask');
      const white = await sharp(mask?.[1]).greyscale().raw().toBuffer();
      expect(white.equals(topRow().pixels)).toBe(true);
      expect(degradations.filter(({ field }) => field === 'loras')).toEqual([
        { field: 'loras', asked: 'winter:0.8', given: 'dropped', why: expect.stringContaining('from text') },
      ]);
    });

    it.each([
      ['hd', '50', '5.5'],
      [null, '25', '3.5'],
    ])('spells the preset %s out where FastFusion has no default', async (quality, steps, guidance) => {
      await start({ flavour: 'fastfusion' });
      const source = await redPicture();
      await paint(fromEnvironment('fastfusion', vendor.url), {
        operation: 'image',
        source,
        quality,
        count: 2,
      });
      const parts = await partsOfForm(onlyOrder());
      const mask = parts.pop();
      expect(parts).toEqual([
        ['model', 'flux.1-dev'],
        ...EDIT_AT_FASTFUSION,
        ['num_inference_steps', steps],
        ['guidance_scale', guidance],
        ['strength', '0.85'],
        ['image', source.bytes],
      ]);
      // Without a mask its usual models fail; everything is to be repainted.
      const white = await sharp(mask?.[1]).greyscale().raw().toBuffer();
      expect(white.every((pixel) => pixel === 255)).toBe(true);
    });

    it.each([
      [{ steps: 40 }, { num_inference_steps: 40, guidance_scale: 3.5 }],
      [
        { guidance: 6, quality: 'hd' },
        { num_inference_steps: 50, guidance_scale: 6 },
      ],
      [{ quality: 'hd' }, { quality: 'hd' }],
      [{}, {}],
    ])('never gives FastFusion half of what it takes together: %j', async (given, sent) => {
      await start({ flavour: 'fastfusion' });
      await paint(fromEnvironment('fastfusion', vendor.url), given, '');
      const { prompt, n, size, response_format: format, ...rest } = JSON.parse(onlyOrder().body.toString());
      expect([prompt, n, size, format]).toEqual(['a fox', 1, '64x96', 'b64_json']);
      expect(rest).toEqual(sent);
    });

    it("varies a picture at FastFusion's own route, which takes neither words nor strength", async () => {
      await start({ flavour: 'fastfusion' });
      const source = await redPicture();
      const provider = fromEnvironment('fastfusion', vendor.url);
      const given = {
        operation: 'redux',
        source,
        strength: 0.4,
        loras: [{ name: 'winter', weight: 1 }],
      } as const;
      await paint(provider, given, '');
      const order = onlyOrder();
      expect(order.path).toBe('/v1/images/variations');
      expect(await partsOfForm(order)).toEqual([
        ['model', 'flux.1-dev'],
        ['n', '1'],
        ['size', '64x96'],
        ['response_format', 'b64_json'],
        ['image', source.bytes],
      ]);
      const { degradations } = planned(provider, newImageRequest({ prompt: 'a fox', ...given }));
      expect(degradations.map(({ field }) => field)).toEqual(['loras', 'prompt', 'strength']);
    });

    it.each([
      ['generic', '/v1/files/'],
      ['localai', '/generated-images/'],
    ] as const)('hands over the address of a picture at %s, to be fetched there', async (flavour, path) => {
      await start({ flavour });
      const images = await paint(fromFile(vendor.url, { responseFormat: 'url' }), {});
      expect(images.pictures).toEqual([
        {
          url: expect.stringContaining(`${vendor.url}${path}`),
          trustedOrigin: vendor.url,
          seed: null,
          flagged: false,
        },
      ]);
    });

    it('takes the bytes where a server gives both', async () => {
      await start({ both: true });
      const images = await paint(fromFile(vendor.url), {});
      expect(images.pictures[0]).toHaveProperty('bytes');
    });

    it('tells when the vendor worded the prompt anew', async () => {
      await start({ revisesPrompts: true });
      const images = await paint(fromFile(vendor.url), { count: 2 });
      expect(images.degradations).toEqual([
        {
          field: 'prompt',
          asked: 'a fox',
          given: 'a fox, in fine detail',
          why: 'the vendor worded the prompt anew',
        },
      ]);
    });

    it('never shows a key that the vendor repeats', async () => {
      await start({ apiKey: 'another-key' });
      const env = { OPENAI_COMPATIBLE_API_KEY: KEY };
      const error = await failureOf(paint(fromEnvironment('diffusion', vendor.url, env), {}));
      expect(error).toMatchObject({ kind: 'auth', outcome: 'rejected', vendorCode: 'invalid_api_key' });
      expect(error.message).toContain('check OPENAI_COMPATIBLE_API_KEY');
      expect(printed(error)).not.toContain(KEY);
    });

    it.each([
      ['localai', 'has stablediffusion, flux.1-dev'],
      ['fastfusion', 'is healthy'],
    ] as const)('probes %s', async (flavour, message) => {
      await start({ flavour });
      const probe = await fromEnvironment(flavour, vendor.url).probe(AbortSignal.timeout(20_000));
      expect(probe).toEqual({ reachable: true, message });
    });
  });

  describe('what it cannot say', () => {
    const provider = fromFile('http://127.0.0.1:1', { strength: false });

    it('names presets and strengths that have no place at the vendor', async () => {
      const source: Picture = { format: 'png', width: 64, height: 64, bytes: Buffer.from('png') };
      const request = newImageRequest({ operation: 'image', source, strength: 0.4, quality: 'ultra' });
      expect(planned(provider, request).degradations).toEqual([
        { field: 'strength', asked: '0.4', given: 'dropped', why: expect.any(String) },
        { field: 'quality', asked: 'ultra', given: 'fast', why: expect.any(String) },
      ]);
    });

    it('has no word to say about a preset that it knows, or the usual one', () => {
      for (const quality of ['hd', 'auto', 'standard']) {
        expect(planned(provider, newImageRequest({ quality })).degradations).toEqual([]);
      }
    });
  });

  describe('its settings', () => {
    it('wants an address in the environment, and its key', () => {
      expect(providerOf('openai-compatible', {}).configured()).toContain('OPENAI_COMPATIBLE_BASE_URL');
      const upstream = { ...GPU_BOX, baseUrl: 'http://127.0.0.1:1/v1' };
      expect(providerOf('gpu-box', {}, [upstream]).configured()).toBe('set GPU_BOX_PASS');
      expect(providerOf('gpu-box', { GPU_BOX_PASS: KEY }, [upstream]).configured()).toBe(true);
    });

    it('takes a server that wants no key to cost nothing', () => {
      const url = 'http://127.0.0.1:1';
      const env = { OPENAI_COMPATIBLE_API_KEY: KEY };
      expect(fromEnvironment('other', url).capabilities('').cost).toBe('free');
      expect(fromEnvironment('other', url, env).capabilities('').cost).toBe('unknown');
      expect(fromFile(url).capabilities('').cost).toBe('unknown');
    });

    it('knows by the dialect what the server can', () => {
      const sizes = ['1024x1024', '1536x1024'];
      const limits = fromFile('http://127.0.0.1:1', { sizes, edits: false }).capabilities('');
      expect(limits).toMatchObject({
        operations: ['text'],
        mask: 'none',
        loras: { max: 3 },
        defaultSize: { width: 1024, height: 1024 },
        sizes: {
          kind: 'list',
          sizes: [
            { width: 1024, height: 1024 },
            { width: 1536, height: 1024 },
          ],
        },
      });
      expect(fromEnvironment('sdcpp', 'http://127.0.0.1:1').capabilities('').operations).toContain(
        'reference',
      );
    });

    it.each([
      [{ OPENAI_COMPATIBLE_BASE_URL: 'http://user:pass@127.0.0.1/v1' }, 'OPENAI_COMPATIBLE_BASE_URL'],
      [{ OPENAI_COMPATIBLE_SERVER: 'fastfussion' }, 'one of other, fastfusion'],
    ])('stops the start on %j', (env, named) => {
      expect(() => providerOf('openai-compatible', env)).toThrow(named);
    });
  });
});
