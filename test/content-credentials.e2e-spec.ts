import OpenAI from 'openai';
import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startOpenAiCompatible } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const FOX = { prompt: 'a fox', size: '256x256', seed: 7 } as const;

const Degradations = z.array(z.object({ field: z.string(), given: z.string(), why: z.string() }));
const Answer = z.object({
  data: z.array(z.object({ b64_json: z.string().optional(), url: z.string().optional() })),
  fusionbridge: z.object({
    job: z.string(),
    content_credentials: z.array(z.string()),
    degradations: Degradations,
  }),
});
const VendorAnswer = z.object({ data: z.array(z.object({ b64_json: z.string() })) });
const WebUiAnswer = z.object({ images: z.array(z.string()), info: z.string() });
const WebUiInfo = z.object({
  content_credentials: z.array(z.string()),
  infotexts: z.array(z.string()),
  degradations: Degradations,
});
const Listed = z.object({ data: z.array(z.object({ id: z.string(), content_credentials: z.string() })) });

/** The bridge over a vendor that signs its pictures, one that does not, and OpenAI. */
describe('content credentials of vendors', () => {
  const vendors: Simulator[] = [];
  let signing: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    signing = await startOpenAiCompatible({ signs: true });
    const plain = await startOpenAiCompatible();
    const openai = await startOpenAiCompatible({ flavour: 'openai', apiKey: 'sk-1', signs: true });
    vendors.push(signing, plain, openai);
    const dialect = { seed: true, maxCount: 4, responseFormat: 'b64_json' };
    const models = {
      default: 'signing',
      models: [
        { id: 'signing', chain: [{ provider: 'signing', model: 'painter' }] },
        { id: 'plain', chain: [{ provider: 'plain', model: 'painter' }] },
        { id: 'gpt', chain: [{ provider: 'openai', model: 'gpt-image-1.5' }] },
      ],
      upstreams: [
        { name: 'signing', baseUrl: `${signing.url}/v1`, dialect },
        { name: 'plain', baseUrl: `${plain.url}/v1`, dialect },
      ],
    };
    bridge = await startBridge(models, { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: `${openai.url}/v1` });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all(vendors.map((vendor) => vendor.close()));
  });

  beforeEach(() => signing.reset());

  async function json(path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${bridge.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(200);
    return response.json();
  }

  async function painted(body: object): Promise<z.infer<typeof Answer>> {
    return Answer.parse(
      await json('/v1/images/generations', { ...FOX, response_format: 'b64_json', ...body }),
    );
  }

  async function fetched(url: string): Promise<Buffer> {
    return Buffer.from(await (await fetch(url)).arrayBuffer());
  }

  /** What the vendor answers to the bridge's own request: the same order is the same picture there. */
  async function bytesOfVendor(): Promise<Buffer> {
    const [order] = signing.requests;
    const response = await fetch(`${signing.url}${order?.path}`, {
      method: 'POST',
      body: new Uint8Array(order?.body ?? []),
      headers: { 'content-type': 'application/json' },
    });
    return decoded(VendorAnswer.parse(await response.json()).data[0]?.b64_json);
  }

  it('hands a signed picture out byte for byte, as base64 and behind its address', async () => {
    const asBase64 = await painted({});
    const theirs = await bytesOfVendor();
    const asUrl = await painted({ response_format: 'url' });

    expect(theirs.includes('caBX')).toBe(true);
    expect(decoded(asBase64.data[0]?.b64_json).equals(theirs)).toBe(true);
    expect((await fetched(asUrl.data[0]?.url ?? '')).equals(theirs)).toBe(true);
    expect(asBase64.fusionbridge).toMatchObject({ content_credentials: ['kept'], degradations: [] });
  });

  it('tells it of each picture in the job and in the gallery', async () => {
    const { fusionbridge } = await painted({ n: 2, seed: 8 });

    expect(fusionbridge.content_credentials).toEqual(['kept', 'kept']);
    const kept = { content_credentials: 'kept' };
    expect(await json(`/v1/jobs/${fusionbridge.job}`)).toMatchObject({ results: [kept, kept] });
    const [first] = Listed.parse(await json('/v1/images?limit=1')).data;
    expect(first).toMatchObject(kept);
    expect(await json(`/v1/images/${first?.id}`)).toMatchObject({
      ...kept,
      infotext: expect.stringContaining('a fox'),
    });
  });

  it('says that and why a signature is dropped', async () => {
    const { fusionbridge } = await painted({ output_format: 'webp', seed: 9 });

    expect(fusionbridge.content_credentials).toEqual(['dropped']);
    expect(fusionbridge.degradations).toContainEqual({
      field: 'content_credentials',
      given: 'dropped',
      why: 'the picture was brought from png to webp',
    });
  });

  it('marks what nobody signed as generated', async () => {
    const { data, fusionbridge } = await painted({ model: 'plain' });

    expect(fusionbridge.content_credentials).toEqual(['none']);
    const { xmp } = await sharp(decoded(data[0]?.b64_json)).metadata();
    expect(xmp?.toString('utf8')).toContain('digitalsourcetype/trainedAlgorithmicMedia');
  });

  it('streams a signed picture as it came, with its account', async () => {
    const client = new OpenAI({ apiKey: 'any', baseURL: `${bridge.url}/v1`, maxRetries: 0 });
    const stream = await client.images.generate({
      model: 'gpt',
      prompt: 'a fox',
      size: '1024x1024',
      stream: true,
    });
    const events = [];
    for await (const event of stream) {
      events.push(event);
    }

    const last = events.at(-1);
    expect(last).toMatchObject({
      type: 'image_generation.completed',
      fusionbridge: { content_credentials: ['kept'] },
    });
    expect(decoded(last?.b64_json).includes('caBX')).toBe(true);
  });

  it('keeps the text of A1111 beside the picture, and says what a second pass costs', async () => {
    const body = { prompt: 'a fox', width: 256, height: 256, seed: 7 };
    const { images, info } = WebUiAnswer.parse(await json('/sdapi/v1/txt2img', body));

    const told = WebUiInfo.parse(JSON.parse(info));
    expect(told).toMatchObject({ content_credentials: ['kept'], degradations: [] });
    expect(told.infotexts[0]).toContain('a fox\nSeed: 7');
    expect(decoded(images[0]).equals(await bytesOfVendor())).toBe(true);
    const large = WebUiAnswer.parse(
      await json('/sdapi/v1/txt2img', { ...body, enable_hr: true, hr_scale: 2 }),
    );
    expect(WebUiInfo.parse(JSON.parse(large.info))).toMatchObject({
      content_credentials: ['dropped'],
      degradations: expect.arrayContaining([
        {
          field: 'content_credentials',
          given: 'dropped',
          why: 'the picture was enlarged after it was painted',
        },
      ]),
    });
  });

  it('knows how a signed picture was made although its file does not say it', async () => {
    const { images, info } = WebUiAnswer.parse(
      await json('/sdapi/v1/txt2img', { prompt: 'a heron', width: 256, height: 256, seed: 7 }),
    );
    const image = images[0];

    const read = await json('/sdapi/v1/png-info', { image });

    expect(read).toMatchObject({
      info: WebUiInfo.parse(JSON.parse(info)).infotexts[0],
      parameters: { Seed: '7' },
    });
    expect(await json('/sdapi/v1/interrogate', { image, model: 'clip' })).toEqual({ caption: 'a heron' });
  });

  it('tells it in the simple dialect', async () => {
    const answer = await json('/api/ai/generate-image', { prompt: 'a fox', width: 256, height: 256 });

    expect(answer).toMatchObject({ contentCredentials: 'kept' });
  });
});

function decoded(base64: string | undefined): Buffer {
  return Buffer.from(base64 ?? '', 'base64');
}
