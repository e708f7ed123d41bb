import { BridgeError, type VendorRequest, newImageRequest } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import {
  describeImageProvider,
  describeUpscaler,
  failureOf,
  ONE_PIXEL,
  ONE_PIXEL_MASK,
  ONE_PIXEL_URI,
  planned,
  simulatedBench,
  taskOf,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import { z } from 'zod';
import { type FalOptions, type Simulator, startFal } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { readTicket } from '../protocol/queue/ticket.js';
import { FalProvider } from './fal.provider.js';

const KEY = 'key-id-1:not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'flux', chain: [{ provider: 'fal' }] }] };

const LORA = { name: 'https://example.org/a.safetensors', weight: 0.85 };

function providerAt(url: string, env: Record<string, string> = {}): FalProvider {
  const settings = testSettings(MODELS, { FAL_API_KEY: KEY, FAL_QUEUE_URL: url, ...env });
  return new FalProvider(settings, new VendorHttp(settings), new ImageProcessor(settings));
}

describe(FalProvider.name, () => {
  describeUpscaler(
    'fal',
    {
      start: async (wish) => {
        const vendor = await startFal({ apiKey: KEY });
        const env = { FAL_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), 'fal-ai/esrgan');
      },
    },
    {
      secret: KEY,
      faults: {
        content_policy: { kind: 'content_policy', outcome: 'accepted' },
        invalid_request: { kind: 'validation', outcome: 'accepted' },
      },
    },
  );

  it('leaves a variation to Redux without the words it does not take, and says so', () => {
    const request = newImageRequest({
      operation: 'redux',
      source: ONE_PIXEL,
      prompt: 'a fox',
      size: { width: 512, height: 512 },
      loras: [LORA],
    });
    const { call, degradations } = planned(providerAt('http://127.0.0.1:1'), request);
    const { wire } = call;
    expect(wire).not.toHaveProperty('prompt');
    expect(wire).not.toHaveProperty('loras');
    expect(wire).toMatchObject({ image_size: { width: 512, height: 512 }, num_images: 1 });
    expect(degradations.map(({ field }) => field)).toEqual(['loras', 'prompt']);
  });

  describeImageProvider(
    'fal',
    {
      start: async (wish) => {
        const vendor = await startFal({ apiKey: KEY });
        const env = { FAL_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60), MAXLORAS_FAL: '5' };
        return simulatedBench(vendor, providerAt(vendor.url, env), '');
      },
    },
    {
      secret: KEY,
      faults: {
        content_policy: { kind: 'content_policy', outcome: 'accepted' },
        invalid_request: { kind: 'validation', outcome: 'accepted' },
      },
      strangeModel: 'fal-ai/none',
    },
  );

  describe('its own ways', () => {
    let vendor: Simulator;
    let provider: FalProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 256, height: 320 }, seed: 7 });

    async function begin(options: FalOptions = {}, env: Record<string, string> = {}): Promise<void> {
      vendor = await startFal({ apiKey: KEY, ...options });
      provider = providerAt(vendor.url, env);
    }

    afterEach(async () => vendor.close());

    async function sent(request: VendorRequest, model = ''): Promise<[path: string, body: string]> {
      await taskOf(provider, planned(provider, request, model).request, model);
      const order = vendor.requests.at(-1);
      return [order?.path ?? '', order?.body.toString() ?? ''];
    }

    it('sends text to the byte, with the key to the queue and a day for the pictures', async () => {
      await begin();
      const request = { ...fox, count: 2, steps: 28, guidance: 3.5, loras: [LORA] };
      expect(await sent(request)).toEqual([
        '/fal-ai/flux-lora',
        '{"prompt":"a fox","image_size":{"width":256,"height":320},"num_inference_steps":28,"guidance_scale":3.5,' +
          '"seed":7,"num_images":2,"output_format":"png","loras":[{"path":"https://example.org/a.safetensors","scale":0.85}]}',
      ]);
      expect(vendor.requests.at(-1)?.headers).toMatchObject({
        authorization: `Key ${KEY}`,
        'content-type': 'application/json',
        'x-fal-object-lifecycle-preference': '{"expiration_duration_seconds":86400}',
      });
    });

    it('sends pictures and masks as data URIs, each operation to its endpoint', async () => {
      await begin();
      const image = { ...fox, operation: 'image', source: ONE_PIXEL, strength: 0.5 } as const;
      const start =
        '{"prompt":"a fox","image_size":{"width":256,"height":320},"seed":7,"num_images":1,"output_format":"png",';
      expect(await sent(image)).toEqual([
        '/fal-ai/flux-lora/image-to-image',
        `${start}"image_url":"${ONE_PIXEL_URI}","strength":0.5}`,
      ]);
      const [path, body] = await sent({ ...image, operation: 'inpaint', mask: ONE_PIXEL_MASK });
      expect(path).toBe('/fal-ai/flux-lora/inpainting');
      expect(body).toMatch(
        /"image_url":"data:image\/png;base64,[^"]+","mask_url":"data:image\/png;base64,[^"]+","strength":0.5}$/,
      );
      const [fillPath, fillBody] = await sent({
        ...image,
        operation: 'fill',
        mask: ONE_PIXEL_MASK,
        guidance: 7,
      });
      expect(fillPath).toBe('/fal-ai/flux-lora-fill');
      expect(JSON.parse(fillBody)).not.toHaveProperty('guidance_scale');
      const references = { ...fox, operation: 'reference', references: [ONE_PIXEL, ONE_PIXEL] } as const;
      expect((await sent(references))[0]).toBe('/fal-ai/flux-kontext-lora');
      const [editPath, editBody] = await sent(references, 'fal-ai/flux-2/lora');
      expect(editPath).toBe('/fal-ai/flux-2/lora/edit');
      expect(JSON.parse(editBody)).toMatchObject({ image_urls: [ONE_PIXEL_URI, ONE_PIXEL_URI] });
    });

    it('brings numbers within what fal takes, and says so', async () => {
      await begin();
      const wild = { ...fox, seed: 2 ** 31 + 5, steps: 90, guidance: 50, loras: [{ ...LORA, weight: -1 }] };
      const { call, degradations } = planned(provider, wild);
      expect(call.wire).toMatchObject({ seed: 5, num_inference_steps: 50, guidance_scale: 35 });
      expect(degradations.map(({ field, asked, given }) => [field, asked, given])).toEqual([
        ['loras', `${LORA.name}:-1`, `${LORA.name}:0`],
        ['steps', '90', '50'],
        ['guidance', '50', '35'],
        ['seed', '2147483653', '5'],
      ]);
      await taskOf(provider, { ...fox, seed: null });
      expect(JSON.parse(vendor.requests.at(-1)?.body.toString() ?? '')).toEqual(
        expect.objectContaining({ seed: expect.any(Number) }),
      );
    });

    it('has limits, prices and endpoints for each model', async () => {
      await begin();
      expect(provider.capabilities('fal-ai/flux-2/lora')).toMatchObject({
        loras: { max: 3 },
        operations: ['text', 'reference'],
      });
      expect(provider.capabilities('fal-ai/flux/dev')).toMatchObject({
        loras: null,
        mask: 'none',
        cost: 'list',
      });
      expect(provider.capabilities('acme/unheard-of')).toMatchObject({
        operations: ['text'],
        cost: 'unknown',
      });
      await expect(
        taskOf(provider, { ...fox, operation: 'image', source: ONE_PIXEL }, 'fal-ai/flux/dev'),
      ).rejects.toThrow('no endpoint');
    });

    it.each([
      [512, 512, 0.035],
      [832, 1216, 0.035],
      [896, 1152, 0.035],
      [1024, 1024, 0.035],
      [1344, 768, 0.035],
      [1024, 1040, 0.07],
      [1440, 1440, 0.07],
      [1920, 1088, 0.07],
      [2048, 2048, 0.14],
    ])('plans %i x %i by megapixels of 1024 x 1024: %f', async (width, height, usd) => {
      await begin();
      expect(provider.translate({ ...fox, size: { width, height } }, '').estimate).toEqual({
        usd,
        source: 'list',
      });
    });

    it('is painted by the model that was asked for, once, whatever fal would do by itself', async () => {
      await begin();
      await taskOf(provider, fox);
      expect(vendor.requests.at(-1)?.headers).toMatchObject({
        'x-app-fal-disable-fallback': 'true',
        'x-fal-no-retry': '1',
      });
    });

    it('finds an order again by its task id alone, seed and price with it', async () => {
      await begin();
      const taskId = await taskOf(provider, { ...fox, size: { width: 1024, height: 1040 } });
      expect(taskId).toMatch(/^fal-ai\/flux-lora\/requests\/[\w-]+\?seed=7&usd=0.07&rate=0.035$/);
      const restarted = providerAt(vendor.url);
      const images = await restarted.follow(taskId, new Witness());
      expect(images).toEqual({
        pictures: [
          { seed: 7, flagged: false, url: expect.stringContaining(vendor.url), trustedOrigin: vendor.url },
        ],
        cost: { usd: 0.07, source: 'reported' },
        degradations: [],
      });
      expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
    });

    it('tells the seed that fal names, unless it is too large to be read exactly', async () => {
      await begin();
      const seedsOf = async (task: string): Promise<(number | null)[]> =>
        (await provider.follow(task, new Witness())).pictures.map(({ seed }) => seed);
      const { task } = readTicket(await taskOf(provider, { ...fox, count: 2 }));
      expect(await seedsOf(task)).toEqual([7, null]);
      const answer = await fetch(`${vendor.url}/fal-ai/flux-lora`, {
        method: 'POST',
        headers: { authorization: `Key ${KEY}` },
        body: JSON.stringify({ prompt: 'a fox', image_size: { width: 256, height: 256 } }),
      });
      const { request_id: id } = z.object({ request_id: z.string() }).parse(await answer.json());
      expect(await seedsOf(`fal-ai/flux-lora/requests/${id}`)).toEqual([null]);
    });

    it('never takes the key to another origin, wherever the answer points', async () => {
      const stranger = await startFal();
      await begin({ answersFrom: stranger.url });
      await provider.follow(await taskOf(provider, fox, 'fal-ai/flux-lora'), new Witness());
      expect(stranger.requests).toEqual([]);
      await stranger.close();
    });

    it('tells steps from the log and the place in the queue', async () => {
      await begin({ concurrency: 1 });
      vendor.fault('slow');
      const first = await taskOf(provider, { ...fox, steps: 20 });
      const second = await taskOf(provider, fox);
      const [running, waiting] = [new Witness(), new Witness()];
      const both = [provider.follow(first, running), provider.follow(second, waiting)];
      await Promise.all([running.firstProgress, waiting.firstProgress]);
      vendor.release();
      await Promise.all(both);
      expect(running.progress[0]).toMatchObject({ fraction: 0.5, step: 10, steps: 20, phase: 'working' });
      expect(waiting.progress[0]).toMatchObject({ fraction: 0, phase: 'queued', note: 'queued, position 0' });
    });

    it('removes a waiting order that nobody wants any more', async () => {
      await begin({ concurrency: 1 });
      vendor.fault('slow');
      await taskOf(provider, fox);
      const witness = new Witness();
      const waiting = provider.follow(await taskOf(provider, fox), witness);
      await witness.firstProgress;
      witness.abort();
      expect(await failureOf(waiting)).toMatchObject({ kind: 'cancelled', outcome: 'accepted' });
      expect(vendor.state()).toMatchObject({ submissions: 2, charges: 1, cancellations: 1 });
    });

    it('leaves an order alone when only the bridge ends: the next start follows it', async () => {
      await begin({ concurrency: 1 });
      vendor.fault('slow');
      await taskOf(provider, fox);
      const taskId = await taskOf(provider, fox);
      const ending = new AbortController();
      const witness = new Witness();
      const context = {
        signal: ending.signal,
        onTask: async () => undefined,
        onProgress: witness.onProgress.bind(witness),
        beforePictures: async () => undefined,
        log: () => undefined,
      };
      const waiting = provider.follow(taskId, context);
      await witness.firstProgress;
      ending.abort(new BridgeError({ kind: 'unavailable', message: 'stopping' }));
      await failureOf(waiting);
      vendor.release();
      expect((await provider.follow(taskId, new Witness())).pictures).toHaveLength(1);
      expect(vendor.state().cancellations).toBe(0);
    });

    it('gives up on an order that takes too long, and says that it may cost', async () => {
      await begin({}, { FAL_TIMEOUT_SECONDS: '1' });
      vendor.fault('slow');
      const error = await failureOf(provider.follow(await taskOf(provider, fox), new Witness()));
      expect(error).toMatchObject({ kind: 'timeout', outcome: 'accepted' });
      expect(vendor.requests.at(-1)).toMatchObject({
        method: 'PUT',
        path: expect.stringMatching(/\/cancel$/),
      });
    });

    it.each([
      ['job_failed', 'unavailable', 'rejected'],
      ['job_lost', 'task_lost', 'accepted'],
    ] as const)('types %s', async (fault, kind, outcome) => {
      await begin();
      vendor.fault(fault);
      const error = await failureOf(provider.follow(await taskOf(provider, fox), new Witness()));
      expect(error).toMatchObject({ kind, outcome });
    });

    it('types a LoRA that fal cannot download', async () => {
      await begin();
      const loras = [{ name: 'https://unreachable.example/x.safetensors', weight: 1 }];
      const error = await failureOf(
        provider.follow(await taskOf(provider, { ...fox, loras }), new Witness()),
      );
      expect(error).toMatchObject({
        kind: 'media_fetch',
        outcome: 'accepted',
        vendorCode: 'file_download_error',
      });
    });

    it('passes on that fal flagged a picture', async () => {
      await begin();
      const images = await provider.follow(
        await taskOf(provider, { ...fox, prompt: 'forbidden-fruit' }),
        new Witness(),
      );
      expect(images.pictures).toEqual([expect.objectContaining({ flagged: true })]);
    });

    it('takes FAL_KEY too, and asks for a key where there is none', async () => {
      await begin();
      const settings = testSettings(MODELS, { FAL_KEY: KEY, FAL_QUEUE_URL: vendor.url });
      const other = new FalProvider(settings, new VendorHttp(settings), new ImageProcessor(settings));
      expect(await other.probe(new AbortController().signal)).toEqual({
        reachable: true,
        message: 'answers',
      });
      const none = testSettings(MODELS);
      expect(new FalProvider(none, new VendorHttp(none), new ImageProcessor(none)).configured()).toBe(
        'set FAL_API_KEY',
      );
    });

    it('builds the path of an order where fal names none of its own', async () => {
      await begin({ answersFrom: 'https://elsewhere.example' });
      expect(readTicket(await taskOf(provider, fox)).task).toMatch(/^fal-ai\/flux-lora\/requests\/[\w-]+$/);
    });
  });
});
