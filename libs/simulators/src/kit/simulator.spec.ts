import { z } from 'zod';
import { startOpenAiCompatible } from '../openai-compatible/index.js';
import { startSdWebui } from '../sd-webui/index.js';
import type { Simulator } from './simulator.js';

async function posted(url: string, body: unknown): Promise<{ status: number; json: unknown }> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, json: await response.json() };
}

describe('a simulated vendor', () => {
  let vendor: Simulator;

  afterEach(async () => {
    await vendor.close();
  });

  it('fails as ordered over HTTP, as often as ordered, and counts', async () => {
    vendor = await startOpenAiCompatible({ flavour: 'openai' });
    const order = { model: 'gpt-image-2', prompt: 'a fox', size: '1024x1024' };
    const generations = `${vendor.url}/v1/images/generations`;
    await posted(`${vendor.url}/__simulator/fault`, { fault: 'out_of_credit', times: 2 });
    const statuses = [];
    for (let call = 0; call < 3; call += 1) {
      statuses.push((await posted(generations, order)).status);
    }
    expect(statuses).toEqual([429, 429, 200]);
    const state: unknown = await (await fetch(`${vendor.url}/__simulator/state`)).json();
    expect(state).toEqual({ submissions: 3, charges: 1, deliveries: 1, cancellations: 0, requests: 3 });
    expect(vendor.requests.map(({ path }) => path)).toEqual(Array(3).fill('/v1/images/generations'));
    await posted(`${vendor.url}/__simulator/reset`, {});
    expect(vendor.state()).toMatchObject({ submissions: 0, requests: 0 });
  });

  it('fails until the next reset where it is told so, after what was ordered one by one', async () => {
    vendor = await startOpenAiCompatible({ flavour: 'openai' });
    const ask = async (): Promise<number> => {
      const order = { model: 'gpt-image-2', prompt: 'a fox', size: '1024x1024' };
      return (await posted(`${vendor.url}/v1/images/generations`, order)).status;
    };
    vendor.fault('unauthorized', Number.POSITIVE_INFINITY);
    vendor.fault('out_of_credit');
    expect([await ask(), await ask(), await ask()]).toEqual([429, 401, 401]);
    vendor.reset();
    expect(await ask()).toBe(200);
  });

  it('tells which requests it charged for, at its own pace', async () => {
    const asked: string[] = [];
    const pace = {
      onTheWayMs: () => asked.push('on the way'),
      atWorkMs: () => asked.push('at work'),
    };
    vendor = await startSdWebui({ pace });
    for (const [prompt, fault] of [
      ['a fox', 'bad_gateway'],
      ['a hare', 'black_frame'],
    ] as const) {
      vendor.fault(fault);
      const body = JSON.stringify({ prompt, width: 64, height: 64 });
      await (await fetch(`${vendor.url}/sdapi/v1/txt2img`, { method: 'POST', body })).text();
    }
    expect(vendor.requests).toHaveLength(2);
    expect(vendor.charged.map(({ body }) => body.includes('a hare'))).toEqual([true]);
    expect(asked).toEqual(['on the way', 'on the way', 'at work']);
  });

  it('refuses a fault that nobody has, or that this vendor cannot have', async () => {
    vendor = await startSdWebui();
    for (const fault of ['bad weather', 'content_policy']) {
      expect((await posted(`${vendor.url}/__simulator/fault`, { fault })).status).toBe(400);
    }
    expect(() => vendor.fault('content_policy')).toThrow('no content_policy');
  });

  it('paints the same picture for the same order and another for any other', async () => {
    vendor = await startSdWebui();
    const paint = async (body: object): Promise<string> => {
      const { json } = await posted(`${vendor.url}/sdapi/v1/txt2img`, { width: 64, height: 64, ...body });
      return z
        .object({ images: z.array(z.string()) })
        .parse(json)
        .images.join();
    };
    const first = await paint({ prompt: 'a fox', seed: 1 });
    expect(await paint({ prompt: 'a fox', seed: 1 })).toBe(first);
    expect(await paint({ prompt: 'a fox <lora:unknown:1>', seed: 1 })).toBe(first);
    expect(await paint({ prompt: 'a fox <lora:winter:1>', seed: 1 })).not.toBe(first);
    expect(await paint({ prompt: 'a fox', seed: 2 })).not.toBe(first);
  });
});
