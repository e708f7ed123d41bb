import sharp from 'sharp';
import Together from 'together-ai';
import type { Simulator } from '../kit/index.js';
import { startTogether } from './index.js';

const FOX = {
  model: 'black-forest-labs/FLUX.2-dev',
  prompt: 'a fox',
  width: 256,
  height: 320,
} as const;

/** Together's own client is the judge: what it takes for Together is near enough to it. */
describe('the simulated Together, before the client of Together', () => {
  let vendor: Simulator;
  let together: Together;

  beforeEach(async () => {
    vendor = await startTogether({ apiKey: 'secret' });
    together = clientWith('secret');
  });

  afterEach(async () => vendor.close());

  function clientWith(apiKey: string): Together {
    return new Together({ apiKey, baseURL: `${vendor.url}/v1`, maxRetries: 0 });
  }

  /** What an order with these fields ends as. */
  async function errorOf(fields: object = {}): Promise<unknown> {
    return together.images.generate({ ...FOX, ...fields }).catch((error: unknown) => error);
  }

  it('paints as base64, each picture its own, with all that the client has a field for', async () => {
    const answer = await together.images.generate({
      ...FOX,
      n: 2,
      steps: 8,
      seed: 7,
      guidance_scale: 3.5,
      negative_prompt: 'fog',
      image_loras: [{ path: 'acme/style', scale: 0.8 }],
      reference_images: ['https://pictures.example/fox.png'],
      response_format: 'base64',
      output_format: 'png',
      disable_safety_checker: true,
    });
    expect(answer).toMatchObject({ object: 'list', model: FOX.model });
    expect(answer.data.map(({ index }) => index)).toEqual([0, 1]);
    const pictures = answer.data.map(({ b64_json: base64 }) => Buffer.from(base64, 'base64'));
    expect(await sharp(pictures[0]).metadata()).toMatchObject({ format: 'png', width: 256, height: 320 });
    expect(pictures[0]?.equals(pictures[1] ?? Buffer.alloc(0))).toBe(false);
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
  });

  it('hands over an address unless it is asked for bytes', async () => {
    const { data } = await together.images.generate({ ...FOX, response_format: 'url' });
    // Its Python client tells one from the other by it.
    expect(data[0]).toMatchObject({ type: 'url' });
    expect((await fetch(data[0]?.url ?? '')).headers.get('content-type')).toBe('image/jpeg');
  });

  it('lists its models', async () => {
    const models = await together.models.list();
    expect(models).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: FOX.model, object: 'model', type: 'image' })]),
    );
  });

  it.each([
    ['unauthorized', Together.AuthenticationError, 'invalid_api_key'],
    ['rate_limited', Together.RateLimitError, null],
    ['server_error', Together.InternalServerError, null],
    ['loading', Together.InternalServerError, null],
    ['content_policy', Together.UnprocessableEntityError, null],
    ['out_of_credit', Together.APIError, null],
  ] as const)('says no for %s so that the client knows it', async (fault, Expected, code) => {
    vendor.fault(fault);
    const error = await errorOf();
    expect(error).toBeInstanceOf(Expected);
    expect(error).toMatchObject({ error: { error: { message: expect.any(String), code } } });
  });

  it.each([
    ['a field', { steps: 99 }, Together.BadRequestError, { param: 'steps' }],
    ['a model', { model: 'dall-e-3' }, Together.NotFoundError, { code: 'model_not_available' }],
  ] as const)('refuses %s so that the client knows which', async (_what, fields, Expected, facts) => {
    const error = await errorOf(fields);
    expect(error).toBeInstanceOf(Expected);
    expect(error).toMatchObject({ error: { error: facts } });
    expect(vendor.state().charges).toBe(0);
  });

  it('refuses a wrong key', async () => {
    together = clientWith('another');
    expect(await errorOf()).toBeInstanceOf(Together.AuthenticationError);
    await expect(together.models.list()).rejects.toBeInstanceOf(Together.AuthenticationError);
  });

  it('tells how long to wait', async () => {
    vendor.fault('rate_limited');
    const error = await errorOf();
    expect(error instanceof Together.APIError ? error.headers?.get('retry-after') : null).toBe('7');
  });
});
