import sharp from 'sharp';
import { z } from 'zod';
import type { Simulator } from '../kit/index.js';
import { startBfl } from './index.js';

const Taken = z.object({ id: z.string(), polling_url: z.string(), cost: z.number() });
const Ready = z.object({
  status: z.literal('Ready'),
  result: z.object({ sample: z.string(), seed: z.number() }),
});

describe(startBfl, () => {
  let vendor: Simulator;

  beforeEach(async () => {
    vendor = await startBfl({ concurrency: 1 });
  });

  afterEach(async () => vendor.close());

  async function call(path: string, body?: object): Promise<{ status: number; json: unknown }> {
    const response = await fetch(new URL(path, `${vendor.url}/v1/`), {
      headers: { 'x-key': 'secret' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  }

  it('says what an order costs, and knows it only where it says', async () => {
    vendor.fault('slow');
    const { json } = await call('flux-2-pro', { prompt: 'a fox', width: 256, height: 320 });
    const { id, polling_url: url, cost } = Taken.parse(json);
    expect(cost).toBe(3);
    expect(await call(`get_result?id=${id}`)).toMatchObject({ json: { status: 'Task not found' } });
    expect(await call(url)).toMatchObject({ json: { status: 'Pending', progress: 0.4, result: null } });
    vendor.release();
    const { result } = Ready.parse((await call(url)).json);
    const picture = await (await fetch(result.sample)).arrayBuffer();
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 256, height: 320 });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
  });

  it.each([
    ['width', 'flux-2-pro', { width: 4096 }],
    ['seed', 'flux-2-pro', { seed: -1 }],
    ['output_format', 'flux-2-pro', { output_format: 'webp' }],
    ['aspect_ratio', 'flux-kontext-pro', { aspect_ratio: '7:3' }],
    ['image', 'flux-pro-1.0-fill', {}],
    ['image', 'flux-pro-1.0-fill', { image: 'AAAA' }],
  ])('finds a wrong %s of %s', async (field, model, body) => {
    expect(await call(model, { prompt: 'a fox', ...body })).toMatchObject({
      status: 422,
      json: { detail: [{ loc: ['body', field] }] },
    });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 0 });
  });

  it('wants its key in a header of its own', async () => {
    const headers = { authorization: 'Bearer secret' };
    expect((await fetch(`${vendor.url}/v1/credits`, { headers })).status).toBe(403);
    expect(await call('credits')).toMatchObject({ status: 200 });
    expect(await call('flux-9', { prompt: 'a fox' })).toMatchObject({ status: 404 });
  });
});
