import { type ImageProvider, type VendorRequest, newImageRequest } from '@fusionbridge/core';
import {
  describeImageProvider,
  failureOf,
  imagesOf,
  planned,
  simulatedBench,
  taskOf,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import { type PixelDojoOptions, type Simulator, startPixelDojo } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { PixelDojoApis } from './pixeldojo.apis.js';

const KEY = 'not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'flux', chain: [{ provider: 'pixeldojo' }] }] };
const LEGACY = { PIXELDOJO_LEGACY_API: 'true' };

function providerAt(url: string, env: Record<string, string> = {}): ImageProvider {
  const settings = testSettings(MODELS, {
    PIXELDOJO_API_KEY: KEY,
    PIXELDOJO_ENDPOINT: `${url}/api/v1`,
    MAXLORAS_PIXELDOJO: '4',
    ...env,
  });
  return new PixelDojoApis(settings, new VendorHttp(settings)).members()[0];
}

async function benchWith(
  env: Record<string, string>,
  wish?: { timeoutSeconds: number },
): Promise<ReturnType<typeof simulatedBench>> {
  const vendor = await startPixelDojo({ apiKey: KEY });
  const timeout = { PIXELDOJO_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
  return simulatedBench(vendor, providerAt(vendor.url, { ...env, ...timeout }), '');
}

describe(PixelDojoApis.name, () => {
  describeImageProvider(
    'pixeldojo with jobs',
    { start: async (wish) => benchWith({}, wish) },
    {
      secret: KEY,
      strangeModel: 'acme-none',
      faults: { content_policy: { kind: 'content_policy', outcome: 'accepted' } },
    },
  );

  describeImageProvider(
    'pixeldojo with the old API',
    { start: async (wish) => benchWith(LEGACY, wish) },
    { secret: KEY },
  );

  describe('its own ways', () => {
    let vendor: Simulator;
    let provider: ImageProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 1344, height: 768 }, seed: 7 });
    const style = { name: 'acme/style', weight: 0.6 };
    const file = { name: 'https://loras.example/elena.safetensors', weight: 1 };

    async function begin(options: PixelDojoOptions = {}, env: Record<string, string> = {}): Promise<void> {
      vendor = await startPixelDojo({ apiKey: KEY, ...options });
      provider = providerAt(vendor.url, env);
    }

    afterEach(async () => vendor.close());

    /** What the vendor was sent, as it came. */
    function lastBody(): string {
      return vendor.requests.map(({ body }) => body.toString()).at(-1) ?? '';
    }

    async function sent(request: VendorRequest, model?: string): Promise<string> {
      await taskOf(provider, request, model);
      return lastBody();
    }

    async function followed(
      taskId: string,
      witness: Witness = new Witness(),
    ): ReturnType<NonNullable<ImageProvider['follow']>> {
      if (provider.follow === undefined) {
        throw new Error('cannot follow');
      }
      return provider.follow(taskId, witness);
    }

    it('sends a job to the byte: the size as a ratio, LoRAs and weights in lists', async () => {
      await begin();
      const asked = { ...fox, negativePrompt: 'blurry', count: 2, steps: 28, guidance: 3.5 };
      expect(await sent({ ...asked, loras: [style, file] })).toBe(
        '{"prompt":"a fox","aspect_ratio":"16:9","num_outputs":2,"seed":7,"output_format":"png","guidance_scale":3.5,' +
          '"num_inference_steps":28,"hf_loras":["acme/style","https://loras.example/elena.safetensors"],"lora_scales":[0.6,1]}',
      );
      expect(vendor.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
        'GET /api/v1/models/flux',
        'POST /api/v1/models/flux/run',
      ]);
      expect(vendor.requests.at(-1)?.headers).toMatchObject({ authorization: `Bearer ${KEY}` });
    });

    it('sends an order of the old API to the byte: its one LoRA, neither steps nor guidance', async () => {
      await begin({}, LEGACY);
      const asked = { ...fox, steps: 28, guidance: 3.5, loras: [file] };
      await imagesOf(provider, planned(provider, asked).request);
      expect(lastBody()).toBe(
        '{"model":"flux-dev-single-lora","prompt":"a fox","aspect_ratio":"16:9","num_outputs":1,"seed":7,' +
          '"output_format":"png","lora_weights":"https://loras.example/elena.safetensors","lora_scale":1}',
      );
      expect(vendor.requests.map(({ path }) => path)).toEqual(['/api/v1/flux']);
      expect(planned(provider, asked).degradations.map(({ field }) => field)).toEqual(['steps', 'guidance']);
      expect(provider.capabilities('flux-dev')).toMatchObject({ loras: null });
      expect(provider.capabilities('')).toMatchObject({ loras: { max: 1 }, lookup: false });
    });

    it('asks for another format in the vendor’s word, and for more quality than is usual there', async () => {
      await begin();
      const jpeg = { ...fox, output: { format: 'jpeg', quality: null } } as const;
      expect(JSON.parse(await sent(jpeg))).toMatchObject({ output_format: 'jpg', output_quality: 95 });
      const webp = { ...fox, output: { format: 'webp', quality: 40 } } as const;
      expect(JSON.parse(await sent(webp))).toMatchObject({ output_format: 'webp', output_quality: 40 });
    });

    it('learns what a model takes before it orders there first, once', async () => {
      await begin();
      const pro = 'flux-1.1-pro';
      expect(provider.capabilities(pro)).toMatchObject({ loras: null, steps: null });
      const exact = { ...fox, size: { width: 640, height: 480 } };
      expect(await sent(exact, pro)).toBe(
        '{"prompt":"a fox","aspect_ratio":"custom","width":640,"height":480,"seed":7,"output_format":"png"}',
      );
      expect(provider.capabilities(pro)).toMatchObject({
        loras: { max: 1 },
        sizes: { kind: 'free', min: 256, max: 1440, multipleOf: 32 },
      });
      expect(JSON.parse(await sent({ ...exact, loras: [style] }, pro))).toMatchObject({
        lora_weights: 'acme/style',
        lora_scale: 0.6,
      });
      expect(vendor.requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
      provider.forget?.();
      expect(provider.capabilities(pro).loras).toBeNull();
    });

    it('tells with the pictures what only the schema of the model ruled out, also after a restart', async () => {
      await begin({ without: ['guidance_scale', 'hf_loras', 'lora_scales'] });
      const asked = { ...fox, guidance: 3.5, loras: [style] };
      expect(planned(provider, asked).degradations).toEqual([]);
      const taskId = await taskOf(provider, asked);
      expect(lastBody()).not.toMatch(/guidance|lora/);
      provider = providerAt(vendor.url);
      const { pictures, degradations } = await followed(taskId);
      expect(pictures).toEqual([expect.objectContaining({ seed: 7, trustedOrigin: vendor.url })]);
      expect(degradations).toEqual([
        { field: 'loras', asked: 'acme/style:0.6', given: 'dropped', why: 'the vendor takes no LoRA' },
        { field: 'guidance', asked: '3.5', given: 'dropped', why: 'the vendor has no field for it' },
      ]);
      const known = providerAt(vendor.url);
      await known.probe(new AbortController().signal);
      expect(planned(known, asked).degradations.map(({ field }) => field)).toEqual(['loras', 'guidance']);
    });

    it('names no seed where the model takes none, and finds its picture wherever the job has it', async () => {
      await begin();
      const taskId = await taskOf(provider, fox, 'postcard');
      expect(lastBody()).toBe('{"prompt":"a fox","aspect_ratio":"16:9"}');
      expect(taskId).toMatch(/[?&]without=.*seed/);
      expect((await followed(taskId)).pictures).toEqual([expect.objectContaining({ seed: null })]);
      const pro = await followed(await taskOf(provider, fox, 'flux-1.1-pro'));
      expect(pro.pictures).toEqual([expect.objectContaining({ seed: 7 })]);
    });

    it('orders all the same where the schema cannot be read', async () => {
      await begin({ hidesSchemas: true });
      const witness = new Witness();
      const submission = await provider.translate(fox, '').submit(witness);
      expect(submission.kind).toBe('task');
      expect(witness.lines).toEqual([
        'sends a request without the schema of flux: pixeldojo refused the request (404): Model flux not found',
      ]);
    });

    it('follows an order that waits and then runs', async () => {
      await begin({ concurrency: 1 });
      vendor.fault('slow');
      const tasks = [await taskOf(provider, fox), await taskOf(provider, fox)];
      vendor.release();
      const both = await Promise.all(tasks.map((task) => followed(task)));
      expect(both.map(({ pictures }) => pictures.length)).toEqual([1, 1]);
      expect(vendor.state()).toMatchObject({ submissions: 2, charges: 2, deliveries: 2 });
    });

    it('tells whether an order waits or runs', async () => {
      await begin({ concurrency: 1 });
      vendor.fault('slow');
      const [running, waiting] = [new Witness(), new Witness()];
      const both = [
        followed(await taskOf(provider, fox), running),
        followed(await taskOf(provider, fox), waiting),
      ];
      await Promise.all([running.firstProgress, waiting.firstProgress]);
      vendor.release();
      await Promise.all(both);
      expect(running.progress[0]).toMatchObject({ fraction: 0, phase: 'working' });
      expect(waiting.progress[0]).toMatchObject({ fraction: 0, phase: 'queued' });
    });

    it('prices by credits: those that are known, then those that the vendor names', async () => {
      await begin();
      expect(provider.translate({ ...fox, count: 2 }, '').estimate).toEqual({ usd: 0.0125, source: 'list' });
      expect(provider.capabilities('postcard').cost).toBe('unknown');
      expect(provider.translate(fox, 'postcard').estimate).toBeNull();
      const taskId = await taskOf(provider, fox, 'postcard');
      expect((await followed(taskId)).cost).toEqual({ usd: 0.009375, source: 'list' });
      expect(provider.capabilities('postcard').cost).toBe('list');
    });

    it('prices an order of the old API by the credits that were used', async () => {
      await begin({}, LEGACY);
      expect(provider.translate({ ...fox, count: 2 }, '').estimate).toEqual({ usd: 0.0125, source: 'list' });
      const { cost } = await imagesOf(provider, { ...fox, count: 2 });
      expect(cost).toEqual({ usd: 0.0125, source: 'list' });
    });

    it('tells why a job failed', async () => {
      await begin();
      vendor.fault('job_failed');
      const error = await failureOf(followed(await taskOf(provider, fox)));
      expect(error).toMatchObject({
        kind: 'bad_response',
        outcome: 'accepted',
        vendorCode: 'generation_failed',
      });
      expect(error.message).toBe('pixeldojo ended the request as failed: The generation failed');
    });

    it('checks the key without ordering anything', async () => {
      await begin();
      const signal = new AbortController().signal;
      expect(await provider.probe(signal)).toEqual({
        reachable: true,
        message: 'takes the key and has flux',
      });
      const stranger = providerAt(vendor.url, { PIXELDOJO_API_KEY: 'another-key' });
      expect(await stranger.probe(signal)).toEqual({
        reachable: false,
        message: 'pixeldojo refused the key (401): check PIXELDOJO_API_KEY',
      });
      expect(await providerAt(`${vendor.url}/elsewhere`, LEGACY).probe(signal)).toEqual({
        reachable: true,
        message: 'answers, and has no list of models',
      });
    });
  });
});
