import {
  type VendorRequest,
  type Mask,
  newImageRequest,
  type Picture,
  type ProviderImages,
} from '@fusionbridge/core';
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
import { OpenAiProvider } from './openai.provider.js';

const KEY = 'sk-not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'gpt-image', chain: [{ provider: 'openai' }] }] };

function providerAt(url: string, env: Record<string, string> = {}): OpenAiProvider {
  const settings = testSettings(MODELS, {
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: `${url}/v1`,
    MAX_PICTURE_BYTES: '1048576',
    ...env,
  });
  return new OpenAiProvider(settings, new VendorHttp(settings));
}

function keepsContract(
  name: string,
  given: Record<string, string>,
  faults: ProviderDifferences['faults'] = {},
): void {
  describeImageProvider(
    name,
    {
      start: async (wish) => {
        const vendor = await startOpenAiCompatible({ flavour: 'openai', apiKey: KEY });
        const env = { OPENAI_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60), ...given };
        return simulatedBench(vendor, providerAt(vendor.url, env), '');
      },
    },
    { secret: KEY, faults },
  );
}

describe(OpenAiProvider.name, () => {
  keepsContract('openai', {});
  keepsContract(
    'openai with previews',
    { OPENAI_PREVIEWS: '2' },
    // The answer has begun by then.
    { drop_after_accept: { kind: 'bad_response', outcome: 'unknown' } },
  );

  describe('its own ways', () => {
    const SIZE = { width: 1024, height: 1024 };
    const fox = newImageRequest({ prompt: 'a fox', size: SIZE });
    let vendor: Simulator;

    async function start(options: OpenAiCompatibleOptions = {}): Promise<Simulator> {
      vendor = await startOpenAiCompatible({ flavour: 'openai', apiKey: KEY, ...options });
      return vendor;
    }

    afterEach(async () => vendor.close());

    async function imagesOf(
      provider: OpenAiProvider,
      request: VendorRequest,
      { model = '', witness = new Witness() } = {},
    ): Promise<ProviderImages> {
      const submission = await planned(provider, request, model).call.submit(witness);
      if (submission.kind !== 'images') {
        throw new Error('expected pictures');
      }
      return submission.images;
    }

    function lastOrder(): RecordedRequest {
      const order = vendor.requests.at(-1);
      if (order === undefined) {
        throw new Error('nothing was ordered');
      }
      return order;
    }

    async function redPicture(): Promise<Picture> {
      const bytes = await sharp({ create: { ...SIZE, channels: 3, background: '#ff0000' } })
        .webp()
        .toBuffer();
      return { format: 'webp', ...SIZE, bytes };
    }

    /** The top row is to be repainted. */
    const topRow: Mask = { ...SIZE, pixels: Buffer.alloc(SIZE.width * SIZE.height).fill(255, 0, SIZE.width) };

    describe('on the wire', () => {
      it('sends text to the byte', async () => {
        await start();
        await imagesOf(providerAt(vendor.url), { ...fox, count: 2, quality: 'hd' });
        expect(lastOrder().body.toString()).toBe(
          '{"model":"gpt-image-2","prompt":"a fox","n":2,"size":"1024x1024","quality":"high"}',
        );
        expect(lastOrder()).toMatchObject({
          path: '/v1/images/generations',
          headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
        });
        expect(lastOrder().headers).not.toHaveProperty('openai-organization');
      });

      it('names who pays, to the order and to the probe', async () => {
        await start();
        const provider = providerAt(vendor.url, { OPENAI_ORG_ID: 'org-1', OPENAI_PROJECT_ID: 'proj-2' });
        await imagesOf(provider, fox);
        await provider.probe(AbortSignal.timeout(20_000));
        for (const { headers } of vendor.requests) {
          expect(headers).toMatchObject({ 'openai-organization': 'org-1', 'openai-project': 'proj-2' });
        }
      });

      it('edits with image[] and a mask that is see-through where it is to be repainted', async () => {
        await start();
        const provider = providerAt(vendor.url);
        const source = await redPicture();
        const request = { ...fox, operation: 'inpaint', source, references: [source], mask: topRow } as const;
        await imagesOf(provider, request);
        expect(lastOrder().path).toBe('/v1/images/edits');
        const parts = await partsOfForm(lastOrder());
        const mask = parts.pop();
        expect(parts).toEqual([
          ['model', 'gpt-image-2'],
          ['prompt', 'a fox'],
          ['n', '1'],
          ['size', '1024x1024'],
          ['image[]', source.bytes],
          ['image[]', source.bytes],
        ]);
        const alpha = await sharp(mask?.[1]).extractChannel('alpha').raw().toBuffer();
        expect(alpha.equals(Buffer.from(topRow.pixels.map((value) => 255 - value)))).toBe(true);
        expect(provider.translate(request, '').wire).toMatchObject({
          'image[]': ['<webp 1024x1024>', '<webp 1024x1024>'],
          mask: '<png 1024x1024>',
        });
      });

      it('follows references, as many as OpenAI takes', async () => {
        await start();
        const references = Array(17).fill(await redPicture());
        const request = { ...fox, operation: 'reference', references } as const;
        expect(planned(providerAt(vendor.url), request).degradations).toEqual([
          expect.objectContaining({ field: 'references', asked: '17', given: '16' }),
        ]);
        await imagesOf(providerAt(vendor.url), request);
        const names = (await partsOfForm(lastOrder())).map(([name]) => name);
        expect(names.filter((name) => name === 'image[]')).toHaveLength(16);
      });

      it('asks for the format only where the picture will be handed on as it comes', async () => {
        await start();
        const provider = providerAt(vendor.url);
        const asked = async (
          output: VendorRequest['output'],
          given: Partial<VendorRequest> = {},
        ): Promise<unknown> => provider.translate({ ...fox, output, ...given }, '').wire;
        expect(await asked({ format: 'webp', quality: null })).toHaveProperty('output_format', 'webp');
        expect(await asked({ format: 'webp', quality: 80 })).not.toHaveProperty('output_format');
        expect(await asked({ format: 'png', quality: null })).not.toHaveProperty('output_format');
        const masked = { operation: 'inpaint', source: await redPicture(), mask: topRow } as const;
        expect(await asked({ format: 'webp', quality: null }, masked)).not.toHaveProperty('output_format');
        const { pictures } = await imagesOf(provider, { ...fox, output: { format: 'webp', quality: null } });
        const [picture] = pictures;
        const bytes = picture !== undefined && 'bytes' in picture ? picture.bytes : Buffer.alloc(0);
        expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp' });
      });

      it('says that a model is gone, and has the model that the settings name', async () => {
        await start();
        const error = await failureOf(imagesOf(providerAt(vendor.url, { OPENAI_MODEL: 'dall-e-3' }), fox));
        expect(error).toMatchObject({
          kind: 'validation',
          outcome: 'rejected',
          vendorCode: 'model_not_found',
        });
        expect(error.message).toContain('dall-e-3');
      });

      it('never shows a key that the vendor repeats', async () => {
        await start({ apiKey: 'another-key' });
        const error = await failureOf(imagesOf(providerAt(vendor.url), fox));
        expect(error).toMatchObject({ kind: 'auth', outcome: 'rejected', vendorCode: 'invalid_api_key' });
        expect(error.message).toContain('check OPENAI_API_KEY');
        expect(printed(error)).not.toContain(KEY);
      });

      it('probes which models for pictures there are', async () => {
        await start();
        expect(await providerAt(vendor.url).probe(AbortSignal.timeout(20_000))).toEqual({
          reachable: true,
          message: 'has gpt-image-2, gpt-image-2.5-flare, gpt-image-2.6-flare, gpt-image-1.5',
        });
      });
    });

    describe('previews', () => {
      it('asks for them and shows each', async () => {
        await start();
        const witness = new Witness();
        const provider = providerAt(vendor.url, { OPENAI_PREVIEWS: '3' });
        const { pictures } = await imagesOf(provider, fox, { witness });
        expect(JSON.parse(lastOrder().body.toString())).toMatchObject({ stream: true, partial_images: 3 });
        expect(lastOrder().headers['accept']).toContain('text/event-stream');
        expect(pictures).toHaveLength(1);
        expect(witness.progress.map(({ fraction }) => fraction)).toEqual([1 / 4, 2 / 4, 3 / 4]);
        for (const { preview } of witness.progress) {
          expect(preview).toMatchObject({ format: 'png', ...SIZE });
        }
      });

      it('has them with an edit, too', async () => {
        await start();
        const witness = new Witness();
        const provider = providerAt(vendor.url, { OPENAI_PREVIEWS: '1' });
        const request = { ...fox, operation: 'image', source: await redPicture() } as const;
        const { pictures } = await imagesOf(provider, request, { witness });
        expect(pictures).toHaveLength(1);
        expect(await partsOfForm(lastOrder())).toEqual(
          expect.arrayContaining([
            ['stream', 'true'],
            ['partial_images', '1'],
          ]),
        );
        expect(witness.progress).toEqual([expect.objectContaining({ fraction: 1 / 2 })]);
      });

      it('does without where several pictures are painted at once', async () => {
        await start();
        const witness = new Witness();
        const provider = providerAt(vendor.url, { OPENAI_PREVIEWS: '2' });
        const { pictures } = await imagesOf(provider, { ...fox, count: 2 }, { witness });
        expect(pictures).toHaveLength(2);
        expect(JSON.parse(lastOrder().body.toString())).not.toHaveProperty('stream');
        expect(witness.progress).toEqual([]);
      });

      it('understands a server that knows of no events', async () => {
        await start({ flavour: 'generic' });
        const witness = new Witness();
        const provider = providerAt(vendor.url, {
          OPENAI_PREVIEWS: '2',
          OPENAI_BASE_URL: `${vendor.url}/v1`,
        });
        const { pictures } = await imagesOf(provider, fox, { witness });
        expect(pictures).toMatchObject([{ url: expect.stringContaining(vendor.url) }]);
      });
    });

    it.each(['0', '1'])(
      'knows that a picture was painted and paid for which is held back, with %s previews',
      async (OPENAI_PREVIEWS) => {
        await start();
        const request = { ...fox, prompt: 'a forbidden-fruit' };
        const error = await failureOf(imagesOf(providerAt(vendor.url, { OPENAI_PREVIEWS }), request));
        expect(error).toMatchObject({
          kind: 'content_policy',
          outcome: 'accepted',
          vendorCode: 'moderation_blocked',
        });
        expect(error.message).toContain('rejected by the safety system');
        expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1 });
      },
    );

    describe('money', () => {
      it('reckons the bill from the tokens, by the price list', async () => {
        await start();
        const provider = providerAt(vendor.url);
        const painted = await imagesOf(provider, { ...fox, quality: 'low', count: 2 });
        expect(painted.cost).toEqual({
          usd: Number((2 * 5e-6 + 2 * 272 * 30e-6).toFixed(6)),
          source: 'list',
        });
        const source = await redPicture();
        const edited = await imagesOf(provider, { ...fox, operation: 'image', source, quality: 'medium' });
        const usd = 2 * 5e-6 + 500 * 8e-6 + 1056 * 30e-6;
        expect(edited.cost).toEqual({ usd: Number(usd.toFixed(6)), source: 'list' });
      });

      it('has the tokens of previews on the bill', async () => {
        await start();
        const provider = providerAt(vendor.url, { OPENAI_PREVIEWS: '2' });
        const { cost } = await imagesOf(provider, { ...fox, quality: 'low' });
        expect(cost).toEqual({ usd: Number((2 * 5e-6 + 472 * 30e-6).toFixed(6)), source: 'list' });
      });

      it('estimates before, never below what auto may cost', async () => {
        await start();
        const estimateOf = (given: Partial<VendorRequest>, model = ''): unknown =>
          providerAt(vendor.url).translate({ ...fox, ...given }, model).estimate;
        expect(estimateOf({})).toEqual({ usd: 0.1248, source: 'estimate' });
        expect(estimateOf({ quality: 'auto' })).toEqual(estimateOf({ quality: 'high' }));
        expect(estimateOf({ quality: 'low', count: 3 })).toEqual({ usd: 0.054, source: 'estimate' });
        expect(estimateOf({}, 'gpt-image-2.6-flare')).toBeNull();
      });

      it('names no price that it does not know', async () => {
        await start();
        const provider = providerAt(vendor.url);
        const newest = 'gpt-image-2.6-flare';
        expect((await imagesOf(provider, fox, { model: newest })).cost).toBeNull();
        expect(provider.capabilities(newest).cost).toBe('unknown');
        expect(provider.capabilities('gpt-image-2-2026-04-21').cost).toBe('list');
      });
    });

    describe('what the models take', () => {
      it('knows three sizes of the old ones and any of the new', async () => {
        await start();
        const provider = providerAt(vendor.url);
        expect(provider.capabilities('gpt-image-1.5').sizes).toMatchObject({ kind: 'list' });
        expect(provider.capabilities('').sizes).toMatchObject({
          kind: 'free',
          minPixels: 655_360,
          maxRatio: 3,
        });
        const { pictures } = await imagesOf(provider, fox, { model: 'gpt-image-1.5' });
        expect(pictures).toHaveLength(1);
      });

      it.each([
        ['standard', '', 'medium', []],
        ['hd', '', 'high', []],
        ['max', 'gpt-image-2.5-flare', 'max', []],
        ['max', '', undefined, ['quality']],
        ['auto', '', undefined, []],
      ])('takes the quality %j at %j for %j', async (quality, model, sent, dropped) => {
        await start();
        const { call, degradations } = planned(providerAt(vendor.url), { ...fox, quality }, model);
        const { wire } = call;
        expect(wire).toEqual(expect.objectContaining(sent === undefined ? {} : { quality: sent }));
        expect(Object.keys(Object(wire)).includes('quality')).toBe(sent !== undefined);
        expect(degradations.map(({ field }) => field)).toEqual(dropped);
        await imagesOf(providerAt(vendor.url), { ...fox, quality }, { model });
      });

      it('says that it has no field for strength', async () => {
        await start();
        const source = await redPicture();
        const request = { ...fox, operation: 'image', source, strength: 0.4 } as const;
        const { degradations } = planned(providerAt(vendor.url), request);
        expect(degradations.map(({ field }) => field)).toEqual(['strength']);
      });
    });
  });

  it('wants a key, and previews within what OpenAI gives', () => {
    const without = testSettings(MODELS, {});
    expect(new OpenAiProvider(without, new VendorHttp(without)).configured()).toBe('set OPENAI_API_KEY');
    expect(() => providerAt('http://127.0.0.1:1', { OPENAI_PREVIEWS: '4' })).toThrow('0 to 3');
  });
});
