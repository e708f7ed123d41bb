import { type VendorRequest, newImageRequest } from '@fusionbridge/core';
import {
  describeImageProvider,
  failureOf,
  imagesOf,
  ONE_PIXEL,
  planned,
  simulatedBench,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import { type HuggingFaceOptions, type Simulator, startHuggingFace } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { HuggingFaceProvider } from './huggingface.provider.js';

const KEY = 'not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'flux', chain: [{ provider: 'huggingface' }] }] };

function providerAt(url: string, env: Record<string, string> = {}): HuggingFaceProvider {
  const settings = testSettings(MODELS, {
    HUGGINGFACE_API_KEY: KEY,
    HF_INFERENCE_URL: `${url}/hf-inference`,
    HF_ENDPOINT: url,
    MAX_PICTURE_BYTES: '1048576',
    ...env,
  });
  return new HuggingFaceProvider(settings, new VendorHttp(settings));
}

describe(HuggingFaceProvider.name, () => {
  describeImageProvider(
    'huggingface',
    {
      start: async (wish) => {
        const vendor = await startHuggingFace({ apiKey: KEY });
        const env = { HF_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), '');
      },
    },
    {
      secret: KEY,
      // No content is refused, and one picture is all that an answer can be.
      faults: { content_policy: 'absent', fewer_pictures: 'absent' },
      strangeModel: 'acme/none',
    },
  );

  describe('its own ways', () => {
    let vendor: Simulator;
    let provider: HuggingFaceProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 256, height: 320 }, seed: 7 });
    const kontext = 'black-forest-labs/FLUX.1-Kontext-dev';

    async function begin(options: HuggingFaceOptions = {}, env: Record<string, string> = {}): Promise<void> {
      vendor = await startHuggingFace({ apiKey: KEY, ...options });
      provider = providerAt(vendor.url, env);
    }

    afterEach(async () => vendor.close());

    async function sent(request: VendorRequest, model = ''): Promise<string> {
      await imagesOf(provider, planned(provider, request, model).request, model);
      return vendor.requests.at(-1)?.body.toString() ?? '';
    }

    it('sends text to the byte', async () => {
      await begin();
      const asked = { ...fox, negativePrompt: 'blurry', steps: 28, guidance: 6 };
      expect(await sent(asked, 'stabilityai/stable-diffusion-xl-base-1.0')).toBe(
        '{"inputs":"a fox","parameters":{"width":256,"height":320,"negative_prompt":"blurry",' +
          '"guidance_scale":6,"num_inference_steps":28,"seed":7}}',
      );
      expect(vendor.requests.at(-1)).toMatchObject({
        path: '/hf-inference/models/stabilityai/stable-diffusion-xl-base-1.0',
        headers: { authorization: `Bearer ${KEY}`, accept: '*/*' },
      });
    });

    it('paints with FLUX.1-schnell unless told otherwise, in the few steps that it takes', async () => {
      await begin();
      expect(await sent({ ...fox, steps: 28 })).toBe(
        '{"inputs":"a fox","parameters":{"width":256,"height":320,"num_inference_steps":4,"seed":7}}',
      );
      expect(vendor.requests.at(-1)?.path).toBe('/hf-inference/models/black-forest-labs/FLUX.1-schnell');
      expect(planned(provider, { ...fox, steps: 28 }).degradations).toEqual([
        expect.objectContaining({ field: 'steps', asked: '28', given: '4' }),
      ]);
      const other = providerAt(vendor.url, { HF_IMAGE_MODEL: 'acme/painter' });
      await other.translate(fox, '').submit(new Witness());
      expect(vendor.requests.at(-1)?.path).toBe('/hf-inference/models/acme/painter');
    });

    it('sends a picture in base64 to the models that change one, and words beside it', async () => {
      await begin();
      const source = { ...fox, operation: 'image', source: ONE_PIXEL, guidance: 2.5 } as const;
      expect(await sent(source, kontext)).toBe(
        `{"inputs":"${ONE_PIXEL.bytes.toString('base64')}","parameters":{"prompt":"a fox",` +
          '"guidance_scale":2.5,"seed":7,"target_size":{"width":256,"height":320}}}',
      );
      const edited = { ...source, strength: 0.5 };
      expect(JSON.parse(await sent(edited, 'acme/instruct-pix2pix'))).toMatchObject({
        parameters: { strength: 0.5 },
      });
      const reference = { ...fox, operation: 'reference', references: [ONE_PIXEL, ONE_PIXEL] } as const;
      expect(planned(provider, reference, kontext).degradations).toEqual([
        expect.objectContaining({ field: 'references', asked: '2', given: '1' }),
      ]);
    });

    it('claims of each model what its task is', async () => {
      await begin();
      expect(provider.capabilities('')).toMatchObject({ operations: ['text'], guidance: null });
      expect(provider.capabilities(kontext)).toMatchObject({ operations: ['image', 'reference'] });
      expect(provider.capabilities('acme/unheard-of')).toMatchObject({
        operations: ['text'],
        negativePrompt: true,
      });
    });

    it('lets an organisation pay', async () => {
      await begin({}, { HF_BILL_TO: 'acme' });
      await imagesOf(provider, fox);
      expect(vendor.requests.at(-1)?.headers).toMatchObject({ 'x-hf-bill-to': 'acme' });
    });

    it('understands an answer in JSON, with the picture in base64 or its address', async () => {
      await begin({ answersWith: 'base64' });
      const inside = await imagesOf(provider, fox);
      expect(inside.pictures).toEqual([{ seed: 7, flagged: false, bytes: expect.any(Buffer) }]);
      await vendor.close();
      await begin({ answersWith: 'addresses' });
      const { pictures } = await imagesOf(provider, fox);
      expect(pictures).toEqual([expect.objectContaining({ seed: 7, trustedOrigin: vendor.url })]);
    });

    it('chooses a seed where there is none, and tells it', async () => {
      await begin();
      const { pictures } = await imagesOf(provider, { ...fox, seed: null });
      const body: { parameters: { seed: unknown } } = JSON.parse(
        vendor.requests.at(-1)?.body.toString() ?? '',
      );
      expect(pictures.map((one) => one.seed)).toEqual([body.parameters.seed]);
    });

    it('passes on for how long a model still loads', async () => {
      await begin();
      vendor.fault('loading');
      const error = await failureOf(imagesOf(provider, fox));
      expect(error).toMatchObject({ kind: 'unavailable', outcome: 'rejected', retryAfterMs: 20_000 });
      expect(error.message).toBe(
        'huggingface failed (503), again in 20 s: Model acme/painter is currently loading',
      );
    });

    it('tells every mistake that Hugging Face finds', async () => {
      await begin();
      vendor.fault('invalid_request');
      const { message } = await failureOf(imagesOf(provider, fox));
      expect(message).toBe(
        'huggingface refused the request (400): Error in `parameters.width`: ensure this value is a multiple of 8',
      );
    });

    it('does not take an error with a good status for a picture, and counts it as work done', async () => {
      await begin({ answersWith: 'an error with status 200' });
      const error = await failureOf(imagesOf(provider, fox));
      expect(error).toMatchObject({ kind: 'bad_response', outcome: 'accepted' });
      expect(error.message).toContain('CUDA out of memory');
    });

    it.each([
      ['acme/painter', true, 'runs acme/painter'],
      [
        'black-forest-labs/FLUX.1-dev',
        true,
        'does not run black-forest-labs/FLUX.1-dev itself (together, fal-ai do): set HF_IMAGE_MODEL',
      ],
      ['acme/unheard-of', false, 'huggingface refused the request (404): Repository not found'],
    ])('asks the hub about %s', async (model, reachable, message) => {
      await begin({}, { HF_IMAGE_MODEL: model });
      expect(await provider.probe(new AbortController().signal)).toEqual({ reachable, message });
    });

    it('finds out that the key is wrong without painting', async () => {
      await begin({}, { HUGGINGFACE_API_KEY: 'another-key' });
      expect(await provider.probe(new AbortController().signal)).toEqual({
        reachable: false,
        message: 'huggingface refused the key (401): check HUGGINGFACE_API_KEY',
      });
    });
  });
});
