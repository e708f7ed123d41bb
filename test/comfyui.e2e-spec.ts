import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ComfyuiSimulator, type Fault, startComfyui } from '@fusionbridge/simulators';
import { A1111Client, Info, until } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const CONFIG = join(import.meta.dirname, '../config');
const SHIPPED: unknown = JSON.parse(readFileSync(join(CONFIG, 'models.json'), 'utf8'));
const SIZE = { width: 128, height: 64 };

/** The bridge as it is shipped, with the address of a ComfyUI and nothing else. */
describe('ComfyUI behind the bridge', () => {
  let comfyui: ComfyuiSimulator;
  let bridge: RunningBridge;
  let client: A1111Client;

  beforeAll(async () => {
    comfyui = await startComfyui({ slowMs: 60_000 });
    bridge = await bridgeWith(5);
    client = new A1111Client(bridge.url);
  });

  async function bridgeWith(timeoutSeconds: number): Promise<RunningBridge> {
    return startBridge(z.looseObject({}).parse(SHIPPED), {
      COMFYUI_URL: comfyui.url,
      COMFYUI_WORKFLOWS: join(CONFIG, 'workflows'),
      COMFYUI_TIMEOUT_SECONDS: String(timeoutSeconds),
    });
  }

  afterAll(async () => {
    await bridge.close();
    await comfyui.close();
  });

  beforeEach(async () => {
    await bridge.reset();
    comfyui.reset();
  });

  function orders(): string[] {
    return comfyui.requests.filter(({ path }) => path === '/prompt').map(({ body }) => body.toString());
  }

  it('paints with a LoRA of the server, for nothing', async () => {
    const { images, info } = await client.paint('txt2img', {
      prompt: 'a fox <lora:elena:0.8>',
      seed: 3,
      ...SIZE,
    });
    expect(images).toHaveLength(1);
    expect(Info.parse(info)).toMatchObject({ provider: 'comfyui', seed: 3, cost: 0, degradations: [] });
    expect(orders()).toEqual([expect.stringContaining('"lora_name":"characters/elena.safetensors"')]);
  });

  it('tells of a LoRA that the server does not have', async () => {
    const { info } = await client.paint('txt2img', { prompt: 'a fox <lora:nobody:1>', ...SIZE });
    expect(Info.parse(info).degradations).toEqual([
      expect.objectContaining({ field: 'loras', asked: 'nobody:1', given: 'dropped' }),
    ]);
  });

  it('shows clients how far it is, and stops its prompt when they give up', async () => {
    const patient = await bridgeWith(60);
    const waiting = new A1111Client(patient.url);
    comfyui.fault('slow');
    const call = waiting.call('POST', 'txt2img', JSON.stringify({ prompt: 'a fox', ...SIZE }));
    await until(
      () => waiting.progress(),
      ({ textinfo }) => textinfo?.includes('working') === true,
    );
    await waiting.post('interrupt');
    await call.answered;
    expect(comfyui.state()).toMatchObject({ submissions: 1, cancellations: 1 });
    await patient.close();
  });

  it.each<Fault>(['hang_after_accept', 'drop_after_accept', 'break_off', 'wrong_json', 'other_json'])(
    'finds the picture of the one order after %s',
    async (fault) => {
      comfyui.fault(fault);
      const { images } = await client.paint('txt2img', { prompt: 'a fox', ...SIZE });
      expect(images).toHaveLength(1);
      expect(comfyui.state()).toMatchObject({ submissions: 1, charges: 1 });
    },
  );
});
