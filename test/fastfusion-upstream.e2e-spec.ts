import { z } from 'zod';
import { type Simulator, startOpenAiCompatible, startSdWebui } from '@fusionbridge/simulators';
import { leftHalfMask, wovenPng } from './edit-pictures.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const Answer = z.object({
  fusionbridge: z.object({
    provider: z.string(),
    attempts: z.array(z.object({ provider: z.string(), outcome: z.string() })),
    degradations: z.array(z.object({ field: z.string(), asked: z.string(), given: z.string() })),
  }),
});
type Account = z.infer<typeof Answer>['fusionbridge'];

const SIZE = { width: 128, height: 64 };
const FASTFUSION = { provider: 'openai-compatible', model: '' };
const WEBUI = { provider: 'sd-webui', model: '' };
const MODELS = {
  default: 'fastfusion',
  models: [
    { id: 'fastfusion', chain: [FASTFUSION] },
    { id: 'both', routing: 'ordered', chain: [FASTFUSION, WEBUI] },
  ],
};

/** Everything that real FastFusion (f37983d) was seen to refuse or to pass over in silence. */
describe('FastFusion as an upstream', () => {
  let fastfusion: Simulator;
  let webui: Simulator;
  let bridge: RunningBridge;
  let source: Buffer;

  beforeAll(async () => {
    fastfusion = await startOpenAiCompatible({ flavour: 'fastfusion' });
    webui = await startSdWebui();
    bridge = await startBridge(MODELS, {
      OPENAI_COMPATIBLE_BASE_URL: `${fastfusion.url}/v1`,
      OPENAI_COMPATIBLE_SERVER: 'fastfusion',
      SD_ENABLED: 'true',
      SD_API_URL: webui.url,
    });
    source = await wovenPng(SIZE);
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all([fastfusion.close(), webui.close()]);
  });

  beforeEach(async () => {
    await bridge.reset();
    fastfusion.reset();
    webui.reset();
  });

  async function post(path: string, body: FormData | object): Promise<{ status: number; text: string }> {
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${bridge.url}/v1/images/${path}`, {
      method: 'POST',
      ...(body instanceof FormData ? { body } : json),
    });
    return { status: response.status, text: await response.text() };
  }

  async function accountOf(path: string, body: FormData | object): Promise<Account> {
    const { status, text } = await post(path, body);
    expect([status, text.slice(0, 500)]).toEqual([200, expect.anything()]);
    return Answer.parse(JSON.parse(text)).fusionbridge;
  }

  async function form(fields: Record<string, string>, withMask = true): Promise<FormData> {
    const body = new FormData();
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    body.append('image', new Blob([new Uint8Array(source)]), 'source.png');
    if (withMask) {
      const mask = await leftHalfMask(SIZE, 'white');
      body.append('mask', new Blob([new Uint8Array(mask)]), 'mask.png');
      body.append('mask_mode', 'luminance');
    }
    return body;
  }

  it.each([true, false])(
    'edits a picture whose client leaves all numbers open; a mask: %s',
    async (masked) => {
      const { attempts } = await accountOf('edits', await form({ prompt: 'a fox' }, masked));
      expect(attempts).toEqual([{ provider: 'openai-compatible', outcome: 'delivered' }]);
    },
  );

  it('leaves the LoRAs of an edit out and says so, or asks somebody who applies them', async () => {
    const loras = { prompt: 'a fox', lora_settings: '[{"name":"winter","weight":0.5}]' };
    const alone = await accountOf('edits', await form(loras));
    expect(alone.degradations).toContainEqual({
      field: 'lora_settings',
      asked: 'winter:0.5',
      given: 'dropped',
    });
    const chosen = await accountOf('edits', await form({ ...loras, model: 'both' }));
    expect(chosen.provider).toBe('sd-webui');
    expect(chosen.degradations.filter(({ field }) => field === 'lora_settings')).toEqual([]);
  });

  it('varies pictures on the route that it has for that', async () => {
    await accountOf('variations', await form({}, false));
    expect(fastfusion.requests.map(({ path }) => path)).toContain('/v1/images/variations');
  });

  it('sends guidance beside steps, without which the steps would not count', async () => {
    await accountOf('generations', { prompt: 'a fox', size: '64x64', num_inference_steps: 40 });
    const order = fastfusion.requests.find(({ path }) => path === '/v1/images/generations');
    expect(JSON.parse(order?.body.toString() ?? '{}')).toMatchObject({
      num_inference_steps: 40,
      guidance_scale: expect.any(Number),
    });
  });

  it('tells the client of a LoRA that is not loaded there, and goes on asking it for the next picture', async () => {
    for (let order = 0; order < 6; order += 1) {
      const lora_settings = [{ name: 'elna', weight: 1 }];
      const { status, text } = await post('generations', {
        prompt: `fox ${order}`,
        size: '64x64',
        lora_settings,
      });
      expect([status, text]).toEqual([400, expect.stringContaining('not in the list of present adapters')]);
    }
    const { provider } = await accountOf('generations', { prompt: 'a hare', size: '64x64', model: 'both' });
    expect(provider).toBe('openai-compatible');
  });
});
