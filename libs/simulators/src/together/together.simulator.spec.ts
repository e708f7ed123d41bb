import { z } from 'zod';
import type { Simulator } from '../kit/index.js';
import { startTogether } from './index.js';

const LORA = { path: 'a', scale: 1 };

describe(startTogether, () => {
  let vendor: Simulator;

  beforeEach(async () => {
    vendor = await startTogether();
  });

  afterEach(async () => vendor.close());

  async function order(body: object): Promise<{ status: number; json: unknown }> {
    const response = await fetch(`${vendor.url}/v1/images/generations`, {
      method: 'POST',
      headers: { authorization: 'Bearer secret' },
      body: JSON.stringify({ model: 'black-forest-labs/FLUX.2-dev', prompt: 'a fox', ...body }),
    });
    return { status: response.status, json: await response.json() };
  }

  it('chats, for a known key only', async () => {
    const chat = (authorization: string): Promise<Response> =>
      fetch(`${vendor.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization },
        body: JSON.stringify({
          model: 'deepseek-ai/DeepSeek-V3.1',
          messages: [{ role: 'user', content: 'a fox' }],
        }),
      });
    expect(await (await chat('Bearer secret')).json()).toMatchObject({
      model: 'deepseek-ai/DeepSeek-V3.1',
      choices: [{ message: { role: 'assistant', content: 'a fox' } }],
    });
    expect((await chat('')).status).toBe(401);
  });

  it('answers with an address of a JPEG unless asked otherwise, and names neither seed nor cost', async () => {
    const { json } = await order({ width: 256, height: 256 });
    const Answer = z.strictObject({
      id: z.string(),
      model: z.string(),
      object: z.literal('list'),
      data: z.tuple([
        z.strictObject({
          index: z.literal(0),
          type: z.literal('url'),
          url: z.string(),
          timings: z.object({ inference: z.number() }),
        }),
      ]),
    });
    const picture = await fetch(Answer.parse(json).data[0].url);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
  });

  it.each([
    [400, 'image_loras', { image_loras: [LORA, LORA, LORA] }],
    [400, 'image_loras', { model: 'Qwen/Qwen-Image', image_loras: [LORA] }],
    [400, 'steps', { model: 'black-forest-labs/FLUX.1-schnell', steps: 5 }],
    [400, 'width', { width: 2048 }],
    [400, 'response_format', { response_format: 'b64' }],
    [400, 'output_format', { output_format: 'webp' }],
    [400, 'prompt', { prompt: '' }],
    [404, null, { model: 'black-forest-labs/FLUX.1-dev-lora' }],
  ])('refuses with %i for %s: %j', async (status, param, body) => {
    expect(await order(body)).toMatchObject({ status, json: { error: { param } } });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 0 });
  });
});
