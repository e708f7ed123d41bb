import { z } from 'zod';
import {
  type Fault,
  type Simulator,
  startHuggingFace,
  startRunware,
  startSdWebui,
} from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const Answer = z.object({
  provider: z.string().optional(),
  message: z.string().optional(),
  providers: z.array(z.object({ provider: z.string(), reason: z.string() })).optional(),
});

/** The fallback service's third scenario: the cloud is down, however that shows, and the local server paints. */
describe('falling back to a local server that costs nothing', () => {
  let cloud: Simulator;
  let runware: Simulator;
  let local: Simulator;
  /** Hugging Face first, and Runware before it. */
  let two: RunningBridge;
  let three: RunningBridge;
  /** All three, the local server also after a refusal. */
  let lenient: RunningBridge;

  beforeAll(async () => {
    [cloud, runware, local] = await Promise.all([startHuggingFace(), startRunware(), startSdWebui()]);
    const env = {
      HUGGINGFACE_API_KEY: 'simulated',
      HF_INFERENCE_URL: `${cloud.url}/hf-inference`,
      HF_TIMEOUT_SECONDS: '1',
      RUNWARE_API_KEY: 'simulated',
      RUNWARE_ENDPOINT: `${runware.url}/v1`,
      SD_ENABLED: 'true',
      SD_API_URL: local.url,
    };
    const over = async (...providers: string[]): Promise<RunningBridge> => {
      const chain = providers.map((provider) => ({ provider }));
      return startBridge({ default: 'main', models: [{ id: 'main', chain }] }, env);
    };
    two = await over('huggingface', 'sd-webui');
    three = await over('runware', 'huggingface', 'sd-webui');
    const chain = [
      { provider: 'runware' },
      { provider: 'huggingface' },
      { provider: 'sd-webui', after_refusal: true },
    ];
    lenient = await startBridge({ default: 'main', models: [{ id: 'main', chain }] }, env);
  });

  afterAll(async () => {
    await Promise.all([two.close(), three.close(), lenient.close()]);
    await Promise.all([cloud.close(), runware.close(), local.close()]);
  });

  beforeEach(async () => {
    await Promise.all([two.reset(), three.reset(), lenient.reset()]);
    [cloud, runware, local].forEach((one) => one.reset());
  });

  async function generate(bridge: RunningBridge): Promise<z.infer<typeof Answer> & { status: number }> {
    const response = await fetch(`${bridge.url}/api/ai/generate-image`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a robot', width: 256, height: 256 }),
    });
    return { status: response.status, ...Answer.parse(await response.json()) };
  }

  it('has the local server paint what a vendor refused for its content, where the chain says so', async () => {
    runware.fault('content_policy');
    expect(await generate(lenient)).toMatchObject({ status: 200, provider: 'stable-diffusion' });
    expect(cloud.state().submissions).toBe(0);
  });

  it('ends with a refusal of the content where the chain does not say so', async () => {
    runware.fault('content_policy');
    expect((await generate(three)).status).toBe(400);
    expect(local.state().submissions).toBe(0);
  });

  it.each<Fault>([
    'server_error',
    'hang_before_accept',
    'hang_after_accept',
    'drop_after_accept',
    'bad_gateway',
    'wrong_json',
    'unauthorized',
  ])('has the local server paint after %s', async (fault) => {
    cloud.fault(fault);
    expect(await generate(two)).toMatchObject({ status: 200, provider: 'stable-diffusion' });
    expect(cloud.state().submissions).toBeLessThanOrEqual(1);
  });

  it.each<Fault>(['job_lost', 'server_error'])(
    'asks no second vendor that charges after Runware’s %s, but the local server',
    async (fault) => {
      runware.fault(fault);
      expect(await generate(three)).toMatchObject({ status: 200, provider: 'stable-diffusion' });
      expect(cloud.state().submissions).toBe(0);
    },
  );

  it('tells of everybody who was asked, and why nobody else was', async () => {
    runware.fault('server_error');
    local.fault('server_error');
    const { status, message, providers } = await generate(three);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(message).toMatch(
      /with all providers that could be asked\. Last error: stable-diffusion .*All errors: runware /,
    );
    expect(message).toContain('runware may have charged for it');
    expect(providers).toMatchObject([{ provider: 'runware' }, { provider: 'stable-diffusion' }]);
  });
});
