import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { A1111Client } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const Shipped = z.looseObject({});
const SHIPPED = Shipped.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../config/models.json'), 'utf8')),
);

const Enlarged = z.object({
  data: z.array(z.object({ b64_json: z.string() })),
  size: z.string(),
  output_format: z.string(),
  fusionbridge: z.object({
    job: z.string(),
    model: z.string(),
    provider: z.string(),
    cost: z.object({ usd: z.number() }),
    degradations: z.array(z.object({ field: z.string(), given: z.string() })),
  }),
});

const Refused = z.object({ error: z.object({ param: z.string().nullable(), message: z.string() }) });

interface Asked {
  readonly status: number;
  readonly body: unknown;
}

describe('POST /v1/images/upscales without a model', () => {
  let bridge: RunningBridge;
  let picture: Buffer;

  beforeAll(async () => {
    bridge = await startBridge(SHIPPED);
    picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a52' } })
      .png()
      .toBuffer();
  });

  afterAll(() => bridge.close());

  async function sent(body: FormData | object): Promise<Asked> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${bridge.url}/v1/images/upscales`, {
      method: 'POST',
      ...(isForm ? {} : { headers: { 'content-type': 'application/json' } }),
      body: isForm ? body : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  function form(fields: Record<string, string>, file: Buffer = picture): FormData {
    const body = new FormData();
    body.append('image', new Blob([new Uint8Array(file)]), 'blob');
    for (const [name, value] of Object.entries(fields)) {
      body.append(name, value);
    }
    return body;
  }

  it.each<[string, Record<string, string>, string]>([
    ['twice as large', {}, '120x80'],
    ['by another scale', { scale: '1.5' }, '90x60'],
    ['to a size', { size: '300x200', output_format: 'webp' }, '300x200'],
    ['not at all', { scale: '1' }, '60x40'],
  ])('enlarges %s, and says that Lanczos did it', async (_how, fields, size) => {
    const { status, body } = await sent(form(fields));
    expect(status).toBe(200);
    const answer = Enlarged.parse(body);
    const bytes = Buffer.from(answer.data[0]?.b64_json ?? '', 'base64');
    const [width, height] = size.split('x').map(Number);
    expect(await sharp(bytes).metadata()).toMatchObject({ width, height, format: answer.output_format });
    expect(answer).toMatchObject({
      size,
      fusionbridge: { model: 'upscale', provider: 'lanczos', cost: { usd: 0 } },
    });
  });

  it('takes JSON, and names a job like any other', async () => {
    const image = `data:image/png;base64,${picture.toString('base64')}`;
    for (const body of [{ image }, { images: [{ image_url: image }] }, { image: image.slice(22) }]) {
      const answer = Enlarged.parse((await sent({ ...body, scale: 2 })).body);
      const job = await fetch(`${bridge.url}/v1/jobs/${answer.fusionbridge.job}`);
      expect(await job.json()).toMatchObject({ state: 'succeeded', dialect: 'openai' });
    }
  });

  it('keeps what the picture says of itself', async () => {
    const client = new A1111Client(bridge.url);
    const { images } = await client.paint('txt2img', { prompt: 'a fox', width: 64, height: 64, seed: 5 });
    const painted = Buffer.from(images[0] ?? '', 'base64');
    const answer = Enlarged.parse((await sent(form({}, painted))).body);
    const { body } = await client.post('png-info', { image: answer.data[0]?.b64_json });
    expect(body).toMatchObject({
      parameters: {
        Prompt: 'a fox',
        Seed: '5',
        'Postprocess upscale by': '2',
        'Postprocess upscaler': 'lanczos',
      },
    });
  });

  it.each<[string, () => FormData | object, string]>([
    ['no picture', () => ({ scale: 2 }), 'image'],
    ['what is no picture', () => form({}, Buffer.from('hello')), 'image'],
    ['a number for a picture', () => ({ image: 5 }), 'image'],
    ['a private address', () => ({ image: 'http://10.0.0.1/a.png' }), 'image'],
    ['a scale of 9', () => form({ scale: '9' }), 'scale'],
    ['a scale of 0', () => form({ scale: '0' }), 'scale'],
    ['a word for a scale', () => form({ scale: 'twice' }), 'scale'],
    ['scale and size', () => form({ scale: '2', size: '300x200' }), 'scale'],
    ['two at once', () => form({ n: '2' }), 'n'],
    ['more pixels than are allowed', () => form({ size: '8192x8192' }), 'size'],
    ['a model that nobody knows', () => form({ model: 'gone' }), 'model'],
  ])('refuses %s', async (_what, body, param) => {
    const { status, body: told } = await sent(body());
    expect([400, 404]).toContain(status);
    expect(Refused.parse(told).error.param).toBe(param);
  });

  it('refuses two pictures, and a file in another field', async () => {
    const two = form({});
    two.append('image', new Blob([new Uint8Array(picture)]), 'blob');
    expect(Refused.parse((await sent(two)).body).error.message).toContain('2 came');
    const masked = form({});
    masked.append('mask', new Blob([new Uint8Array(picture)]), 'blob');
    expect(Refused.parse((await sent(masked)).body).error.param).toBe('mask');
  });

  it('is no model to paint with, and paints nothing', async () => {
    const models = await (await fetch(`${bridge.url}/sdapi/v1/sd-models`)).text();
    expect(models).not.toContain('upscale');
    const status = await (await fetch(`${bridge.url}/status`)).text();
    expect(status).toContain('"providers":["sandbox"]');
  });
});
