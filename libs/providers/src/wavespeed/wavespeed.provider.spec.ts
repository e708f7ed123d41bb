import { type VendorRequest, newImageRequest } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import {
  describeImageProvider,
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
import { type Simulator, startWaveSpeed, type WaveSpeedOptions } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { readTicket } from '../protocol/queue/ticket.js';
import { WaveSpeedProvider } from './wavespeed.provider.js';

const KEY = 'not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'flux', chain: [{ provider: 'wavespeed' }] }] };

function providerAt(url: string, env: Record<string, string> = {}): WaveSpeedProvider {
  const settings = testSettings(MODELS, {
    WAVESPEED_API_KEY: KEY,
    WAVESPEED_BASE_URL: `${url}/api/v3`,
    ...env,
  });
  return new WaveSpeedProvider(settings, new VendorHttp(settings), new ImageProcessor(settings));
}

describe(WaveSpeedProvider.name, () => {
  describeImageProvider(
    'wavespeed',
    {
      start: async (wish) => {
        const vendor = await startWaveSpeed({ apiKey: KEY });
        const env = { WAVESPEED_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), '');
      },
    },
    {
      secret: KEY,
      faults: {
        content_policy: { kind: 'content_policy', outcome: 'accepted' },
      },
      strangeModel: 'acme/none',
    },
  );

  describe('its own ways', () => {
    let vendor: Simulator;
    let provider: WaveSpeedProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 256, height: 320 }, seed: 7 });

    async function begin(options: WaveSpeedOptions = {}, env: Record<string, string> = {}): Promise<void> {
      vendor = await startWaveSpeed({ apiKey: KEY, ...options });
      provider = providerAt(vendor.url, env);
    }

    afterEach(async () => vendor.close());

    /** What the vendor was sent, as it came. */
    async function sent(request: VendorRequest, model?: string): Promise<string> {
      await taskOf(provider, planned(provider, request, model).request, model);
      return vendor.requests.map(({ body }) => body.toString()).at(-1) ?? '';
    }

    it('sends text to the byte, the size with an asterisk, and no negative prompt', async () => {
      await begin();
      const loras = [{ name: 'acme/style', weight: 0.6 }];
      const request = { ...fox, negativePrompt: 'blurry', count: 2, steps: 28, guidance: 3.5, loras };
      expect(await sent(request)).toBe(
        '{"prompt":"a fox","size":"256*320","num_inference_steps":28,"guidance_scale":3.5,"num_images":2,"seed":7,' +
          '"loras":[{"path":"acme/style","scale":0.6}],"output_format":"png","enable_base64_output":false,"enable_sync_mode":false}',
      );
      expect(vendor.requests.at(-1)).toMatchObject({
        path: '/api/v3/wavespeed-ai/flux-dev-lora',
        headers: { authorization: `Bearer ${KEY}` },
      });
    });

    it('sends a picture and a mask to the same endpoint', async () => {
      await begin();
      const body = await sent({
        ...fox,
        operation: 'inpaint',
        source: ONE_PIXEL,
        mask: ONE_PIXEL_MASK,
        strength: 0.5,
      });
      expect(vendor.requests.at(-1)?.path).toBe('/api/v3/wavespeed-ai/flux-dev-lora');
      expect(JSON.parse(body)).toMatchObject({
        image: ONE_PIXEL_URI,
        mask_image: expect.stringMatching(/^data:image\/png;base64,/),
        strength: 0.5,
      });
    });

    it('sends what each model has fields for', async () => {
      await begin();
      const krea = await sent({ ...fox, steps: 20 }, 'wavespeed-ai/flux-krea-dev-lora');
      expect(Object.keys(JSON.parse(krea))).not.toEqual(
        expect.arrayContaining(['num_images', 'num_inference_steps']),
      );
      const reference = { ...fox, operation: 'reference', references: [ONE_PIXEL, ONE_PIXEL] } as const;
      expect(planned(provider, reference, 'wavespeed-ai/flux-kontext-dev').degradations).toEqual([
        expect.objectContaining({ field: 'references', asked: '2', given: '1' }),
      ]);
      expect(JSON.parse(await sent(reference, 'wavespeed-ai/flux-kontext-dev'))).not.toHaveProperty('size');
      const { wire } = provider.translate(reference, 'wavespeed-ai/flux-2-dev/edit');
      expect(wire).toMatchObject({ images: ['<png 1x1>', '<png 1x1>'] });
      const fill = { ...fox, operation: 'fill', source: ONE_PIXEL, mask: ONE_PIXEL_MASK } as const;
      const body = await sent({ ...fill, guidance: 7 }, 'wavespeed-ai/flux-fill-dev');
      expect(JSON.parse(body)).toMatchObject({ guidance_scale: 28 });
      expect(JSON.parse(body)).not.toHaveProperty('output_format');
    });

    it('learns from the list of models how many LoRAs they take; the lowest limit counts', async () => {
      await begin({ listedLoras: { 'wavespeed-ai/flux-dev-lora': 3 } });
      expect(provider.capabilities('').loras?.max).toBe(4);
      const probe = await provider.probe(new AbortController().signal);
      expect(probe).toEqual({ reachable: true, message: 'has a balance of 12.34 $' });
      expect(provider.capabilities('').loras?.max).toBe(3);
      const frugal = providerAt(vendor.url, { MAXLORAS_WAVESPEED: '1' });
      expect(frugal.capabilities('')).toMatchObject({ loras: { max: 1 } });
      expect(provider.capabilities('wavespeed-ai/flux-dev')).toMatchObject({ loras: null });
    });

    it('finds an order again by its task id alone, seed and price with it', async () => {
      await begin();
      const taskId = await taskOf(provider, { ...fox, count: 2 });
      expect(taskId).toMatch(/^[\w-]+\?seed=7&usd=0.03$/);
      const images = await providerAt(vendor.url).follow(taskId, new Witness());
      expect(images.pictures.map((one) => one.seed)).toEqual([7, null]);
      expect(images.pictures).toEqual(Array(2).fill(expect.objectContaining({ trustedOrigin: vendor.url })));
      expect(images.cost).toEqual({ usd: 0.03, source: 'list' });
      expect(images.servedModel).toBe('wavespeed-ai/flux-dev-lora');
      expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
    });

    it('tells the seed that WaveSpeed names where the task id holds none', async () => {
      await begin();
      const { task } = readTicket(await taskOf(provider, { ...fox, count: 2 }));
      const { pictures } = await provider.follow(task, new Witness());
      expect(pictures.map(({ seed }) => seed)).toEqual([7, null]);
    });

    it('follows an order that waits and then runs', async () => {
      await begin({ concurrency: 1 });
      vendor.fault('slow');
      const first = await taskOf(provider, fox);
      const second = await taskOf(provider, fox);
      const both = [provider.follow(first, new Witness()), provider.follow(second, new Witness())];
      vendor.release();
      expect((await Promise.all(both)).map(({ pictures }) => pictures.length)).toEqual([1, 1]);
    });

    it.each([
      ['job_failed', 'bad_response', 'accepted'],
      ['job_lost', 'task_lost', 'accepted'],
      ['content_policy', 'content_policy', 'accepted'],
    ] as const)('types %s of an order it took', async (fault, kind, outcome) => {
      await begin();
      vendor.fault(fault);
      const error = await failureOf(provider.follow(await taskOf(provider, fox), new Witness()));
      expect(error).toMatchObject({ kind, outcome });
    });

    it('types a LoRA that WaveSpeed cannot download, in its own words', async () => {
      await begin();
      const loras = [{ name: 'https://unreachable.example/x.safetensors', weight: 1 }];
      const error = await failureOf(
        provider.follow(await taskOf(provider, { ...fox, loras }), new Witness()),
      );
      expect(error).toMatchObject({ kind: 'media_fetch', outcome: 'accepted', vendorCode: '1402' });
      expect(error.message).toBe(
        'wavespeed could not fetch a file: Failed to download LoRA weights from the provided URL.',
      );
    });

    it('passes on that WaveSpeed flagged a picture', async () => {
      await begin();
      const images = await provider.follow(
        await taskOf(provider, { ...fox, prompt: 'forbidden-fruit' }),
        new Witness(),
      );
      expect(images.pictures).toEqual([expect.objectContaining({ flagged: true })]);
    });

    it('gives up on an order that takes too long, and says that it may cost', async () => {
      await begin({}, { WAVESPEED_TIMEOUT_SECONDS: '1' });
      vendor.fault('slow');
      const error = await failureOf(provider.follow(await taskOf(provider, fox), new Witness()));
      expect(error).toMatchObject({ kind: 'timeout', outcome: 'accepted' });
    });
  });
});
