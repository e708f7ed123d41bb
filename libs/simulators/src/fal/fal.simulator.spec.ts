import { z } from 'zod';
import type { Simulator } from '../kit/index.js';
import { startFal } from './index.js';

const Order = z.object({ request_id: z.string(), status_url: z.string(), response_url: z.string() });

describe(startFal, () => {
  let vendor: Simulator;

  beforeEach(async () => {
    vendor = await startFal({ concurrency: 1 });
  });

  afterEach(async () => vendor.close());

  async function call(
    method: string,
    url: string,
    body?: object,
  ): Promise<{ status: number; json: unknown }> {
    const response = await fetch(new URL(url, vendor.url), {
      method,
      headers: { authorization: 'Key id:secret' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  }

  async function order(body: object, path = '/fal-ai/flux-lora'): Promise<z.infer<typeof Order>> {
    return Order.parse((await call('POST', path, { prompt: 'a fox', image_size: 'square', ...body })).json);
  }

  it('drops what follows owner and alias from the address of an order', async () => {
    const { request_id: id, response_url: url } = await order({}, '/fal-ai/flux-lora/inpainting');
    expect(url).toBe(`${vendor.url}/fal-ai/flux-lora/requests/${id}`);
    expect((await call('GET', `/fal-ai/flux-lora/inpainting/requests/${id}`)).status).toBe(404);
  });

  it('answers 202 while an order waits or runs, 200 at its end, and 400 to who comes too early', async () => {
    vendor.fault('slow');
    const first = await order({});
    const second = await order({});
    expect(await call('GET', first.status_url)).toMatchObject({
      status: 202,
      json: { status: 'IN_PROGRESS', logs: [{ message: expect.stringContaining('14/28') }] },
    });
    expect(await call('GET', second.status_url)).toMatchObject({
      status: 202,
      json: { status: 'IN_QUEUE', queue_position: 0 },
    });
    expect(await call('GET', first.response_url)).toEqual({
      status: 400,
      json: { detail: 'Request is still in progress' },
    });
    vendor.release();
    expect(await call('GET', first.status_url)).toMatchObject({ status: 200, json: { status: 'COMPLETED' } });
    expect(await call('GET', first.response_url)).toMatchObject({
      status: 200,
      json: { images: [{ width: 512, height: 512, content_type: 'image/jpeg' }], has_nsfw_concepts: [false] },
    });
  });

  it('tells what it bills, and paints with another model where the order does not forbid it', async () => {
    const served = async (headers: Record<string, string>): Promise<(string | null)[]> => {
      const ordered = await fetch(`${vendor.url}/fal-ai/flux-lora`, {
        method: 'POST',
        headers: { authorization: 'Key id:secret', ...headers },
        body: JSON.stringify({ prompt: 'a fox', image_size: { width: 1024, height: 1024 } }),
      });
      const { request_id: id, status_url: status } = Order.parse(await ordered.json());
      await call('GET', status);
      const result = await fetch(`${vendor.url}/fal-ai/flux-lora/requests/${id}`, {
        headers: { authorization: 'Key id:secret' },
      });
      return ['x-fal-billable-units', 'x-fal-served-from'].map((name) => result.headers.get(name));
    };
    expect(await served({})).toEqual(['1', 'fal-ai/flux/dev']);
    expect(await served({ 'x-app-fal-disable-fallback': 'true' })).toEqual(['1', 'fal-ai/flux-lora']);
  });

  it('has three answers to a cancellation', async () => {
    vendor.fault('slow');
    const running = await order({});
    const waiting = await order({});
    const requested = { status: 202, json: { status: 'CANCELLATION_REQUESTED' } };
    expect(await call('PUT', `${running.response_url}/cancel`)).toEqual(requested);
    expect(vendor.state().cancellations).toBe(0);
    expect(await call('PUT', `${waiting.response_url}/cancel`)).toEqual(requested);
    expect(vendor.state().cancellations).toBe(1);
    expect(await call('PUT', `${waiting.response_url}/cancel`)).toEqual({
      status: 400,
      json: { status: 'ALREADY_COMPLETED' },
    });
    expect((await call('GET', waiting.response_url)).status).toBe(499);
    expect(await call('PUT', '/fal-ai/flux-lora/requests/0/cancel')).toEqual({
      status: 404,
      json: { status: 'NOT_FOUND' },
    });
  });

  it.each([
    ['num_inference_steps', { num_inference_steps: 99 }],
    ['seed', { seed: 1.5 }],
    ['image_size', { image_size: 'huge' }],
    ['image_size', { image_size: { width: 512 } }],
    ['output_format', { output_format: 'bmp' }],
    ['loras', { loras: [{ scale: 1 }] }],
    ['loras', { loras: [{ path: 'a', scale: 5 }] }],
    ['prompt', { prompt: '' }],
  ])('takes an order and refuses a wrong %s where the result should be', async (field, body) => {
    const { status_url: statusUrl, response_url: url } = await order(body);
    expect(await call('GET', statusUrl)).toMatchObject({ status: 200, json: { status: 'COMPLETED' } });
    expect(await call('GET', url)).toMatchObject({
      status: 422,
      json: { detail: [expect.objectContaining({ loc: ['body', field] })] },
    });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 0, deliveries: 0 });
  });

  it('wants its key in its own form, and a known endpoint', async () => {
    const response = await fetch(`${vendor.url}/fal-ai/flux-lora`, {
      method: 'POST',
      headers: { authorization: 'Bearer id:secret' },
    });
    expect(response.status).toBe(401);
    expect(await call('POST', '/fal-ai/flux-lorax', {})).toEqual({
      status: 404,
      json: { detail: "Application 'flux-lorax' not found" },
    });
    expect(vendor.state().submissions).toBe(0);
  });
});
