import { type Simulator, startOpenAiCompatible, startSdWebui } from '@fusionbridge/simulators';
import sharp from 'sharp';
import { A1111Client, bytesOf, until } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const UPSTREAM_KEY = 'sk-upstream-key-1';

/** Two painters, so that each caller can keep one busy. */
function modelsOver(other: Simulator): object {
  return {
    default: 'meadow',
    models: [
      { id: 'meadow', family: 'sd15', chain: [{ provider: 'sd-webui', model: '' }] },
      { id: 'cloud', family: 'other', chain: [{ provider: 'up', model: 'painter' }] },
    ],
    upstreams: [{ name: 'up', baseUrl: `${other.url}/v1`, keyVariable: 'UPSTREAM_KEY' }],
  };
}

describe('two callers of the A1111 API', () => {
  let webui: Simulator;
  let cloud: Simulator;
  let bridge: RunningBridge;
  let anna: A1111Client;
  let bert: A1111Client;

  beforeAll(async () => {
    webui = await startSdWebui({ slowMs: 60_000 });
    cloud = await startOpenAiCompatible({ apiKey: UPSTREAM_KEY, slowMs: 60_000 });
    bridge = await startBridge(modelsOver(cloud), {
      SD_ENABLED: 'true',
      SD_API_URL: webui.url,
      UPSTREAM_KEY,
      API_KEYS: 'anna=mykey-00001,bert=mykey-00002',
      THROTTLE_PER_MINUTE: '100',
    });
    anna = new A1111Client(bridge.url, { authorization: 'Bearer mykey-00001' });
    bert = new A1111Client(bridge.url, { authorization: 'Bearer mykey-00002' });
  });

  afterAll(async () => {
    await bridge.close();
    await webui.close();
    await cloud.close();
  });

  beforeEach(() => {
    webui.reset();
    cloud.reset();
  });

  it('see their own progress only, with the half-painted picture', async () => {
    webui.fault('slow');
    const painting = anna.paint('txt2img', { prompt: 'a fox', steps: 20, batch_size: 2 });
    await webui.working(1);
    const now = await until(
      () => anna.progress(),
      (one) => one.current_image !== null,
    );
    expect(now).toMatchObject({
      progress: 0.25,
      eta_relative: expect.any(Number),
      state: {
        skipped: false,
        interrupted: false,
        stopping_generation: false,
        job: 'scripts_txt2img',
        job_count: 2,
        job_timestamp: expect.stringMatching(/^\d{14}$/),
        job_no: 0,
        sampling_step: 10,
        sampling_steps: 20,
      },
    });
    expect((await sharp(bytesOf(now.current_image ?? undefined)).metadata()).format).toBe('png');
    expect((await anna.get('progress?skip_current_image=true')).body).toMatchObject({
      progress: 0.25,
      current_image: null,
    });
    expect((await bert.get('progress')).body).toEqual({
      progress: 0,
      eta_relative: 0,
      state: {
        skipped: false,
        interrupted: false,
        stopping_generation: false,
        job: '',
        job_count: 0,
        job_timestamp: '0',
        job_no: 0,
        sampling_step: 0,
        sampling_steps: 0,
      },
      current_image: null,
      textinfo: null,
    });
    // SillyTavern would wait 20 s for the end of the picture before it lets its user go on.
    await anna.post('options', { sd_model_checkpoint: 'meadow' });
    expect((await anna.get('progress')).body).toMatchObject({ progress: 0, state: { job_count: 0 } });
    expect((await anna.get('progress')).body).toMatchObject({ progress: 0.25, state: { job_count: 2 } });
    webui.release();
    await painting;
    expect(await anna.progress()).toMatchObject({ progress: 0, state: { job_count: 0 } });
  });

  it('stop their own picture only', async () => {
    webui.fault('slow');
    cloud.fault('slow');
    const stopped = anna.post('txt2img', { prompt: 'a fox' });
    const kept = bert.post('txt2img', { prompt: 'an owl', model: 'cloud' });
    await Promise.all([webui.working(1), cloud.working(1)]);
    expect(await anna.post('interrupt')).toMatchObject({ status: 200, body: {} });
    expect(await stopped).toMatchObject({ status: 500, body: { error: 'Interrupted', detail: '' } });
    expect(await bert.progress()).toMatchObject({ state: { job_count: 1 } });
    cloud.release();
    expect((await kept).status).toBe(200);
  });

  it('do not see or stop from here what they asked for at another door', async () => {
    webui.fault('slow');
    const other = fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { authorization: 'Bearer mykey-00001', 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a fox', model: 'meadow' }),
    });
    await webui.working(1);
    expect(await anna.progress()).toMatchObject({ progress: 0, state: { job_count: 0 } });
    await anna.post('interrupt');
    webui.release();
    expect((await other).status).toBe(200);
  });

  it('may start the next picture at once after an interruption', async () => {
    webui.fault('slow');
    const stopped = anna.post('txt2img', { prompt: 'a fox' });
    await webui.working(1);
    await anna.post('interrupt');
    expect((await anna.post('txt2img', { prompt: 'an owl' })).status).toBe(200);
    expect((await stopped).status).toBe(500);
  });
});

describe('throttling of the A1111 API', () => {
  it('counts pictures, not what clients ask before each of them', async () => {
    const webui = await startSdWebui();
    const bridge = await startBridge(
      { default: 'm', models: [{ id: 'm', family: 'sd15', chain: [{ provider: 'sd-webui', model: '' }] }] },
      { SD_ENABLED: 'true', SD_API_URL: webui.url, THROTTLE_PER_MINUTE: '2' },
    );
    try {
      const client = new A1111Client(bridge.url);
      for (const prompt of ['a fox', 'an owl']) {
        for (const path of ['options', 'progress', 'sd-models']) {
          expect((await client.get(path)).status).toBe(200);
        }
        expect((await client.post('txt2img', { prompt, width: 64, height: 64 })).status).toBe(200);
      }
      const refused = await client.post('txt2img', { prompt: 'a cat' });
      expect(refused).toMatchObject({ status: 429, body: { error: 'HTTPException', errors: '' } });
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(30);
      expect((await client.get('options')).status).toBe(200);
    } finally {
      await bridge.close();
      await webui.close();
    }
  });
});
