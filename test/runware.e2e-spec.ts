import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Fault, type Simulator, startRunware, startWaveSpeed } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const SHIPPED: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../config/models.json'), 'utf8'));

const Answer = z.object({
  data: z.array(z.object({ b64_json: z.string() })),
  fusionbridge: z.object({
    attempts: z.array(z.object({ provider: z.string(), outcome: z.string() })),
    degradations: z.array(z.object({ field: z.string(), asked: z.string(), why: z.string() })),
    cost: z.object({ usd: z.number(), source: z.string() }),
  }),
});

/** The bridge as it is shipped, with keys for Runware and for WaveSpeed behind it. */
describe('Runware, first of the usual chain', () => {
  let runware: Simulator;
  let wavespeed: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    [runware, wavespeed] = await Promise.all([startRunware({ uploadTurns: 1 }), startWaveSpeed()]);
    bridge = await startBridge(z.looseObject({}).parse(SHIPPED), {
      RUNWARE_API_KEY: 'simulated-key',
      RUNWARE_ENDPOINT: `${runware.url}/v1`,
      RUNWARE_AIR_SOURCE: 'fusionbridge',
      RUNWARE_TIMEOUT_SECONDS: '5',
      WAVESPEED_API_KEY: 'simulated-key',
      WAVESPEED_BASE_URL: `${wavespeed.url}/api/v3`,
    });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all([runware.close(), wavespeed.close()]);
  });

  beforeEach(async () => {
    await bridge.reset();
    runware.reset();
    wavespeed.reset();
  });

  async function painted(body: object = {}): Promise<z.infer<typeof Answer>> {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a fox', size: '256x256', response_format: 'b64_json', ...body }),
    });
    return Answer.parse(await response.json());
  }

  it.each<Fault>(['hang_after_accept', 'drop_after_accept', 'break_off', 'wrong_json', 'other_json'])(
    'brings the picture that was bought after %s, and buys no other',
    async (fault) => {
      runware.fault(fault);
      const { fusionbridge } = await painted();
      expect(fusionbridge).toEqual({
        attempts: [{ provider: 'runware', outcome: 'delivered' }],
        degradations: [],
        cost: { usd: 0.0013, source: 'reported' },
      });
      expect([runware.state().charges, wavespeed.state().submissions]).toEqual([1, 0]);
    },
  );

  it('goes on to the next vendor where Runware has no credit', async () => {
    runware.fault('out_of_credit');
    const { fusionbridge } = await painted();
    expect(fusionbridge.attempts).toEqual([
      { provider: 'runware', outcome: 'rejected' },
      { provider: 'wavespeed', outcome: 'delivered' },
    ]);
  });

  it('uploads a LoRA and tells of one that could not be', async () => {
    const good = 'https://host.example/elena.safetensors';
    const bad = 'https://unreachable.example/style.safetensors';
    const lora_settings = [
      { name: good, weight: 0.8 },
      { name: bad, weight: 0.5 },
      { name: 'civitai:1@2', weight: 1 },
    ];
    const { data, fusionbridge } = await painted({ lora_settings });
    expect(data).toHaveLength(1);
    expect(fusionbridge.degradations).toEqual([
      { field: 'lora_settings', asked: `${bad}:0.5`, why: expect.stringContaining('could not be uploaded') },
    ]);
    const [order = ''] = runware.requests
      .map(({ body }) => body.toString())
      .filter((body) => body.includes('imageInference'));
    expect(order).toContain('"lora":[{"model":"fusionbridge:');
    expect(order).toContain('"weight":0.8},{"model":"civitai:1@2","weight":1}]');
  });
});
