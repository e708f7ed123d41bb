import { type VendorRequest, newImageRequest, type Picture, type ProviderImages } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import {
  describeImageProvider,
  describeUpscaler,
  failureOf,
  imagesOf,
  ONE_PIXEL,
  printed,
  simulatedBench,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import sharp from 'sharp';
import {
  type RecordedRequest,
  type SdWebuiOptions,
  type Simulator,
  startSdWebui,
} from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { SdWebuiProvider } from './sd-webui.provider.js';

const AUTH = 'painter:not-for-everyone';
const MODELS = {
  default: 'local',
  models: [
    { id: 'local', chain: [{ provider: 'sd-webui' }] },
    { id: 'flux', family: 'flux', chain: [{ provider: 'sd-webui', model: 'flux1-dev-fp8' }] },
    { id: 'sketch', family: 'sd15', chain: [{ provider: 'sd-webui', model: 'sketch-v15' }] },
  ],
};

function providerAt(url: string, env: Record<string, string> = {}): SdWebuiProvider {
  const settings = testSettings(MODELS, {
    SD_ENABLED: 'true',
    SD_API_URL: url,
    SD_API_AUTH: AUTH,
    MAX_PICTURE_BYTES: '1048576',
    ...env,
  });
  return new SdWebuiProvider(settings, new VendorHttp(settings), new ImageProcessor(settings));
}

const CATALOGUE = {
  models: [{ name: 'meadow-xl.safetensors', hash: '1a2b3c4d5e' }],
  loras: Array.from({ length: 20 }, (_, index) => `lora-${index}`),
};

describe(SdWebuiProvider.name, () => {
  for (const flavour of ['a1111', 'forge', 'sdnext'] as const) {
    describeImageProvider(
      `sd-webui (${flavour})`,
      {
        start: async (wish) => {
          const options: SdWebuiOptions = { flavour, auth: AUTH, catalogue: CATALOGUE };
          const vendor = await startSdWebui(options);
          const env = { SD_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
          return simulatedBench(vendor, providerAt(vendor.url, env), '');
        },
      },
      {
        secret: AUTH.slice(AUTH.indexOf(':') + 1),
        faults: {
          content_policy: 'absent',
          server_error: { kind: 'unavailable', outcome: 'accepted' },
        },
      },
    );
  }

  describeUpscaler(
    'sd-webui',
    {
      start: async (wish) => {
        const vendor = await startSdWebui({ auth: AUTH });
        const env = { SD_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), 'upscaler:R-ESRGAN 4x+ Anime6B');
      },
    },
    {
      secret: AUTH.slice(AUTH.indexOf(':') + 1),
      faults: { content_policy: 'absent', server_error: { kind: 'unavailable', outcome: 'accepted' } },
    },
  );

  it.each([
    ['upscaler:', 'R-ESRGAN 4x+'],
    ['upscaler:r-esrgan 4x+ anime6b', 'R-ESRGAN 4x+ Anime6B'],
  ])('finds the upscaler that %s means', async (vendorModel, name) => {
    const vendor = await startSdWebui({ auth: AUTH });
    const size = { width: 8, height: 8 };
    const request = newImageRequest({ operation: 'upscale', source: ONE_PIXEL, size });
    await imagesOf(providerAt(vendor.url), request, vendorModel);
    const order = vendor.requests.find(({ path }) => path.endsWith('extra-single-image'));
    expect(JSON.parse(order?.body.toString() ?? '')).toMatchObject({
      resize_mode: 1,
      upscaling_resize_w: 8,
      upscaling_resize_h: 8,
      upscaler_1: name,
    });
    await vendor.close();
  });

  it('asks for no upscaler that the server does not have', async () => {
    const vendor = await startSdWebui({ auth: AUTH });
    const request = newImageRequest({ operation: 'upscale', source: ONE_PIXEL });
    const order = imagesOf(providerAt(vendor.url), request, 'upscaler:SwinIR');
    await expect(order).rejects.toMatchObject({ kind: 'configuration', outcome: 'not_sent' });
    expect(vendor.state().submissions).toBe(0);
    await vendor.close();
  });

  describe('as A1111 wants it', () => {
    let vendor: Simulator;
    let provider: SdWebuiProvider;

    async function start(options: SdWebuiOptions = {}): Promise<void> {
      vendor = await startSdWebui({ auth: AUTH, ...options });
      provider = providerAt(vendor.url);
    }

    afterEach(async () => {
      await vendor.close();
    });

    async function paint(
      given: Partial<VendorRequest>,
      model = '',
      witness: Witness = new Witness(),
    ): Promise<ProviderImages> {
      const request = newImageRequest({ size: { width: 64, height: 64 }, prompt: 'a fox', ...given });
      const submission = await provider.translate(request, model).submit(witness);
      if (submission.kind !== 'images') {
        throw new Error('expected pictures');
      }
      return submission.images;
    }

    function orders(): RecordedRequest[] {
      return vendor.requests.filter(({ path }) => path.endsWith('2img'));
    }

    function bodyOf(order: RecordedRequest | undefined): unknown {
      return JSON.parse(order?.body.toString() ?? '');
    }

    async function redPicture(): Promise<Picture> {
      const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#ff0000' } })
        .jpeg()
        .toBuffer();
      return { format: 'jpeg', width: 64, height: 64, bytes };
    }

    it('sends every field of a request from words in one JSON body', async () => {
      await start();
      await paint({
        negativePrompt: 'fog',
        seed: 4_294_967_295,
        steps: 30,
        guidance: 6.5,
        sampler: 'DPM++ 2M',
        scheduler: 'Karras',
        count: 2,
        loras: [{ name: 'winter', weight: 0.8 }],
      });
      const [order, ...more] = orders();
      expect(more).toEqual([]);
      expect(order?.path).toBe('/sdapi/v1/txt2img');
      expect(order?.headers).toMatchObject({
        authorization: `Basic ${Buffer.from(AUTH).toString('base64')}`,
        'content-type': 'application/json',
        'content-length': String(order?.body.byteLength),
      });
      expect(bodyOf(order)).toEqual({
        prompt: 'a fox <lora:winter:0.8>',
        negative_prompt: 'fog',
        seed: 4_294_967_295,
        width: 64,
        height: 64,
        batch_size: 1,
        n_iter: 2,
        steps: 30,
        cfg_scale: 6.5,
        sampler_name: 'DPM++ 2M',
        scheduler: 'Karras',
        send_images: true,
        save_images: false,
        force_task_id: expect.stringMatching(/^task\(fusionbridge-[0-9a-f-]{36}\)$/),
      });
    });

    it('leaves to the server what the client leaves open', async () => {
      await start();
      await paint({ size: null });
      expect(bodyOf(orders()[0])).toEqual({
        prompt: 'a fox',
        negative_prompt: '',
        seed: -1,
        width: 1024,
        height: 1024,
        batch_size: 1,
        n_iter: 1,
        send_images: true,
        save_images: false,
        force_task_id: expect.any(String),
      });
    });

    it('says that Flux got no guidance where the server knows none that is distilled', async () => {
      await start({ flavour: 'a1111' });
      const images = await paint({ guidance: 3.5 }, 'flux1-dev-fp8');
      expect(images.degradations).toEqual([
        { field: 'guidance', asked: '3.5', given: 'dropped', why: expect.stringContaining('Forge') },
      ]);
    });

    it('gives Flux its guidance distilled, and loads the model for good', async () => {
      await start({ flavour: 'forge' });
      const images = await paint({ guidance: 3.5 }, 'flux1-dev-fp8');
      expect(bodyOf(orders()[0])).toMatchObject({
        cfg_scale: 1,
        distilled_cfg_scale: 3.5,
        override_settings: { sd_model_checkpoint: 'flux1-dev-fp8' },
        override_settings_restore_afterwards: false,
      });
      expect(images.degradations).toEqual([]);
    });

    it('knows by the chains what a model can', async () => {
      await start();
      expect(provider.capabilities('flux1-dev-fp8')).toMatchObject({
        negativePrompt: false,
        sizes: { multipleOf: 16 },
      });
      expect(provider.capabilities('sketch-v15')).toMatchObject({
        negativePrompt: true,
        defaultSize: { width: 512, height: 512 },
      });
    });

    it('sends source and mask in base64, white to be repainted', async () => {
      await start();
      const source = await redPicture();
      const pixels = Buffer.alloc(64 * 64, 0).fill(255, 0, 64);
      const mask = { width: 64, height: 64, pixels };
      const request = newImageRequest({ operation: 'inpaint', prompt: 'a fox', source, mask, strength: 0.6 });
      expect(provider.translate(request, '').wire).toMatchObject({
        init_images: ['<jpeg 64x64>'],
        mask: '<png 64x64>',
      });
      await paint({ operation: 'inpaint', source, mask, strength: 0.6, size: null });
      const [order] = orders();
      expect(order?.path).toBe('/sdapi/v1/img2img');
      expect(bodyOf(order)).toMatchObject({
        init_images: [source.bytes.toString('base64')],
        mask: expect.any(String),
        mask_blur: 4,
        inpainting_fill: 1,
        inpaint_full_res: false,
        inpainting_mask_invert: 0,
        resize_mode: 1,
        denoising_strength: 0.6,
        width: 64,
        height: 64,
      });
      const [, text = ''] = /"mask":"([^"]+)"/.exec(order?.body.toString() ?? '') ?? [];
      const sent = await sharp(Buffer.from(text, 'base64')).greyscale().raw().toBuffer();
      expect(sent.equals(pixels)).toBe(true);
    });

    it('uses a denoising strength of 0.75 where none is asked', async () => {
      await start();
      await paint({ operation: 'image', source: await redPicture() });
      expect(bodyOf(orders()[0])).toMatchObject({ denoising_strength: 0.75 });
      expect(bodyOf(orders()[0])).not.toHaveProperty('mask');
    });

    it.each([false, true])(
      'leaves out the grid before several pictures (info empty: %s)',
      async (emptyInfo) => {
        await start({ grid: true, emptyInfo });
        const { pictures } = await paint({ count: 3, seed: 7 });
        expect(pictures.map((one) => one.seed)).toEqual(emptyInfo ? [null, null, null] : [7, 8, 9]);
        const bytes = pictures.map((one) => ('bytes' in one ? one.bytes.toString('base64') : one.url));
        expect(new Set(bytes).size).toBe(3);
      },
    );

    it('tells the seeds that the server chose', async () => {
      await start();
      const { pictures } = await paint({ count: 2 });
      expect(pictures.map((one) => one.seed)).toEqual([7919, 7920]);
    });

    it('names LoRAs and samplers that the server does not have and would ignore, and the model that it used instead', async () => {
      await start();
      const images = await paint(
        { loras: [{ name: 'spring', weight: 1 }], sampler: 'Heun' },
        'somewhere/else.safetensors [123abc]',
      );
      expect(images.degradations.map(({ field, asked, given }) => [field, asked, given])).toEqual([
        ['sampler', 'Heun', 'DPM++ 2M'],
        ['loras', 'spring:1', 'dropped'],
      ]);
      expect(images.servedModel).toBe('meadow-xl');
      expect(bodyOf(orders()[0])).toMatchObject({ prompt: 'a fox' });
    });

    it.each([
      ['meadow-xl.safetensors [1a2b3c4d5e]', 'DPM++ 2M Karras'],
      ['meadow-xl', 'k_dpmpp_2m'],
    ])('has no word to say about %s with %s', async (model, sampler) => {
      await start();
      expect((await paint({ sampler }, model)).degradations).toEqual([]);
    });

    it('asks for the list of LoRAs once while it knows them, and again for one that is new', async () => {
      await start();
      const lists = (): number => vendor.requests.filter(({ path }) => path === '/sdapi/v1/loras').length;
      await paint({});
      expect(lists()).toBe(0);
      await paint({ loras: [{ name: 'winter', weight: 1 }] });
      await paint({ loras: [{ name: 'alice', weight: 1 }] });
      expect(lists()).toBe(1);
      await paint({ loras: [{ name: 'brand-new', weight: 1 }] });
      expect(lists()).toBe(2);
    });

    /** Somebody else's job keeps the server busy; gives its answer, to be awaited later. */
    async function startTheirs(): Promise<{ answer: Promise<Response> }> {
      vendor.fault('slow');
      const answer = fetch(`${vendor.url}/sdapi/v1/txt2img`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(AUTH).toString('base64')}` },
        body: JSON.stringify({ width: 64, height: 64 }),
      });
      await vendor.working(1);
      return { answer };
    }

    it('does not stop a job that is not ours', async () => {
      await start();
      const theirs = await startTheirs();
      const witness = new Witness();
      const ours = failureOf(paint({}, '', witness));
      await Promise.race([ours, submissions(2)]);
      witness.abort();
      expect(await ours).toMatchObject({ kind: 'cancelled', outcome: 'unknown' });
      expect(vendor.state().cancellations).toBe(0);
      vendor.release();
      expect((await theirs.answer).status).toBe(200);
    });

    it('shows no progress of a job that is not ours', async () => {
      await start();
      const theirs = await startTheirs();
      const witness = new Witness();
      const ours = paint({}, '', witness);
      // Once before the order is sent, and twice while it waits.
      await until(() => vendor.requests.filter(({ path }) => path.includes('/progress')).length > 3);
      expect(witness.progress).toEqual([]);
      vendor.release();
      await Promise.all([ours, theirs.answer]);
    });

    it('forgets an order that was refused, and shows the progress of the next', async () => {
      await start();
      vendor.fault('rate_limited');
      await failureOf(paint({}));
      vendor.fault('slow');
      const witness = new Witness();
      const next = paint({ steps: 20 }, '', witness);
      await witness.firstProgress;
      vendor.release();
      await next;
      expect(witness.progress[0]).toMatchObject({
        fraction: 0.5,
        step: 10,
        steps: 20,
        preview: { width: 64, height: 64, format: 'png' },
      });
    });

    async function until(condition: () => boolean): Promise<void> {
      while (!condition()) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }

    /** Resolves when the vendor has that many orders, waiting ones included. */
    async function submissions(count: number): Promise<void> {
      await until(() => vendor.state().submissions >= count);
    }

    it('says so when the server runs without its API', async () => {
      await start({ withoutApi: true });
      const error = await failureOf(paint({}));
      expect(error).toMatchObject({ kind: 'configuration', outcome: 'rejected', setting: 'SD_API_URL' });
      expect(error.message).toContain('start it with --api');
    });

    it('says which field A1111 found wrong', async () => {
      await start();
      vendor.fault('invalid_request');
      const refused = await failureOf(paint({}));
      expect(refused.message).toBe('sd-webui refused the request (422): steps: value is not a valid integer');
    });

    it('names the class of an exception as the code of the vendor', async () => {
      await start();
      vendor.fault('server_error');
      const error = await failureOf(paint({}));
      expect(error.vendorCode).toBe('OutOfMemoryError');
      expect(error.message).toContain('CUDA out of memory');
    });

    it('points to SD_API_AUTH when the password is wrong, and never shows it', async () => {
      await start({ auth: 'painter:another' });
      const error = await failureOf(paint({}));
      expect(error).toMatchObject({ kind: 'auth', outcome: 'rejected', status: 401 });
      expect(error.message).toBe('sd-webui refused the key (401): check SD_API_AUTH');
      expect(printed(error)).not.toContain('not-for-everyone');
      expect(await provider.probe(AbortSignal.timeout(20_000))).toEqual({
        reachable: false,
        message: expect.stringContaining('SD_API_AUTH'),
      });
    });

    it('tells by a probe which model is loaded', async () => {
      await start();
      expect(await provider.probe(AbortSignal.timeout(20_000))).toEqual({
        reachable: true,
        message: 'has meadow-xl.safetensors [1a2b3c4d5e] loaded',
      });
    });
  });

  describe('its settings', () => {
    it('wants to be switched on', () => {
      expect(providerAt('http://127.0.0.1:7860', { SD_ENABLED: 'false' }).configured()).toContain(
        'SD_ENABLED=true',
      );
    });

    it.each([
      [{ SD_API_URL: 'http://user:pass@127.0.0.1:7860' }, 'SD_API_URL'],
      [{ SD_API_URL: 'not an address' }, 'SD_API_URL'],
      [{ SD_API_AUTH: 'nocolon' }, 'SD_API_AUTH: found (hidden)'],
      [{ SD_TIMEOUT_SECONDS: '0' }, 'SD_TIMEOUT_SECONDS'],
    ])('stops the start on %j', (env, named) => {
      expect(() => providerAt('http://127.0.0.1:7860', env)).toThrow(named);
    });
  });
});
