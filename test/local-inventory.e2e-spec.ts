import { type Simulator, startFal, startHuggingFace, startSdWebui } from '@fusionbridge/simulators';
import { z } from 'zod';
import { type RunningBridge, startBridge } from './running-bridge.js';

const SDXL = 'stabilityai/stable-diffusion-xl-base-1.0';

const Generated = z
  .object({
    fusionbridge: z.object({
      provider: z.string(),
      vendor_model: z.string(),
      attempts: z.array(z.object({ model: z.string() })),
    }),
  })
  .transform(({ fusionbridge }) => fusionbridge);
const Plan = z.object({
  candidates: z.array(
    z.object({
      provider: z.string(),
      model: z.string(),
      request: z.object({ guidance: z.number().nullable() }).loose(),
    }),
  ),
});

/** What servers have is asked of them before a plan counts with it. */
describe('Beside a local server without the LoRA', () => {
  let local: Simulator;
  let fal: Simulator;
  let hub: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    [local, fal, hub] = await Promise.all([startSdWebui(), startFal(), startHuggingFace()]);
    bridge = await startBridge(
      {
        default: 'main',
        models: [
          {
            id: 'main',
            family: 'flux',
            chain: [{ provider: 'sd-webui', family: 'other' }, { provider: 'fal' }],
          },
          { id: 'hosted', family: 'flux', chain: [{ provider: 'huggingface' }] },
        ],
      },
      {
        SD_ENABLED: 'true',
        SD_API_URL: local.url,
        FAL_API_KEY: 'simulated:key',
        FAL_QUEUE_URL: fal.url,
        HUGGINGFACE_API_KEY: 'simulated',
        HF_INFERENCE_URL: `${hub.url}/hf-inference`,
        HF_ENDPOINT: hub.url,
        HF_IMAGE_MODEL: SDXL,
      },
    );
  });

  afterAll(async () => {
    await Promise.all([bridge.close(), local.close(), fal.close(), hub.close()]);
  });

  async function post(path: string, body: object): Promise<unknown> {
    const response = await fetch(`${bridge.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  it('another provider that applies it is asked first', async () => {
    const loras = [{ name: 'https://example.com/nowhere.safetensors', weight: 0.8 }];
    const { provider, vendor_model: model } = Generated.parse(
      await post('/v1/images/generations', { prompt: 'a fox', loras, size: '512x512' }),
    );
    expect([provider, model]).toEqual(['fal', 'fal-ai/flux-lora']);
  });

  it('a LoRA that the server has leaves it the first', async () => {
    const { provider } = Generated.parse(
      await post('/v1/images/generations', {
        prompt: 'a fox',
        loras: [{ name: 'winter', weight: 0.8 }],
        size: '256x256',
      }),
    );
    expect(provider).toBe('sd-webui');
  });

  it('the checkpoint that is loaded is the model of the answer and of each attempt', async () => {
    const answer = Generated.parse(
      await post('/v1/images/generations', { prompt: 'a hare', size: '256x256' }),
    );
    const { sd_model_checkpoint: loaded } = z
      .object({ sd_model_checkpoint: z.string() })
      .parse(await (await fetch(`${local.url}/sdapi/v1/options`)).json());
    expect(answer.vendor_model).toBe(loaded);
    expect(answer.attempts.map(({ model }) => model)).toEqual([loaded]);
  });

  it('the model of a setting has its own family, whatever that of the chain', async () => {
    const { candidates } = Plan.parse(
      await post('/v1/images/plan', { model: 'hosted', prompt: 'a fox', guidance_scale: 7, size: '512x512' }),
    );
    expect(candidates).toEqual([
      expect.objectContaining({ model: SDXL, request: expect.objectContaining({ guidance: 7 }) }),
    ]);
  });
});
