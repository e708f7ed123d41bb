import { createOpenAI } from '@ai-sdk/openai';
import { generateImage } from 'ai';
import OpenAI from 'openai';
import { startFal } from '../apps/simulators/src/fal/index.js';
import type { Fault, Simulator } from '../apps/simulators/src/kit/index.js';
import { startOpenAiCompatible } from '../apps/simulators/src/openai-compatible/index.js';
import { startRunware } from '../apps/simulators/src/runware/index.js';
import { startTogether } from '../apps/simulators/src/together/index.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const PROVIDERS = ['openai', 'fal', 'together', 'runware'] as const;

const MODELS = {
  default: 'openai-only',
  models: PROVIDERS.map((provider) => ({ id: `${provider}-only`, chain: [{ provider, model: '' }] })),
};

/** Faults after which an order may have been charged, and who has them. */
const FAULTS: readonly (readonly [Fault, (typeof PROVIDERS)[number]])[] = [
  ['drop_after_accept', 'openai'],
  ['drop_after_accept', 'fal'],
  ['drop_after_accept', 'together'],
  ['job_lost', 'runware'],
  ['job_lost', 'fal'],
  ['missing_picture', 'runware'],
  ['missing_picture', 'fal'],
  ['wrong_json', 'openai'],
  ['break_off', 'openai'],
  ['html_picture', 'openai'],
  ['truncated_picture', 'fal'],
  ['black_frame', 'fal'],
  ['server_error', 'openai'],
  ['server_error', 'together'],
];

describe('official SDKs, which repeat failed calls by themselves', () => {
  let vendors: Record<(typeof PROVIDERS)[number], Simulator>;
  let bridge: RunningBridge;

  beforeAll(async () => {
    const [openai, fal, together, runware] = await Promise.all([
      startOpenAiCompatible({ flavour: 'openai' }),
      startFal(),
      startTogether(),
      startRunware(),
    ]);
    vendors = { openai, fal, together, runware };
    bridge = await startBridge(MODELS, {
      OPENAI_API_KEY: 'sk-simulated-key',
      OPENAI_BASE_URL: openai.url,
      FAL_API_KEY: 'simulated:fal',
      FAL_QUEUE_URL: fal.url,
      TOGETHER_API_KEY: 'simulated-together',
      TOGETHER_BASE_URL: together.url,
      RUNWARE_API_KEY: 'simulated-runware',
      RUNWARE_ENDPOINT: runware.url,
    });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all(Object.values(vendors).map((one) => one.close()));
  });

  beforeEach(async () => {
    Object.values(vendors).forEach((one) => one.reset());
    await fetch(`${bridge.url}/reset`, { method: 'POST' });
  });

  it('paints with both', async () => {
    const openai = createOpenAI({ baseURL: `${bridge.url}/v1`, apiKey: 'none' });
    const { image } = await generateImage({ model: openai.image('fal-only'), prompt: 'a fox' });
    expect(image.mediaType).toBe('image/png');
    const client = new OpenAI({ baseURL: `${bridge.url}/v1`, apiKey: 'none' });
    const { data } = await client.images.generate({ model: 'openai-only', prompt: 'a fox' });
    expect(data).toHaveLength(1);
  });

  it.each(FAULTS)('buy at most once after %s of %s: the AI SDK', async (fault, provider) => {
    vendors[provider].fault(fault, 9);
    const openai = createOpenAI({ baseURL: `${bridge.url}/v1`, apiKey: 'none' });
    const painted = generateImage({ model: openai.image(`${provider}-only`), prompt: `${fault} a fox` });
    await expect(painted).rejects.toMatchObject({ statusCode: 424 });
    expect(vendors[provider].state().submissions).toBe(1);
  });

  it.each(FAULTS)('buy at most once after %s of %s: openai for Node', async (fault, provider) => {
    vendors[provider].fault(fault, 9);
    const client = new OpenAI({ baseURL: `${bridge.url}/v1`, apiKey: 'none' });
    const painted = client.images.generate({ model: `${provider}-only`, prompt: `${fault} a fox` });
    await expect(painted).rejects.toMatchObject({ status: 424 });
    expect(vendors[provider].state().submissions).toBe(1);
  });
});
