import { type VendorRequest, newImageRequest, type ProviderImages } from '@fusionbridge/core';
import {
  describeImageProvider,
  failureOf,
  ONE_PIXEL,
  ONE_PIXEL_URI,
  planned,
  simulatedBench,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import { type Simulator, startTogether } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { TogetherProvider } from './together.provider.js';

const KEY = 'not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'flux', chain: [{ provider: 'together' }] }] };

function providerAt(url: string, env: Record<string, string> = {}): TogetherProvider {
  const settings = testSettings(MODELS, {
    TOGETHER_API_KEY: KEY,
    TOGETHER_BASE_URL: `${url}/v1`,
    MAX_PICTURE_BYTES: '1048576',
    ...env,
  });
  return new TogetherProvider(settings, new VendorHttp(settings));
}

describe(TogetherProvider.name, () => {
  describeImageProvider(
    'together',
    {
      start: async (wish) => {
        const vendor = await startTogether({ apiKey: KEY });
        const env = { TOGETHER_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), '');
      },
    },
    { secret: KEY, strangeModel: 'acme/none' },
  );

  describe('its own ways', () => {
    let vendor: Simulator;
    let provider: TogetherProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 256, height: 320 }, seed: 7 });

    beforeEach(async () => {
      vendor = await startTogether({ apiKey: KEY });
      provider = providerAt(vendor.url);
    });

    afterEach(async () => vendor.close());

    async function imagesOf(request: VendorRequest, model = ''): Promise<ProviderImages> {
      const submission = await planned(provider, request, model).call.submit(new Witness());
      return submission.kind === 'images'
        ? submission.images
        : { pictures: [], cost: null, degradations: [] };
    }

    async function sent(request: VendorRequest, model = ''): Promise<string> {
      await imagesOf(request, model);
      return vendor.requests.at(-1)?.body.toString() ?? '';
    }

    it('sends text to the byte', async () => {
      const loras = [{ name: 'acme/style', weight: 0.6 }];
      expect(await sent({ ...fox, count: 2, steps: 28, guidance: 3.5, loras })).toBe(
        '{"model":"black-forest-labs/FLUX.2-dev","prompt":"a fox","width":256,"height":320,"steps":28,"n":2,"seed":7,' +
          '"guidance_scale":3.5,"response_format":"base64","output_format":"png","image_loras":[{"path":"acme/style","scale":0.6}]}',
      );
      expect(vendor.requests.at(-1)).toMatchObject({
        path: '/v1/images/generations',
        headers: { authorization: `Bearer ${KEY}` },
      });
    });

    it('sends references as each model takes them', async () => {
      const reference = { ...fox, operation: 'reference', references: [ONE_PIXEL, ONE_PIXEL] } as const;
      expect(JSON.parse(await sent(reference))).toMatchObject({
        reference_images: [ONE_PIXEL_URI, ONE_PIXEL_URI],
      });
      const kontext = 'black-forest-labs/FLUX.1-kontext-pro';
      expect(JSON.parse(await sent(reference, kontext))).toMatchObject({ image_url: ONE_PIXEL_URI });
      expect(planned(provider, reference, kontext).degradations).toEqual([
        expect.objectContaining({ field: 'references', asked: '2', given: '1' }),
      ]);
    });

    it('claims LoRAs, negative prompts and steps only for the models that have them', async () => {
      expect(provider.capabilities('')).toMatchObject({ loras: { max: 2 }, negativePrompt: false });
      expect(provider.capabilities('Qwen/Qwen-Image')).toMatchObject({ loras: null, negativePrompt: true });
      expect(provider.capabilities('black-forest-labs/FLUX.2-pro')).toMatchObject({ steps: null });
      expect(providerAt(vendor.url, { MAXLORAS_TOGETHER: '1' }).capabilities('').loras?.max).toBe(1);
      expect(JSON.parse(await sent({ ...fox, negativePrompt: 'blurry' }, 'Qwen/Qwen-Image'))).toMatchObject({
        negative_prompt: 'blurry',
      });
      expect(JSON.parse(await sent({ ...fox, negativePrompt: 'blurry' }))).not.toHaveProperty(
        'negative_prompt',
      );
    });

    it('prices by megapixels, and by steps beyond the usual', async () => {
      const megapixel = { ...fox, size: { width: 1008, height: 992 } };
      expect((await imagesOf(megapixel)).cost).toEqual({ usd: 0.015399, source: 'list' });
      expect((await imagesOf({ ...megapixel, steps: 42 })).cost).toEqual({ usd: 0.023099, source: 'list' });
      expect((await imagesOf({ ...megapixel, steps: 10, count: 2 })).cost).toEqual({
        usd: 0.030798,
        source: 'list',
      });
    });

    it('brings steps within what the model takes', () => {
      const schnell = 'black-forest-labs/FLUX.1-schnell';
      const { call, degradations } = planned(provider, { ...fox, steps: 28 }, schnell);
      expect(call.wire).toMatchObject({ steps: 4 });
      expect(degradations).toEqual([expect.objectContaining({ field: 'steps', asked: '28', given: '4' })]);
    });

    it('reports the model that generated the pictures', async () => {
      expect((await imagesOf(fox)).servedModel).toBe('black-forest-labs/FLUX.2-dev');
      expect((await imagesOf(fox, 'Qwen/Qwen-Image')).servedModel).toBe('Qwen/Qwen-Image');
    });

    it('chooses a seed where there is none, and tells that of the first picture', async () => {
      const { pictures } = await imagesOf({ ...fox, seed: null, count: 2 });
      const { seed }: { seed: unknown } = JSON.parse(vendor.requests.at(-1)?.body.toString() ?? '');
      expect(pictures.map((one) => one.seed)).toEqual([seed, null]);
    });

    it('says that a model is gone', async () => {
      const error = await failureOf(imagesOf(fox, 'black-forest-labs/FLUX.1-dev-lora'));
      expect(error).toMatchObject({
        kind: 'configuration',
        outcome: 'rejected',
        setting: 'config/models.json',
        vendorCode: 'model_not_available',
      });
    });
  });
});
