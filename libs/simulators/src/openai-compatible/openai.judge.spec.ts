import OpenAI, { toFile } from 'openai';
import sharp from 'sharp';
import type { Simulator } from '../kit/index.js';
import { type OpenAiFlavour, startOpenAiCompatible } from './index.js';

const SIZE = { width: 1024, height: 1024 };
const FOX = { model: 'gpt-image-2', prompt: 'a fox', size: '1024x1024', quality: 'low' } as const;

type Upload = Awaited<ReturnType<typeof toFile>>;

/** OpenAI's own client is the judge: what it takes for OpenAI is near enough to it. */
describe('before the client of OpenAI', () => {
  let vendor: Simulator;
  let openai: OpenAI;

  async function start(flavour: OpenAiFlavour): Promise<void> {
    vendor = await startOpenAiCompatible({ flavour, apiKey: 'sk-known' });
    openai = clientWith('sk-known');
  }

  afterEach(async () => vendor.close());

  function clientWith(apiKey: string): OpenAI {
    return new OpenAI({ apiKey, baseURL: `${vendor.url}/v1`, maxRetries: 0 });
  }

  async function errorOf(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => 'no error',
      (error: unknown) => error,
    );
  }

  async function plain(channels: 3 | 4, size = SIZE): Promise<Upload> {
    const background = { r: 200, g: 60, b: 40, alpha: 0 };
    const bytes = await sharp({ create: { ...size, channels, background } })
      .png()
      .toBuffer();
    return toFile(bytes, 'picture.png', { type: 'image/png' });
  }

  async function factsOf(base64: string | undefined): Promise<object> {
    const { format, width, height } = await sharp(Buffer.from(base64 ?? '', 'base64')).metadata();
    return { format, width, height };
  }

  async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
    const seen: T[] = [];
    for await (const one of stream) {
      seen.push(one);
    }
    return seen;
  }

  describe('the simulated OpenAI', () => {
    beforeEach(async () => start('openai'));

    it('paints, and says how and what is billed for it', async () => {
      const answer = await openai.images.generate({
        ...FOX,
        n: 2,
        background: 'opaque',
        output_format: 'webp',
        output_compression: 85,
        moderation: 'low',
        user: 'somebody',
      });
      expect(answer.data).toHaveLength(2);
      expect(await factsOf(answer.data?.[0]?.b64_json)).toEqual({ format: 'webp', ...SIZE });
      expect(answer).toMatchObject({
        created: expect.any(Number),
        background: 'opaque',
        output_format: 'webp',
        quality: 'low',
        size: '1024x1024',
        usage: {
          input_tokens: 2,
          output_tokens: 544,
          total_tokens: 546,
          input_tokens_details: { text_tokens: 2, image_tokens: 0 },
        },
      });
    });

    it('edits one picture under a mask, or follows several', async () => {
      const [image, mask] = [await plain(3), await plain(4)];
      const one = await openai.images.edit({ ...FOX, image, mask });
      expect(await factsOf(one.data?.[0]?.b64_json)).toEqual({ format: 'png', ...SIZE });
      const several = await openai.images.edit({ ...FOX, image: [image, image], input_fidelity: 'high' });
      expect(several.usage?.input_tokens_details.image_tokens).toBe(
        2 * (one.usage?.input_tokens_details.image_tokens ?? 0),
      );
    });

    it('streams half-painted pictures and then the whole one', async () => {
      const stream = await openai.images.generate({ ...FOX, stream: true, partial_images: 2 });
      const events = await all(stream);
      expect(events).toEqual([
        expect.objectContaining({ type: 'image_generation.partial_image', partial_image_index: 0 }),
        expect.objectContaining({ type: 'image_generation.partial_image', partial_image_index: 1 }),
        expect.objectContaining({
          type: 'image_generation.completed',
          size: '1024x1024',
          quality: 'low',
          usage: expect.objectContaining({ output_tokens: 472 }),
        }),
      ]);
      for (const event of events) {
        expect(await factsOf(event.b64_json)).toEqual({ format: 'png', ...SIZE });
      }
      expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
    });

    it('streams an edit under names of its own', async () => {
      const image = await plain(3);
      const stream = await openai.images.edit({ ...FOX, image, stream: true, partial_images: 1 });
      const types = (await all(stream)).map(({ type }) => type);
      expect(types).toEqual(['image_edit.partial_image', 'image_edit.completed']);
    });

    it('lists what is alive', async () => {
      const models = await all(openai.models.list());
      expect(models.map(({ id }) => id)).toContain('gpt-image-2');
    });

    it.each([
      ['unauthorized', OpenAI.AuthenticationError, { status: 401, code: 'invalid_api_key' }],
      ['out_of_credit', OpenAI.RateLimitError, { status: 429, code: 'insufficient_quota' }],
      ['rate_limited', OpenAI.RateLimitError, { status: 429, code: 'rate_limit_exceeded' }],
      ['content_policy', OpenAI.BadRequestError, { status: 400, code: 'moderation_blocked' }],
      ['server_error', OpenAI.InternalServerError, { status: 500, type: 'server_error' }],
      ['loading', OpenAI.InternalServerError, { status: 503 }],
    ] as const)('says no for %s so that the client knows it', async (fault, Expected, facts) => {
      for (const stream of [false, true]) {
        vendor.fault(fault);
        const error = await errorOf(openai.images.generate({ ...FOX, stream }));
        expect(error).toBeInstanceOf(Expected);
        expect(error).toMatchObject(facts);
      }
    });

    it.each([
      [{ size: '999x999' }, 'size', 'invalid_value'],
      [{ size: '512x512' }, 'size', 'invalid_value'],
      [{ size: '3200x1024' }, 'size', 'invalid_value'],
      [{ quality: 'ultra' }, 'quality', 'invalid_value'],
      [{ quality: 'max' }, 'quality', 'invalid_value'],
      [{ n: 11 }, 'n', 'invalid_value'],
      [{ output_format: 'gif' }, 'output_format', 'invalid_value'],
      [{ partial_images: 2 }, 'partial_images', 'invalid_value'],
      [{ prompt: '' }, 'prompt', 'missing_required_parameter'],
      [{ response_format: 'b64_json' }, 'response_format', 'unknown_parameter'],
      [{ seed: 7 }, 'seed', 'unknown_parameter'],
    ])('refuses %j by the name of the field', async (fields, param, code) => {
      const error = await errorOf(openai.post('/images/generations', { body: { ...FOX, ...fields } }));
      expect(error).toBeInstanceOf(OpenAI.BadRequestError);
      expect(error).toMatchObject({ param, code });
      expect(vendor.state()).toMatchObject({ submissions: 1, charges: 0 });
    });

    it('refuses pictures that it cannot edit', async () => {
      const image = await plain(3);
      const broken = await toFile(Buffer.from('no picture'), 'picture.png', { type: 'image/png' });
      const refused = [
        { param: 'image', given: { image: broken } },
        { param: 'image', given: { image: Array<Upload>(17).fill(image) } },
        { param: 'mask', given: { image, mask: await plain(3) } },
        { param: 'mask', given: { image, mask: await plain(4, { width: 512, height: 512 }) } },
        { param: 'mask', given: { image, mask: broken } },
      ];
      for (const { param, given } of refused) {
        const error = await errorOf(openai.images.edit({ ...FOX, ...given }));
        expect(error).toBeInstanceOf(OpenAI.BadRequestError);
        expect(error).toMatchObject({ param });
      }
      expect(vendor.state().charges).toBe(0);
    });

    it('knows no model that is gone, and no key but its own', async () => {
      const gone = await errorOf(openai.images.generate({ ...FOX, model: 'dall-e-3' }));
      expect(gone).toBeInstanceOf(OpenAI.NotFoundError);
      expect(gone).toMatchObject({ code: 'model_not_found' });
      const wrong = await errorOf(clientWith('sk-other').images.generate(FOX));
      expect(wrong).toBeInstanceOf(OpenAI.AuthenticationError);
    });

    it('may hold a picture back that it has painted, and bills it', async () => {
      const asked = { ...FOX, prompt: 'a forbidden-fruit' };
      const regret = {
        code: 'moderation_blocked',
        error: { moderation_details: { moderation_stage: 'output' } },
      };
      expect(await errorOf(openai.images.generate(asked))).toMatchObject({ status: 400, ...regret });
      const stream = await openai.images.generate({ ...asked, stream: true, partial_images: 1 });
      const error = await errorOf(all(stream));
      expect(error).toBeInstanceOf(OpenAI.APIError);
      expect(error).toMatchObject(regret);
      expect(vendor.state()).toMatchObject({ charges: 2, deliveries: 0 });
    });

    it('breaks off a stream as it does any answer', async () => {
      vendor.fault('break_off');
      const stream = await openai.images.generate({ ...FOX, stream: true, partial_images: 1 });
      await expect(all(stream)).rejects.toMatchObject({ message: 'terminated' });
    });
  });

  const others = [
    ['generic', 'flux.1-dev'],
    ['localai', 'stablediffusion'],
    ['fastfusion', 'any'],
  ] as const;

  it.each(others)('%s gives bytes or an address, as it is asked', async (flavour, model) => {
    await start(flavour);
    const asked = { model, prompt: 'a fox', size: '512x512' } as const;
    const bytes = await openai.images.generate({ ...asked, response_format: 'b64_json' });
    expect(await factsOf(bytes.data?.[0]?.b64_json)).toEqual({ format: 'png', width: 512, height: 512 });
    const address = await openai.images.generate(asked);
    const picture = await fetch(new URL(address.data?.[0]?.url ?? '', vendor.url));
    expect(picture.headers.get('content-type')).toBe('image/png');
  });

  it.each([
    ['generic', 'flux.1-dev'],
    ['sdcpp', 'sd-cpp-local'],
  ] as const)('%s edits', async (flavour, model) => {
    await start(flavour);
    const image = await plain(3, { width: 512, height: 512 });
    const asked = { model, prompt: 'a fox', image, size: '512x512', response_format: 'b64_json' } as const;
    const { data } = await openai.images.edit(asked);
    expect(await factsOf(data?.[0]?.b64_json)).toEqual({ format: 'png', width: 512, height: 512 });
  });

  it('fastfusion varies, and breaks on an edit of this client, which has no field for steps and guidance', async () => {
    await start('fastfusion');
    const image = await plain(3, { width: 512, height: 512 });
    const asked = { model: 'any', image, size: '512x512', response_format: 'b64_json' } as const;
    const { data } = await openai.images.createVariation(asked);
    expect(await factsOf(data?.[0]?.b64_json)).toEqual({ format: 'png', width: 512, height: 512 });
    const edit = openai.images.edit({ ...asked, prompt: 'a fox', mask: image });
    await expect(edit).rejects.toBeInstanceOf(OpenAI.InternalServerError);
  });

  it.each([
    ['generic', 'invalid_request', OpenAI.BadRequestError],
    ['generic', 'rate_limited', OpenAI.RateLimitError],
    ['localai', 'unauthorized', OpenAI.AuthenticationError],
    ['localai', 'invalid_request', OpenAI.BadRequestError],
    ['sdcpp', 'invalid_request', OpenAI.BadRequestError],
    ['sdcpp', 'rate_limited', OpenAI.RateLimitError],
    ['fastfusion', 'invalid_request', OpenAI.UnprocessableEntityError],
    ['fastfusion', 'loading', OpenAI.InternalServerError],
  ] as const)('%s says no for %s so that the client knows it', async (flavour, fault, Expected) => {
    await start(flavour);
    vendor.fault(fault);
    const error = await errorOf(openai.images.generate({ prompt: 'a fox' }));
    expect(error).toBeInstanceOf(Expected);
  });
});
