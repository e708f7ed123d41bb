import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobService } from '@fusionbridge/jobs';
import { type Simulator, startChat, startSdWebui } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'sd-webui' }] }] };

const REFUSED = 'schoolgirl, nsfw';
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

describe('the content gate', () => {
  let webui: Simulator;
  let service: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    webui = await startSdWebui();
    service = await startChat();
    const blocks = join(mkdtempSync(join(tmpdir(), 'fusionbridge-gate-')), 'blocks.txt');
    writeFileSync(blocks, 'some person\n');
    bridge = await startBridge(MODELS, {
      SD_ENABLED: 'true',
      SD_API_URL: webui.url,
      LLM_BASE_URL: service.url,
      LLM_MODEL: 'simulated-chat',
      MODERATION_URL: service.url,
      CONTENT_BLOCKLIST_PATH: blocks,
    });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all([webui.close(), service.close()]);
  });

  beforeEach(() => {
    webui.reset();
    service.reset();
  });

  async function post(path: string, body: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${bridge.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    return { status: response.status, body: answer };
  }

  const openAi = {
    error: {
      message: expect.stringContaining('refused'),
      type: 'invalid_request_error',
      param: 'prompt',
      code: 'content_policy_violation',
    },
  };
  const a1111 = { error: 'HTTPException', detail: expect.stringContaining('refused'), body: '', errors: '' };
  const simple = {
    success: false,
    error: 'Invalid request',
    message: expect.stringContaining('refused'),
    field: 'prompt',
    providers: [],
  };

  const doors: readonly (readonly [string, object, object])[] = [
    ['/v1/images/generations', {}, openAi],
    ['/v1/images/plan', {}, openAi],
    ['/sdapi/v1/txt2img', {}, a1111],
    ['/sdapi/v1/img2img', { init_images: [PIXEL] }, a1111],
    ['/api/ai/generate-image', {}, simple],
  ];

  it.each(doors)('refuses at %s, and nothing is stored or sent', async (path, rest, body) => {
    const submit = jest.spyOn(bridge.app.get(JobService, { strict: false }), 'submit');
    expect(await post(path, { prompt: REFUSED, ...rest })).toEqual({ status: 400, body });
    expect(submit).not.toHaveBeenCalled();
    expect(webui.state().submissions).toBe(0);
    expect(service.requests).toHaveLength(0);
    submit.mockRestore();
  });

  it.each(doors)('refuses at %s what the operator and the moderation refuse', async (path, rest, body) => {
    expect(await post(path, { prompt: 'Some Person on a horse', ...rest })).toEqual({ status: 400, body });
    expect(service.requests).toHaveLength(0);
    expect(await post(path, { prompt: 'a door flag:violence', ...rest })).toEqual({ status: 400, body });
    expect(webui.state().submissions).toBe(0);
  });

  it('looks at the names of LoRAs too', async () => {
    const body = { prompt: 'a nude figure', lora_settings: [{ name: 'loli-style', weight: 1 }] };
    expect(await post('/v1/images/generations', body)).toEqual({ status: 400, body: openAi });
    expect((await post('/sdapi/v1/txt2img', { prompt: 'a nude figure <lora:loli-style:1>' })).status).toBe(
      400,
    );
  });

  it('paints nothing of a batch of which one picture is refused', async () => {
    const body = { prompt: ['a red door', REFUSED], batch_size: 2 };
    expect(await post('/sdapi/v1/txt2img', body)).toEqual({ status: 400, body: a1111 });
    expect(webui.state().submissions).toBe(0);
  });

  it('lets the rest pass, also with a negative prompt that keeps minors out', async () => {
    const body = { prompt: 'a nude statue', negative_prompt: 'child, loli, underage', width: 64, height: 64 };
    expect((await post('/sdapi/v1/txt2img', body)).status).toBe(200);
    expect(webui.state().submissions).toBe(1);
    expect(service.requests.map(({ path }) => path)).toEqual(['/v1/moderations']);
  });
});
