import { InferenceClient } from '@huggingface/inference';
import sharp from 'sharp';
import type { Simulator } from '../kit/index.js';
import { type HuggingFaceOptions, startHuggingFace } from './index.js';

const KEY = 'hf_simulated';
const SCHNELL = 'black-forest-labs/FLUX.1-schnell';
const KONTEXT = 'black-forest-labs/FLUX.1-Kontext-dev';
const OWN = /^https:\/\/(?:router\.)?huggingface\.co/;

/** What the official client makes of it: it knows the protocol from the other side. */
describe(startHuggingFace, () => {
  let vendor: Simulator;
  let client: InferenceClient;

  async function begin(options: HuggingFaceOptions = {}): Promise<void> {
    vendor = await startHuggingFace({ apiKey: KEY, ...options });
    // The client has its addresses built in; without `retry_on_error: false` it asks again and again, at once.
    client = new InferenceClient(KEY, {
      retry_on_error: false,
      fetch: async (input, init) => fetch(new Request(input).url.replace(OWN, vendor.url), init),
    });
  }

  afterEach(async () => vendor.close());

  const fox = { provider: 'hf-inference', model: SCHNELL, inputs: 'a fox' } as const;
  const small = { width: 256, height: 320, num_inference_steps: 4, seed: 7 };

  async function painted(parameters: typeof small): Promise<Blob> {
    return client.textToImage({ ...fox, parameters }, { outputType: 'blob' });
  }

  it('is asked for a model, and answers with the bytes of a JPEG', async () => {
    await begin();
    const picture = await painted(small);
    expect(picture.type).toBe('image/jpeg');
    expect(await sharp(await picture.arrayBuffer()).metadata()).toMatchObject({
      format: 'jpeg',
      width: 256,
      height: 320,
    });
    // The client looks the model up once in the life of a process.
    expect(vendor.requests.map(({ path }) => path).slice(-1)).toEqual([`/hf-inference/models/${SCHNELL}`]);
    expect(vendor.requests.at(-1)?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, accept: '*/*' });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
  });

  it('takes a picture in base64 beside its words', async () => {
    await begin();
    const source = await sharp({ create: { width: 128, height: 64, channels: 3, background: '#c83c28' } })
      .png()
      .toBuffer();
    const picture = await client.imageToImage({
      provider: 'hf-inference',
      model: KONTEXT,
      inputs: new Blob([new Uint8Array(source)], { type: 'image/png' }),
      parameters: { prompt: 'by night', target_size: { width: 256, height: 320 } },
    });
    expect(await sharp(await picture.arrayBuffer()).metadata()).toMatchObject({ width: 256, height: 320 });
    expect(JSON.parse(vendor.requests.at(-1)?.body.toString() ?? '')).toEqual({
      inputs: source.toString('base64'),
      parameters: { prompt: 'by night', target_size: { width: 256, height: 320 } },
    });
  });

  it('may answer with JSON in the place of bytes', async () => {
    await begin({ answersWith: 'base64' });
    expect((await painted(small)).type).toBe('image/jpeg');
  });

  it.each([
    ['loading', 503, { error: 'Model acme/painter is currently loading', estimated_time: 20 }],
    ['rate_limited', 429, { error: 'Rate limit reached' }],
    ['unauthorized', 401, { error: 'Invalid credentials in Authorization header' }],
  ] as const)('says no in words that the client reads: %s', async (fault, status, body) => {
    await begin();
    vendor.fault(fault);
    await expect(painted(small)).rejects.toMatchObject({ httpResponse: { status, body } });
  });

  it('finds a size wrong that is no multiple of 8, and words in the place of a picture', async () => {
    await begin();
    await expect(painted({ ...small, width: 250 })).rejects.toMatchObject({
      httpResponse: {
        status: 400,
        body: { error: ['Error in `parameters.width`: ensure this value is a multiple of 8'] },
      },
    });
    const words = await fetch(`${vendor.url}/hf-inference/models/${KONTEXT}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ inputs: 'a fox' }),
    });
    expect(words.status).toBe(400);
    expect(vendor.state()).toMatchObject({ submissions: 2, charges: 0 });
  });
});
