import { createOpenAI } from '@ai-sdk/openai';
import { generateImage } from 'ai';
import OpenAI from 'openai';
import type { Fault, Simulator } from '@fusionbridge/simulators';
import { type BridgeOverVendors, startOverVendors } from './bridge-over-vendors.js';
import { EDIT_VENDORS } from './edit-vendors.js';

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

const VENDORS = EDIT_VENDORS.filter(({ provider }) => PROVIDERS.some((one) => one === provider));

describe('official SDKs, which repeat failed calls by themselves', () => {
  let place: BridgeOverVendors;

  beforeAll(async () => {
    place = await startOverVendors(VENDORS, MODELS);
  });

  afterAll(() => place.close());

  beforeEach(() => place.reset());

  function vendorOf(provider: string): Simulator {
    const vendor = place.simulators.get(provider);
    if (vendor === undefined) {
      throw new Error(`no simulator of ${provider}`);
    }
    return vendor;
  }

  it('paints with both', async () => {
    const openai = createOpenAI({ baseURL: `${place.bridge.url}/v1`, apiKey: 'none' });
    const { image } = await generateImage({ model: openai.image('fal-only'), prompt: 'a fox' });
    expect(image.mediaType).toBe('image/png');
    const client = new OpenAI({ baseURL: `${place.bridge.url}/v1`, apiKey: 'none' });
    const { data } = await client.images.generate({ model: 'openai-only', prompt: 'a fox' });
    expect(data).toHaveLength(1);
  });

  it.each(FAULTS)('buy at most once after %s of %s: the AI SDK', async (fault, provider) => {
    vendorOf(provider).fault(fault, 9);
    const openai = createOpenAI({ baseURL: `${place.bridge.url}/v1`, apiKey: 'none' });
    const painted = generateImage({ model: openai.image(`${provider}-only`), prompt: `${fault} a fox` });
    await expect(painted).rejects.toMatchObject({ statusCode: 424 });
    expect(vendorOf(provider).state().submissions).toBe(1);
  });

  it.each(FAULTS)('buy at most once after %s of %s: openai for Node', async (fault, provider) => {
    vendorOf(provider).fault(fault, 9);
    const client = new OpenAI({ baseURL: `${place.bridge.url}/v1`, apiKey: 'none' });
    const painted = client.images.generate({ model: `${provider}-only`, prompt: `${fault} a fox` });
    await expect(painted).rejects.toMatchObject({ status: 424 });
    expect(vendorOf(provider).state().submissions).toBe(1);
  });
});
