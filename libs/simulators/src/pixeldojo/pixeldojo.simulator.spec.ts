import sharp from 'sharp';
import { z } from 'zod';
import type { Simulator } from '../kit/index.js';
import { startPixelDojo } from './index.js';

const Taken = z.object({ jobId: z.string(), status: z.literal('pending'), statusUrl: z.string() });
const Pictures = z.object({ images: z.tuple([z.string()]) });

describe(startPixelDojo, () => {
  let vendor: Simulator;

  beforeEach(async () => {
    vendor = await startPixelDojo({ concurrency: 1 });
  });

  afterEach(async () => vendor.close());

  async function call(path: string, body?: object): Promise<{ status: number; json: unknown }> {
    const response = await fetch(new URL(path, `${vendor.url}/api/v1/`), {
      headers: { authorization: 'Bearer pd_secret' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  }

  async function metadataOf(url: string): Promise<unknown> {
    return sharp(await (await fetch(url)).arrayBuffer()).metadata();
  }

  it('takes a job with 202, and has its pictures at the address it gave', async () => {
    vendor.fault('slow');
    const first = await call('models/flux/run', { prompt: 'a fox', aspect_ratio: '3:2' });
    expect(first.status).toBe(202);
    const second = Taken.parse((await call('models/flux/run', { prompt: 'a fox' })).json);
    const { statusUrl } = Taken.parse(first.json);
    expect(await call(statusUrl)).toMatchObject({ json: { status: 'processing' } });
    expect(await call(second.statusUrl)).toMatchObject({ json: { status: 'pending' } });
    vendor.release();
    const done = await call(statusUrl);
    const { output } = z.object({ status: z.literal('completed'), output: Pictures }).parse(done.json);
    expect(await metadataOf(output.images[0])).toMatchObject({ format: 'webp', width: 1216, height: 832 });
  });

  it('shows what a model takes to anybody, and refuses everything else', async () => {
    const response = await fetch(`${vendor.url}/api/v1/models/flux`);
    expect(await response.json()).toMatchObject({
      requestSchema: { additionalProperties: false, properties: { hf_loras: { maxItems: 4 } } },
    });
    expect(await call('models/flux/run', { prompt: 'a fox', negative_prompt: 'fog' })).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid_request', message: 'Unrecognized key: "negative_prompt"' } },
    });
    expect(await call('models/flux-9/run', { prompt: 'a fox' })).toMatchObject({ status: 404 });
  });

  it.each([
    ['num_outputs', { num_outputs: 5 }],
    ['seed', { seed: 1.5 }],
    ['aspect_ratio', { aspect_ratio: '7:3' }],
    ['hf_loras', { hf_loras: Array(5).fill('acme/style') }],
    ['prompt', { prompt: '' }],
  ])('finds a wrong %s', async (field, body) => {
    expect(await call('models/flux/run', { prompt: 'a fox', ...body })).toMatchObject({
      status: 400,
      json: { error: { message: expect.stringContaining(field) } },
    });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 0 });
  });

  it('answers at once below /flux, with what it cost', async () => {
    const order = {
      prompt: 'a fox',
      model: 'flux-dev-single-lora',
      lora_weights: 'acme/style',
      lora_scale: 1,
    };
    const { json } = await call('flux', { ...order, output_format: 'png' });
    expect(json).toMatchObject({ credits_used: 1, credits_remaining: 99 });
    expect(await metadataOf(Pictures.parse(json).images[0])).toMatchObject({ format: 'png', width: 1024 });
    expect(await call('flux', { ...order, model: 'flux-dev' })).toMatchObject({ status: 400 });
    expect(await call('flux', { ...order, model: 'flux-9' })).toMatchObject({ status: 404 });
    expect(vendor.state()).toMatchObject({ submissions: 3, charges: 1, deliveries: 1 });
  });
});
