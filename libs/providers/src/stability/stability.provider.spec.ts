import { newImageRequest } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import {
  describeImageProvider,
  failureOf,
  imagesOf,
  ONE_PIXEL,
  ONE_PIXEL_MASK,
  planned,
  simulatedBench,
  testSettings,
} from '@fusionbridge/testing';
import { type Simulator, startStability } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { StabilityProvider } from './stability.provider.js';

const KEY = 'not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'sd3', chain: [{ provider: 'stability' }] }] };

function providerAt(url: string, env: Record<string, string> = {}): StabilityProvider {
  const settings = testSettings(MODELS, {
    STABILITY_API_KEY: KEY,
    STABILITY_BASE_URL: url,
    MAX_PICTURE_BYTES: '1048576',
    ...env,
  });
  return new StabilityProvider(settings, new VendorHttp(settings), new ImageProcessor(settings));
}

describe(StabilityProvider.name, () => {
  describeImageProvider(
    'stability',
    {
      start: async (wish) => {
        const vendor = await startStability({ apiKey: KEY });
        const env = { STABILITY_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), '');
      },
    },
    // One picture is all that an answer can be.
    { secret: KEY, faults: { fewer_pictures: 'absent' }, strangeModel: 'none' },
  );

  describe('its own ways', () => {
    let vendor: Simulator;
    let provider: StabilityProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 1344, height: 768 }, seed: 7 });
    const image = { ...fox, operation: 'image', source: ONE_PIXEL } as const;
    const inpaint = { ...fox, operation: 'inpaint', source: ONE_PIXEL, mask: ONE_PIXEL_MASK } as const;

    beforeEach(async () => {
      vendor = await startStability({ apiKey: KEY });
      provider = providerAt(vendor.url);
    });

    afterEach(async () => vendor.close());

    /** The last form that the vendor was sent, its boundary aside and bytes of files as their beginning. */
    function lastForm(): string[] {
      const last = vendor.requests.at(-1);
      const boundary = last?.headers['content-type']?.split('boundary=')[1] ?? '';
      return (last?.body ?? Buffer.alloc(0))
        .toString('latin1')
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => part.slice(0, 130).trim().replace('Content-Disposition: form-data; ', ''));
    }

    it('sends text to the byte, in a form', async () => {
      await imagesOf(provider, { ...fox, negativePrompt: 'fog', guidance: 4.5, steps: 28 });
      expect(lastForm()).toEqual([
        'name="prompt"\r\n\r\na fox',
        'name="negative_prompt"\r\n\r\nfog',
        'name="aspect_ratio"\r\n\r\n16:9',
        'name="model"\r\n\r\nsd3.5-large',
        'name="cfg_scale"\r\n\r\n4.5',
        'name="seed"\r\n\r\n7',
        'name="output_format"\r\n\r\npng',
      ]);
      expect(vendor.requests.at(-1)).toMatchObject({
        path: '/v2beta/stable-image/generate/sd3',
        headers: { authorization: `Bearer ${KEY}`, accept: 'application/json' },
      });
    });

    it('starts from a picture, as far away as is asked', async () => {
      await imagesOf(provider, { ...image, strength: 0.5 });
      expect(lastForm()).toEqual([
        'name="prompt"\r\n\r\na fox',
        'name="mode"\r\n\r\nimage-to-image',
        'name="strength"\r\n\r\n0.5',
        'name="model"\r\n\r\nsd3.5-large',
        'name="seed"\r\n\r\n7',
        'name="output_format"\r\n\r\npng',
        expect.stringMatching(/^name="image"; filename="image\.png"\r\nContent-Type: image\/png\r\n/),
      ]);
      await imagesOf(provider, image, 'ultra');
      expect(lastForm()).toContain('name="strength"\r\n\r\n0.75');
      expect(vendor.requests.at(-1)?.path).toBe('/v2beta/stable-image/generate/ultra');
    });

    it('repaints the white of a mask by the one endpoint for it, and for its price', async () => {
      const { cost } = await imagesOf(provider, inpaint, 'core');
      expect(cost).toEqual({ usd: 0.05, source: 'list' });
      expect(lastForm().map((part) => part.split('"')[1])).toEqual([
        'prompt',
        'seed',
        'output_format',
        'image',
        'mask',
      ]);
      expect(vendor.requests.at(-1)?.path).toBe('/v2beta/stable-image/edit/inpaint');
      expect(provider.translate(inpaint, '').wire).toMatchObject({ image: '<png 1x1>', mask: '<png 1x1>' });
    });

    it('claims of each model what it takes', async () => {
      expect(provider.capabilities('core')).toMatchObject({
        operations: ['text', 'inpaint', 'fill'],
        guidance: null,
      });
      expect(provider.capabilities('sd3.5-large-turbo')).toMatchObject({ negativePrompt: false });
      const turbo = 'sd3.5-large-turbo';
      const { request } = planned(provider, { ...fox, negativePrompt: 'fog' }, turbo);
      const { cost } = await imagesOf(provider, request, turbo);
      expect(lastForm().join()).not.toContain('fog');
      expect(cost).toEqual({ usd: 0.04, source: 'list' });
    });

    it('has another seed for 0, which asks for any, and says so', async () => {
      const asked = { ...fox, seed: 0 };
      expect(planned(provider, asked).degradations).toEqual([
        { field: 'seed', asked: '0', given: '2147483648', why: 'the vendor takes 0 for any seed' },
      ]);
      expect((await imagesOf(provider, asked)).pictures[0]?.seed).toBe(2_147_483_648);
    });

    it('passes on that a picture was blurred', async () => {
      const { pictures } = await imagesOf(provider, { ...fox, prompt: 'forbidden-fruit' });
      expect(pictures).toEqual([expect.objectContaining({ flagged: true })]);
    });

    it('tells every mistake that the vendor finds', async () => {
      vendor.fault('invalid_request');
      const error = await failureOf(imagesOf(provider, fox));
      expect(error).toMatchObject({ kind: 'validation', vendorCode: 'bad_request' });
      expect(error.message).toBe(
        'stability refused the request (400): cfg_scale: must be at most 10; seed: is too large',
      );
    });

    it('knows what is left, and says what is wrong with a key', async () => {
      const signal = new AbortController().signal;
      expect(await provider.probe(signal)).toEqual({ reachable: true, message: 'has 842.5 credits left' });
      const stranger = providerAt(vendor.url, { STABILITY_API_KEY: 'another-key' });
      expect(await stranger.probe(signal)).toEqual({
        reachable: false,
        message: 'stability refused the key (401): check STABILITY_API_KEY',
      });
    });
  });
});
