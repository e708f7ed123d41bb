import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startRunware } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'runware' }] }] };

describe('A picture folder that can no longer be written', () => {
  let runware: Simulator;
  let bridge: RunningBridge;
  let folder: string;

  beforeAll(async () => {
    runware = await startRunware();
    folder = await mkdtemp(join(tmpdir(), 'fusionbridge-pictures-'));
    bridge = await startBridge(MODELS, {
      RUNWARE_API_KEY: 'simulated-key',
      RUNWARE_ENDPOINT: `${runware.url}/v1`,
      IMAGE_DATA_PATH: folder,
    });
  });

  afterAll(async () => {
    await bridge.close();
    await runware.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function paint(): Promise<[status: number, retryAfter: string | null, charges: number]> {
    const { status, headers } = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a fox', size: '256x256' }),
    });
    return [status, headers.get('retry-after'), runware.state().charges];
  }

  async function health(): Promise<unknown> {
    const response = await fetch(`${bridge.url}/health`);
    return [response.status, await response.json()];
  }

  it('costs one picture at most, is told, and is over when it can be written again', async () => {
    expect(await paint()).toEqual([200, null, 1]);
    await rename(folder, `${folder}-away`);
    await writeFile(folder, 'in the way');

    const [, , charges] = await paint();
    expect(charges).toBe(2);
    expect(await paint()).toEqual([503, '10', 2]);
    expect(await paint()).toEqual([503, '10', 2]);
    const problems = ['Pictures cannot be kept: a file has the name of the folder.'];
    expect(await health()).toEqual([503, { status: 'unavailable', problems }]);

    await rm(folder);
    await rename(`${folder}-away`, folder);

    expect(await paint()).toEqual([200, null, 3]);
    expect(await health()).toEqual([200, { status: 'ok' }]);
  });
});
