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
import { type QueueVendorOptions, type Simulator, startReplicate } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { ReplicateProvider } from './replicate.provider.js';

const KEY = 'not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'flux', chain: [{ provider: 'replicate' }] }] };
const VERSION = '0a1b2c3d'.repeat(8);
const FILL = 'black-forest-labs/flux-fill-dev';
const PRO = 'black-forest-labs/flux-1.1-pro';

function providerAt(url: string, env: Record<string, string> = {}): ReplicateProvider {
  const settings = testSettings(MODELS, {
    REPLICATE_API_TOKEN: KEY,
    REPLICATE_BASE_URL: `${url}/v1`,
    ...env,
  });
  return new ReplicateProvider(settings, new VendorHttp(settings), new ImageProcessor(settings));
}

describe(ReplicateProvider.name, () => {
  describeImageProvider(
    'replicate',
    {
      start: async (wish) => {
        const vendor = await startReplicate({ apiKey: KEY });
        const env = { REPLICATE_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), '');
      },
    },
    {
      secret: KEY,
      faults: { content_policy: { kind: 'content_policy', outcome: 'accepted' } },
      strangeModel: 'acme/none',
    },
  );

  describe('its own ways', () => {
    let vendor: Simulator;
    let provider: ReplicateProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 1344, height: 768 }, seed: 7 });
    const inpaint = { ...fox, operation: 'inpaint', source: ONE_PIXEL, mask: ONE_PIXEL_MASK } as const;

    async function begin(options: QueueVendorOptions = {}, env: Record<string, string> = {}): Promise<void> {
      vendor = await startReplicate({ apiKey: KEY, ...options });
      provider = providerAt(vendor.url, env);
    }

    afterEach(async () => vendor.close());

    /** The last that the vendor was sent, as it came. */
    async function sent(request: VendorRequest, model?: string): Promise<string> {
      await taskOf(provider, planned(provider, request, model).request, model);
      return String(vendor.requests.at(-1)?.body);
    }

    it('sends text to the byte: the size as a ratio, and each LoRA in fields of its own', async () => {
      await begin();
      const loras = [
        { name: 'acme/style', weight: 0.6 },
        { name: 'https://loras.example/elena.safetensors', weight: 1 },
      ];
      const asked = { ...fox, negativePrompt: 'blurry', count: 2, steps: 28, guidance: 3.5, loras };
      expect(await sent(asked)).toBe(
        '{"input":{"prompt":"a fox","aspect_ratio":"16:9","num_outputs":2,"num_inference_steps":28,"guidance":3.5,' +
          '"seed":7,"output_format":"png","lora_weights":"huggingface.co/acme/style","lora_scale":0.6,' +
          '"extra_lora":"https://loras.example/elena.safetensors","extra_lora_scale":1}}',
      );
      expect(vendor.requests.at(-1)).toMatchObject({
        path: '/v1/models/black-forest-labs/flux-dev-lora/predictions',
        headers: { authorization: `Bearer ${KEY}` },
      });
    });

    it('starts from a picture, whose shape is taken', async () => {
      await begin();
      expect(await sent({ ...fox, operation: 'image', source: ONE_PIXEL, strength: 0.5 })).toBe(
        `{"input":{"prompt":"a fox","image":"${ONE_PIXEL_URI}","prompt_strength":0.5,"num_outputs":1,` +
          '"seed":7,"output_format":"png"}}',
      );
    });

    it('repaints the white of a mask with a model for it', async () => {
      await begin();
      const { input }: { input: object } = JSON.parse(await sent({ ...inpaint, guidance: 30 }, FILL));
      expect(input).toEqual({
        prompt: 'a fox',
        image: ONE_PIXEL_URI,
        mask: expect.stringMatching(/^data:image\/png;base64,/),
        num_outputs: 1,
        guidance: 30,
        seed: 7,
        output_format: 'png',
      });
      expect(provider.capabilities(FILL)).toMatchObject({ operations: ['inpaint', 'fill'], mask: 'hint' });
      expect(provider.translate(inpaint, FILL).wire).toMatchObject({
        input: { image: '<png 1x1>', mask: '<png 1x1>' },
      });
    });

    it('uploads a picture that is too large to go inside, and buys nothing where that fails', async () => {
      await begin();
      const large = { ...ONE_PIXEL, bytes: Buffer.concat([ONE_PIXEL.bytes, Buffer.alloc(700_000)]) };
      const { input }: { input: { image: string } } = JSON.parse(
        await sent({ ...fox, operation: 'image', source: large }),
      );
      expect(input.image).toMatch(`${vendor.url}/v1/files/`);
      expect(vendor.requests.map(({ path }) => path.split('/').at(-1))).toEqual(['files', 'predictions']);
      const other = providerAt(vendor.url, { REPLICATE_API_TOKEN: 'another-token' });
      const error = await failureOf(taskOf(other, { ...fox, operation: 'image', source: large }));
      expect(error).toMatchObject({ kind: 'auth', outcome: 'not_sent' });
      expect(vendor.state().submissions).toBe(1);
    });

    it('sends what each model has fields for', async () => {
      await begin();
      const exact = { ...fox, size: { width: 640, height: 480 }, steps: 20 };
      expect(await sent({ ...exact, output: { format: 'jpeg', quality: null } }, PRO)).toBe(
        '{"input":{"prompt":"a fox","aspect_ratio":"custom","width":640,"height":480,"seed":7,' +
          '"output_format":"jpg","output_quality":95}}',
      );
      expect(provider.capabilities(PRO)).toMatchObject({ loras: null, steps: null, maxCount: 1 });
      expect(
        planned(provider, { ...fox, steps: 20 }, 'black-forest-labs/flux-schnell').call.wire,
      ).toMatchObject({
        input: { num_inference_steps: 4 },
      });
      expect(providerAt(vendor.url, { MAXLORAS_REPLICATE: '1' }).capabilities('').loras?.max).toBe(1);
      expect(provider.capabilities('acme/unheard-of')).toMatchObject({
        operations: ['text'],
        cost: 'unknown',
      });
    });

    it('orders a pinned version by its number', async () => {
      await begin({}, { REPLICATE_MODEL: `acme/style:${VERSION}` });
      expect(JSON.parse(await sent(fox))).toMatchObject({ version: VERSION, input: { prompt: 'a fox' } });
      expect(vendor.requests.at(-1)?.path).toBe('/v1/predictions');
      const { servedModel } = await provider.follow(await taskOf(provider, fox), new Witness());
      expect(servedModel).toBe(`black-forest-labs/flux-dev-lora:${VERSION}`);
    });

    it('finds an order again by its task id alone, seed and price with it', async () => {
      await begin();
      const taskId = await taskOf(provider, { ...fox, count: 2 });
      expect(taskId).toMatch(/^[\w-]+\?seed=7&usd=0.064$/);
      const images = await providerAt(vendor.url).follow(taskId, new Witness());
      expect(images.pictures.map((one) => one.seed)).toEqual([7, null]);
      expect(images.cost).toEqual({ usd: 0.064, source: 'list' });
      expect(images.servedModel).toBe('black-forest-labs/flux-dev-lora');
      expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
    });

    it('tells how far an order is, and takes one address for a picture', async () => {
      await begin({ concurrency: 1 });
      vendor.fault('slow');
      const running = await taskOf(provider, { ...fox, steps: 20 });
      const waiting = await taskOf(provider, fox, PRO);
      const [one, other] = [new Witness(), new Witness()];
      const both = [provider.follow(running, one), provider.follow(waiting, other)];
      await Promise.all([one.firstProgress, other.firstProgress]);
      expect(one.progress[0]).toMatchObject({ fraction: 0.5, step: 10, steps: 20, phase: 'working' });
      expect(other.progress[0]).toMatchObject({
        fraction: 0,
        phase: 'queued',
        note: 'the model is starting',
      });
      vendor.release();
      expect((await Promise.all(both)).map(({ pictures }) => pictures.length)).toEqual([1, 1]);
    });

    it('cancels an order that takes too long', async () => {
      await begin({}, { REPLICATE_TIMEOUT_SECONDS: '1' });
      vendor.fault('slow');
      const error = await failureOf(provider.follow(await taskOf(provider, fox), new Witness()));
      expect(error).toMatchObject({ kind: 'timeout', outcome: 'accepted' });
      expect(vendor.state().cancellations).toBe(1);
    });

    it('knows an order that somebody else cancelled', async () => {
      await begin({ concurrency: 1 });
      vendor.fault('slow');
      await taskOf(provider, fox);
      const waiting = await taskOf(provider, fox);
      await provider.cancel(waiting);
      const error = await failureOf(provider.follow(waiting, new Witness()));
      expect(error).toMatchObject({ kind: 'cancelled', outcome: 'accepted', vendorCode: 'canceled' });
    });

    it('knows the token’s owner, and says what is wrong with a token', async () => {
      await begin();
      const signal = new AbortController().signal;
      expect(await provider.probe(signal)).toEqual({ reachable: true, message: 'is there for acme' });
      const stranger = providerAt(vendor.url, { REPLICATE_API_TOKEN: 'another-token' });
      expect(await stranger.probe(signal)).toEqual({
        reachable: false,
        message: 'replicate refused the key (401): check REPLICATE_API_TOKEN',
      });
    });
  });
});
