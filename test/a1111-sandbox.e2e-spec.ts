import sharp from 'sharp';
import { A1111Client, bytesOf, Info, until } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

/** As a fresh clone is: nothing real configured, so the sandbox stands in. */
const MODELS = { default: 'default', models: [{ id: 'default', family: 'flux', chain: [] }] };

/** So slow that it never ends by itself within a test. */
const SLOW_MS = '200000';

async function started(env: Record<string, string>): Promise<[RunningBridge, A1111Client, A1111Client]> {
  const bridge = await startBridge(MODELS, { API_KEYS: 'anna=mykey-00001,bert=mykey-00002', ...env });
  const clients = ['mykey-00001', 'mykey-00002'].map(
    (key) => new A1111Client(bridge.url, { authorization: `Bearer ${key}` }),
  );
  const [anna, bert] = clients;
  if (anna === undefined || bert === undefined) {
    throw new Error('There are two keys.');
  }
  return [bridge, anna, bert];
}

describe('the A1111 API over the sandbox', () => {
  let bridge: RunningBridge;
  let client: A1111Client;

  beforeAll(async () => {
    [bridge, client] = await started({});
  });

  afterAll(() => bridge.close());

  it('paints the same picture for the same seed, and says so', async () => {
    const body = { prompt: 'a fox in the snow', seed: 11, width: 256, height: 192 };
    const one = await client.paint('txt2img', body);
    const two = await client.paint('txt2img', body);
    const pixels = (image: string | undefined): Promise<Buffer> => sharp(bytesOf(image)).raw().toBuffer();
    expect(await pixels(one.images[0])).toEqual(await pixels(two.images[0]));
    expect(Info.parse(one.info)).toMatchObject({ seed: 11, provider: 'sandbox', width: 256, height: 192 });
  });

  it('repaints the white part of a mask and leaves every other pixel', async () => {
    const size = { width: 128, height: 64 };
    const source = await client.paint('txt2img', { prompt: 'a castle at sunset', seed: 1, ...size });
    const half = { create: { width: 64, height: 64, channels: 3 as const, background: '#fff' } };
    const mask = await sharp({ create: { ...size, channels: 3, background: '#000' } })
      .composite([{ input: half, left: 0, top: 0 }])
      .png()
      .toBuffer();
    const { images } = await client.paint('img2img', {
      prompt: 'a cat',
      seed: 2,
      ...size,
      init_images: source.images,
      mask: mask.toString('base64'),
      denoising_strength: 1,
    });
    const part = (image: string | undefined, left: number): Promise<Buffer> =>
      sharp(bytesOf(image)).extract({ left, top: 0, width: 64, height: 64 }).removeAlpha().raw().toBuffer();
    expect(await part(images[0], 64)).toEqual(await part(source.images[0], 64));
    expect(await part(images[0], 0)).not.toEqual(await part(source.images[0], 0));
  });
});

describe('the A1111 API over a slow sandbox', () => {
  let bridge: RunningBridge;
  let anna: A1111Client;
  let bert: A1111Client;

  beforeAll(async () => {
    [bridge, anna, bert] = await started({ SANDBOX_LATENCY_MS: SLOW_MS });
  });

  afterAll(() => bridge.close());

  it('shows a picture coming into being, to who asked for it, and stops for nobody else', async () => {
    const body = { prompt: 'a fox', width: 128, height: 128, steps: 1000 };
    const annas = anna.post('txt2img', body);
    const berts = bert.post('txt2img', body);
    const first = await until(
      () => anna.progress(),
      (now) => now.current_image !== null,
    );
    expect(first.state).toMatchObject({ job_count: 1, sampling_steps: 1000 });
    expect((await sharp(bytesOf(first.current_image ?? undefined)).metadata()).format).toBe('png');
    const later = await until(
      () => anna.progress(),
      (now) => now.progress > first.progress,
    );
    expect(later.eta_relative).toBeGreaterThan(0);

    await until(
      () => bert.progress(),
      (now) => now.state.job_count === 1,
    );
    await anna.post('interrupt');
    expect(await annas).toMatchObject({ status: 500, body: { error: 'Interrupted' } });
    expect(await bert.progress()).toMatchObject({ state: { job_count: 1 } });
    await bert.post('interrupt');
    expect((await berts).status).toBe(500);
  });
});
