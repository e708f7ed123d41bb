import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Simulator, startGradioSpace, startWaveSpeed } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const SHIPPED: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../config/models.json'), 'utf8'));
const TOKEN = 'hf_simulated';

const Answer = z.object({
  data: z.array(z.object({ b64_json: z.string() })),
  fusionbridge: z.object({
    attempts: z.array(z.object({ provider: z.string(), outcome: z.string() })),
    cost: z.object({ usd: z.number(), source: z.string() }),
    degradations: z.array(z.object({ asked: z.string(), given: z.string() })),
  }),
});

/** The bridge as it is shipped, with a Space before WaveSpeed. */
describe.each([
  ['a public Space', { token: TOKEN }, {}],
  ['a private Space', { token: TOKEN, isPrivate: true }, { HF_TOKEN: TOKEN }],
])('%s, first of the usual chain', (_name, options, env) => {
  let space: Simulator;
  let wavespeed: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    [space, wavespeed] = await Promise.all([startGradioSpace(options), startWaveSpeed()]);
    bridge = await startBridge(z.looseObject({}).parse(SHIPPED), {
      HF_SPACE_NAME: space.url,
      WAVESPEED_API_KEY: 'simulated-key',
      WAVESPEED_BASE_URL: `${wavespeed.url}/api/v3`,
      ...env,
    });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all([space.close(), wavespeed.close()]);
  });

  beforeEach(async () => {
    await bridge.reset();
    space.reset();
    wavespeed.reset();
  });

  async function painted(
    prompt: string,
    given: object = {},
  ): Promise<z.infer<typeof Answer>['fusionbridge']> {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt, size: '256x256', response_format: 'b64_json', ...given }),
    });
    const { data, fusionbridge } = Answer.parse(await response.json());
    expect(data).toHaveLength(1);
    return fusionbridge;
  }

  it('paints for nothing', async () => {
    expect(await painted('a fox')).toMatchObject({
      attempts: [{ provider: 'huggingface-space', outcome: 'delivered' }],
      cost: { usd: 0, source: 'free' },
    });
    expect(wavespeed.state().submissions).toBe(0);
  });

  it('is left alone until its quota is back', async () => {
    const { attempts } = await painted('zerogpu-quota');
    expect(attempts).toEqual([
      { provider: 'huggingface-space', outcome: 'rejected' },
      { provider: 'wavespeed', outcome: 'delivered' },
    ]);
    expect((await painted('a fox')).attempts).toEqual([{ provider: 'wavespeed', outcome: 'delivered' }]);
    expect(space.state().submissions).toBe(1);
  });

  it('paints numbers beyond its sliders at their ends, which its description names', async () => {
    const { attempts, degradations } = await painted('a fox', { num_inference_steps: 60 });
    expect(attempts).toEqual([{ provider: 'huggingface-space', outcome: 'delivered' }]);
    expect(degradations).toEqual([{ asked: '60', given: '50' }]);
  });

  it('goes on painting for nothing after orders that it refused for words that it does not like', async () => {
    for (let order = 0; order < 6; order += 1) {
      const { attempts } = await painted('raised-error', { seed: order });
      expect(attempts.map(({ provider }) => provider)).toEqual(['huggingface-space', 'wavespeed']);
    }
    expect((await painted('a fox')).attempts).toEqual([
      { provider: 'huggingface-space', outcome: 'delivered' },
    ]);
  });
});

describe('a Space that always fills a gallery', () => {
  it('says that it painted more than were asked for', async () => {
    const space = await startGradioSpace();
    const model = { id: 'space', chain: [{ provider: 'huggingface-space' }] };
    const parameters = { prompt: '{prompt}', seed: '{seed}', width: '{width}', height: '{height}' };
    const bridge = await startBridge(
      { default: 'space', models: [model] },
      {
        HF_SPACE_NAME: space.url,
        HF_SPACE_ENDPOINT: '/sheet',
        HF_SPACE_PARAMETERS: JSON.stringify(parameters),
      },
    );
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a fox', size: '256x256' }),
    });
    expect(await response.json()).toMatchObject({
      data: [expect.anything()],
      fusionbridge: { degradations: [{ field: 'n', asked: '1', given: 'the first 1 of 3' }] },
    });
    await bridge.close();
    await space.close();
  });
});

describe("an operator's mistake", () => {
  it.each([
    [{ HF_SPACE_ENDPOINT: '/infer' }, 'HF_SPACE_ENDPOINT'],
    [{ HF_SPACE_PARAMETERS: '{"text":"{prompt}"}' }, 'HF_SPACE_PARAMETERS'],
    [{ HF_SPACE_NAME: 'nobody/nothing' }, 'HF_SPACE_NAME'],
  ])("is never told as the client's: %j", async (env, setting) => {
    const space = await startGradioSpace();
    const models = {
      default: 'space',
      models: [{ id: 'space', chain: [{ provider: 'huggingface-space' }] }],
    };
    const bridge = await startBridge(models, { HF_SPACE_NAME: space.url, HF_ENDPOINT: space.url, ...env });
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a fox', size: '256x256' }),
    });
    expect([response.status, response.headers.get('x-should-retry')]).toEqual([424, 'false']);
    expect(await response.text()).toContain(setting);
    await bridge.close();
    await space.close();
  });
});
