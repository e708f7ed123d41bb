import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { type Simulator, startChat } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = {
  default: 'main',
  models: [{ id: 'main', chain: [{ provider: 'sandbox', model: 'scene' }] }],
};
const PROSE =
  'Rain drips from the black hood of the cloak as Elena pushes the heavy tavern door open. '.repeat(6);
const SIZE = { width: 256, height: 256 };

const Painted = z.looseObject({ info: z.string().transform((text): unknown => JSON.parse(text)) });

describe('the summary of a prompt', () => {
  let model: Simulator;
  let bridge: RunningBridge;
  const logged: string[] = [];

  beforeAll(async () => {
    model = await startChat({ reply: () => 'Elena at a tavern door' });
    bridge = await startBridge(MODELS, { LLM_BASE_URL: model.url, LLM_MODEL: 'painter' });
    for (const level of ['log', 'warn'] as const) {
      jest
        .spyOn(Logger.prototype, level)
        .mockImplementation((...texts: unknown[]) => void logged.push(texts.join(' ')));
    }
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await bridge.close();
    await model.close();
  });

  async function post(path: string, body: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${bridge.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: PROSE, ...SIZE, ...body }),
    });
    return { status: response.status, body: await response.json() };
  }

  it('is refused where nothing may be lost, and no model is paid for it', async () => {
    const { status, body } = await post('/v1/images/generations', { fidelity: 'strict' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { message: expect.stringMatching(/shortened.*summarize/) } });
    expect(model.requests).toHaveLength(0);
  });

  it('is off where the request says so, in every dialect', async () => {
    const whole = { summarize: false, fidelity: 'strict' };
    const openai = await post('/v1/images/generations', whole);
    expect(openai.body).toMatchObject({
      fusionbridge: { prompt: PROSE.trim(), summary: { by: 'none' }, degradations: [] },
    });
    expect((await post('/api/ai/generate-image', whole)).body).toMatchObject({ summary: { by: 'none' } });
    const { info } = Painted.parse((await post('/sdapi/v1/txt2img', whole)).body);
    expect(info).toMatchObject({ summary: { by: 'none' }, degradations: [] });
    expect(model.requests).toHaveLength(0);
  });

  it('is a degradation, and says in answer, log and status why the language model did not write it', async () => {
    model.fault('server_error');
    const { body } = await post('/v1/images/generations', {});
    expect(body).toMatchObject({
      fusionbridge: {
        summary: { by: 'extract', why: expect.stringContaining('failed') },
        degradations: [{ field: 'prompt', asked: '102 words', why: expect.stringContaining('summarize') }],
      },
    });
    expect(
      logged.filter((line) => line.includes('language model that shortens prompts failed')),
    ).toHaveLength(1);
    const status = await fetch(`${bridge.url}/status`);
    expect(await status.json()).toMatchObject({ summarization_error: expect.stringContaining('failed') });
  });
});
