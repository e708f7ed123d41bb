import { z } from 'zod';
import type { Simulator } from '../kit/index.js';
import { startWaveSpeed } from './index.js';

const Submitted = z.object({ data: z.object({ id: z.string(), urls: z.object({ get: z.string() }) }) });

const LORA = { path: 'a', scale: 1 };

describe(startWaveSpeed, () => {
  let vendor: Simulator;

  beforeEach(async () => {
    vendor = await startWaveSpeed({ concurrency: 1 });
  });

  afterEach(async () => vendor.close());

  async function call(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; json: unknown }> {
    const response = await fetch(new URL(path, `${vendor.url}/api/v3/`), {
      method,
      headers: { authorization: 'Bearer secret' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  }

  it('paints 1024x1024 for who sends width and height, which are no fields of it', async () => {
    const order = { prompt: 'a fox', width: 512, height: 512, num_inference_steps: 4 };
    const { json } = await call('POST', 'wavespeed-ai/flux-dev-lora', order);
    const { id, urls } = Submitted.parse(json).data;
    expect(urls.get).toBe(`${vendor.url}/api/v3/predictions/${id}/result`);
    const done = await call('GET', `predictions/${id}`);
    expect(done).toMatchObject({ status: 200, json: { code: 200, data: { status: 'completed' } } });
    const { data } = z.object({ data: z.object({ outputs: z.tuple([z.string()]) }) }).parse(done.json);
    const picture = Buffer.from(await (await fetch(data.outputs[0])).arrayBuffer());
    expect(picture.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(picture.includes(Buffer.from([0x04, 0x00, 0x04, 0x00]))).toBe(true);
  });

  it.each([
    ['size', { size: '512x512' }],
    ['size', { size: '2048*2048' }],
    ['seed', { seed: 2 ** 31 }],
    ['num_images', { num_images: 5 }],
    ['output_format', { output_format: 'bmp' }],
    ['loras', { loras: [LORA, LORA, LORA, LORA, LORA] }],
    ['loras', { loras: [{ path: 'a' }] }],
    ['prompt', { prompt: undefined }],
  ])('refuses a wrong %s at once', async (field, body) => {
    const order = { prompt: 'a fox', loras: [LORA], ...body };
    const refused = await call('POST', 'wavespeed-ai/flux-dev-lora', order);
    expect(refused).toMatchObject({
      status: 400,
      json: { code: 400, message: expect.stringContaining(field) },
    });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 0 });
  });

  it('puts the failure of a task inside of a good answer', async () => {
    vendor.fault('content_policy');
    const { json } = await call('POST', 'wavespeed-ai/flux-dev-lora', { prompt: 'a fox' });
    const { id } = Submitted.parse(json).data;
    expect(await call('GET', `predictions/${id}/result`)).toMatchObject({
      status: 200,
      json: { code: 200, data: { status: 'failed', code: 1200, outputs: [] } },
    });
  });

  it('needs a picture where the model starts from one', async () => {
    const order = { prompt: 'a fox', image: 'data:image/png;base64,AAAA' };
    const { json } = await call('POST', 'wavespeed-ai/flux-fill-dev', order);
    const { id } = Submitted.parse(json).data;
    expect(await call('GET', `predictions/${id}/result`)).toMatchObject({ json: { data: { code: 1402 } } });
    expect((await call('POST', 'wavespeed-ai/flux-fill-dev', { prompt: 'a fox' })).status).toBe(400);
    expect((await call('POST', 'wavespeed-ai/unheard-of', { prompt: 'a fox' })).status).toBe(404);
  });
});
