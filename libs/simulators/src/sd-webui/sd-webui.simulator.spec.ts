import type { Simulator } from '../kit/index.js';
import { startSdWebui } from './index.js';

describe(startSdWebui, () => {
  let vendor: Simulator;

  beforeEach(async () => {
    vendor = await startSdWebui();
  });

  afterEach(async () => {
    await vendor.close();
  });

  async function post(route: string, body: unknown): Promise<{ status: number; json: unknown }> {
    const response = await fetch(`${vendor.url}/sdapi/v1/${route}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: response.status, json: await response.json() };
  }

  async function get(route: string): Promise<unknown> {
    return (await fetch(`${vendor.url}/sdapi/v1/${route}`)).json();
  }

  it('finds wrong types as FastAPI does', async () => {
    expect(await post('txt2img', { steps: 'many', prompt: ['a'] })).toEqual({
      status: 422,
      json: {
        detail: [
          { loc: ['body', 'prompt'], msg: 'str type expected', type: 'type_error.str' },
          { loc: ['body', 'steps'], msg: 'value is not a valid integer', type: 'type_error.integer' },
        ],
      },
    });
  });

  it('wants a picture to start from, and one that can be read', async () => {
    expect(await post('img2img', {})).toMatchObject({
      status: 404,
      json: { detail: 'Init image not found' },
    });
    expect(await post('img2img', { init_images: ['AAAA'] })).toMatchObject({
      status: 500,
      json: { error: 'HTTPException', detail: 'Invalid encoded image' },
    });
  });

  it('paints one after another and shows only the one that runs', async () => {
    vendor.fault('slow');
    const first = post('txt2img', { width: 64, height: 64, steps: 20 });
    await vendor.working(1);
    const second = post('txt2img', { width: 64, height: 64, steps: 30 });
    expect(await get('progress')).toMatchObject({
      progress: 0.5,
      current_image: expect.any(String),
      state: { job: 'scripts_txt2img', job_count: 1, sampling_step: 10, sampling_steps: 20 },
    });
    vendor.release();
    expect([(await first).status, (await second).status]).toEqual([200, 200]);
    expect(await get('progress')).toMatchObject({
      progress: 0,
      current_image: null,
      state: { job_count: 0 },
    });
  });

  it('goes on when the client leaves, and ends when it is interrupted', async () => {
    vendor.fault('hang_after_accept');
    const leaving = new AbortController();
    const gone = fetch(`${vendor.url}/sdapi/v1/txt2img`, {
      method: 'POST',
      body: JSON.stringify({ width: 64, height: 64 }),
      signal: leaving.signal,
    }).catch(() => 'gone');
    await vendor.working(1);
    leaving.abort();
    expect(await gone).toBe('gone');
    expect(await get('progress')).toMatchObject({ state: { job_count: 1 } });
    await post('interrupt', {});
    expect((await post('txt2img', { width: 64, height: 64 })).status).toBe(200);
    expect(vendor.state().cancellations).toBe(1);
  });

  it('changes the loaded model by its options', async () => {
    expect(await post('options', { sd_model_checkpoint: 'nobody' })).toMatchObject({
      status: 500,
      json: { error: 'RuntimeError' },
    });
    expect(await post('options', { sd_model_checkpoint: 'flux1-dev-fp8' })).toEqual({
      status: 200,
      json: null,
    });
    expect(await get('options')).toMatchObject({
      sd_model_checkpoint: 'flux1-dev-fp8.safetensors [8e91b68084]',
    });
  });
});
