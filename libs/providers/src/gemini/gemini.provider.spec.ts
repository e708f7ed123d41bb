import { newImageRequest } from '@fusionbridge/core';
import { VendorHttp } from '@fusionbridge/http';
import { type Simulator, startGemini } from '@fusionbridge/simulators';
import {
  describeImageProvider,
  failureOf,
  imagesOf,
  ONE_PIXEL,
  simulatedBench,
  testSettings,
} from '@fusionbridge/testing';
import sharp from 'sharp';
import { GeminiProvider } from './gemini.provider.js';

const KEY = 'not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'other', chain: [{ provider: 'gemini' }] }] };
const PIXEL = { mimeType: 'image/png', data: ONE_PIXEL.bytes.toString('base64') };

function providerAt(url: string, env: Record<string, string> = {}): GeminiProvider {
  const settings = testSettings(MODELS, {
    GEMINI_API_KEY: KEY,
    GEMINI_BASE_URL: url,
    MAX_PICTURE_BYTES: '1048576',
    ...env,
  });
  return new GeminiProvider(settings, new VendorHttp(settings));
}

describe(GeminiProvider.name, () => {
  describeImageProvider(
    'gemini',
    {
      start: async (wish) => {
        const vendor = await startGemini({ apiKey: KEY });
        const env = { GEMINI_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), '');
      },
    },
    // One image is all that a response holds.
    { secret: KEY, faults: { fewer_pictures: 'absent' }, strangeModel: 'gemini-3-pro-image-preview' },
  );

  describe('in its own terms', () => {
    let vendor: Simulator;
    let provider: GeminiProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 1376, height: 768 }, seed: 7 });

    beforeEach(async () => {
      vendor = await startGemini({ apiKey: KEY });
      provider = providerAt(vendor.url);
    });

    afterEach(async () => vendor.close());

    function lastBody(): unknown {
      const body: unknown = JSON.parse(String(vendor.requests.at(-1)?.body));
      return body;
    }

    it('sends exactly this for a prompt, with the key in its own header only', async () => {
      await imagesOf(provider, fox);
      expect(vendor.requests).toHaveLength(1);
      expect(vendor.requests[0]).toMatchObject({
        method: 'POST',
        path: '/v1beta/models/gemini-nano-banana-2.1:generateContent',
        headers: { 'x-goog-api-key': KEY, 'content-type': 'application/json' },
      });
      expect(vendor.requests[0]?.headers['authorization']).toBeUndefined();
      expect(lastBody()).toEqual({
        contents: [{ role: 'user', parts: [{ text: 'a fox' }] }],
        store: false,
        generationConfig: {
          responseModalities: ['IMAGE'],
          seed: 7,
          imageConfig: { aspectRatio: '16:9', imageSize: '1K' },
        },
      });
    });

    it('sends the source and then the references, in the order in which a prompt numbers them', async () => {
      const blue = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#00f' } })
        .jpeg()
        .toBuffer();
      const reference = { format: 'jpeg', width: 2, height: 2, bytes: blue } as const;
      const request = { ...fox, operation: 'reference', source: ONE_PIXEL, references: [reference] } as const;
      await imagesOf(provider, request);
      expect(lastBody()).toMatchObject({
        contents: [
          {
            parts: [
              { text: 'a fox' },
              { inlineData: PIXEL },
              { inlineData: { mimeType: 'image/jpeg', data: blue.toString('base64') } },
            ],
          },
        ],
      });
    });

    it('shows what it will send, with images as their size', () => {
      const request = { ...fox, operation: 'image', source: ONE_PIXEL } as const;
      expect(provider.translate(request, '').wire).toMatchObject({
        contents: [
          { parts: [{ text: 'a fox' }, { inlineData: { mimeType: 'image/png', data: '<png 1x1>' } }] },
        ],
      });
    });

    it('asks Gemini 2.5 for a ratio only', async () => {
      await imagesOf(
        provider,
        { ...fox, size: { width: 832, height: 1248 } },
        'models/gemini-2.5-flash-image',
      );
      expect(vendor.requests[0]?.path).toBe('/v1beta/models/gemini-2.5-flash-image:generateContent');
      expect(lastBody()).toMatchObject({ generationConfig: { imageConfig: { aspectRatio: '2:3' } } });
    });

    it.each([
      ['gemini-3.1-flash-image', { width: 512, height: 512 }, '1:1', '512'],
      ['gemini-nano-banana-2.1', { width: 3072, height: 384 }, '8:1', '1K'],
      ['gemini-3-pro-image', { width: 2528, height: 1696 }, '3:2', '2K'],
      ['gemini-3.1-flash-lite-image', { width: 672, height: 1584 }, '9:16', '1K'],
    ])('generates the sizes that %s offers', async (model, size, aspectRatio, imageSize) => {
      const { pictures } = await imagesOf(provider, { ...fox, size }, model);
      expect(lastBody()).toMatchObject({ generationConfig: { imageConfig: { aspectRatio, imageSize } } });
      const [picture] = pictures;
      const { width, height } = await sharp(picture && 'bytes' in picture ? picture.bytes : '').metadata();
      expect(provider.capabilities(model).sizes).toMatchObject({
        sizes: expect.arrayContaining([{ width, height }]),
      });
    });

    it('offers only what every model has for a model that it does not know', () => {
      const capabilities = provider.capabilities('gemini-7-image');
      expect(capabilities).toMatchObject({ cost: 'unknown', mask: 'none', negativePrompt: false });
      expect(provider.translate(fox, 'gemini-7-image').estimate).toBeNull();
    });

    it('takes an address without a version, and another version', async () => {
      provider = providerAt(`${vendor.url}/v1/`);
      await imagesOf(provider, fox);
      expect(vendor.requests[0]?.path).toBe('/v1/models/gemini-nano-banana-2.1:generateContent');
    });

    it('chooses a seed and names it if nobody else did', async () => {
      const { pictures } = await imagesOf(provider, { ...fox, seed: null });
      expect(lastBody()).toMatchObject({ generationConfig: { seed: pictures[0]?.seed } });
    });

    it('books the reported tokens by the price list, thoughts and input images included', async () => {
      const text = await imagesOf(provider, fox);
      // 2 of the prompt at $1.50, 231 of thoughts at $7.50, 1120 of the image at $30 for a million.
      expect(text.cost).toEqual({ usd: 0.035335, source: 'list' });
      const edit = await imagesOf(provider, { ...fox, operation: 'image', source: ONE_PIXEL });
      expect(edit.cost).toEqual({ usd: 0.037015, source: 'list' });
    });

    it('expects the price of the image and of the images sent', () => {
      expect(provider.translate(fox, '').estimate).toEqual({ usd: 0.033603, source: 'estimate' });
      const request = { ...fox, operation: 'image', source: ONE_PIXEL } as const;
      expect(provider.translate(request, '').estimate).toEqual({ usd: 0.035283, source: 'estimate' });
      const large = { ...fox, size: { width: 5504, height: 3072 } };
      expect(provider.translate(large, 'gemini-3-pro-image').estimate).toEqual({
        usd: 0.240004,
        source: 'estimate',
      });
    });

    it.each(['draft:thought', 'draft:unflagged'])('hands over the finished image only (%s)', async (word) => {
      const plain = await imagesOf(provider, { ...fox, prompt: `a fox ${word}` });
      expect(plain.pictures).toHaveLength(1);
      const [picture] = plain.pictures;
      const bytes = picture && 'bytes' in picture ? picture.bytes : Buffer.alloc(0);
      const sent = await rawAnswer(`a fox ${word}`);
      expect(sent.map((data) => data === bytes.toString('base64'))).toEqual([false, true]);
    });

    /** The images of a response, drafts included, as base64. */
    async function rawAnswer(prompt: string): Promise<string[]> {
      const response = await fetch(`${vendor.url}/v1beta/models/gemini-nano-banana-2.1:generateContent`, {
        method: 'POST',
        headers: { 'x-goog-api-key': KEY },
        body: JSON.stringify({
          contents: [{ parts: [{ text: prompt }] }],
          generationConfig: { seed: 7, imageConfig: { aspectRatio: '16:9' } },
        }),
      });
      return [...(await response.text()).matchAll(/"data":"([^"]+)"/g)].map(([, data = '']) => data);
    }

    describe('without an image', () => {
      it.each(['SAFETY', 'PROHIBITED_CONTENT', 'BLOCKLIST', 'IMAGE_SAFETY', 'OTHER'])(
        'tells that a prompt blocked for %s was not billed',
        async (reason) => {
          const error = await failureOf(imagesOf(provider, { ...fox, prompt: `block:${reason}` }));
          expect(error).toMatchObject({ kind: 'content_policy', outcome: 'rejected', vendorCode: reason });
          expect(error.message).toBe(`gemini refused it for its content (${reason})`);
        },
      );

      it.each(['IMAGE_SAFETY', 'IMAGE_PROHIBITED_CONTENT', 'IMAGE_RECITATION', 'PROHIBITED_CONTENT'])(
        'tells that an image withheld for %s may have been billed',
        async (reason) => {
          const error = await failureOf(imagesOf(provider, { ...fox, prompt: `finish:${reason}` }));
          expect(error).toMatchObject({ kind: 'content_policy', outcome: 'accepted', vendorCode: reason });
          expect(error.message).toBe(
            `gemini refused it for its content (${reason}): Unable to show the generated image. Support code: 1234`,
          );
          expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1 });
        },
      );

      it.each(['NO_IMAGE', 'IMAGE_OTHER', 'MAX_TOKENS'])(
        'takes %s for a failed generation, which says nothing about the vendor',
        async (reason) => {
          const error = await failureOf(imagesOf(provider, { ...fox, prompt: `finish:${reason}` }));
          expect(error).toMatchObject({ kind: 'generation_failed', outcome: 'accepted', vendorCode: reason });
          expect(vendor.state().submissions).toBe(1);
        },
      );

      it('passes on what the model says instead', async () => {
        const error = await failureOf(imagesOf(provider, { ...fox, prompt: 'answer:text' }));
        expect(error).toMatchObject({ kind: 'generation_failed', outcome: 'accepted' });
        expect(error.message).toBe(
          'gemini generated no image (STOP): I cannot create this image. Describe something else, please',
        );
      });

      it('names the key of a restricted account', async () => {
        const error = await failureOf(imagesOf(provider, { ...fox, prompt: 'finish:PUP_LIMITED_DISABLED' }));
        expect(error).toMatchObject({ kind: 'auth', outcome: 'accepted', setting: 'GEMINI_API_KEY' });
      });
    });

    it.each([
      ['permission-denied', 'auth', 'rejected'],
      ['unauthenticated', 'auth', 'rejected'],
      ['failed-precondition', 'out_of_credit', 'rejected'],
      ['no-quota', 'out_of_credit', 'rejected'],
      ['quota-per-day', 'rate_limited', 'rejected'],
      ['deadline-exceeded', 'timeout', 'unknown'],
    ])('types %s and sends nothing twice', async (name, kind, outcome) => {
      const error = await failureOf(imagesOf(provider, { ...fox, prompt: `error:${name}` }));
      expect(error).toMatchObject({ kind, outcome });
      expect(vendor.state().submissions).toBe(1);
    });

    it('waits as long as Google asks, except for a quota that is always empty', async () => {
      const perDay = await failureOf(imagesOf(provider, { ...fox, prompt: 'error:quota-per-day' }));
      const never = await failureOf(imagesOf(provider, { ...fox, prompt: 'error:no-quota' }));
      expect([perDay.retryAfterMs, never.retryAfterMs]).toEqual([37_020_000, null]);
    });

    it('lists the image models of a key, and names the setting of a wrong one', async () => {
      const signal = new AbortController().signal;
      const probe = await provider.probe(signal);
      expect(probe.reachable).toBe(true);
      expect(probe.message).toContain('gemini-nano-banana-2.1');
      expect(vendor.requests.at(-1)?.path).toBe('/v1beta/models?pageSize=1000');
      const stranger = providerAt(vendor.url, { GEMINI_API_KEY: 'another-key' });
      expect(await stranger.probe(signal)).toEqual({
        reachable: false,
        message: 'gemini refused the key (400): check GEMINI_API_KEY',
      });
    });
  });
});
