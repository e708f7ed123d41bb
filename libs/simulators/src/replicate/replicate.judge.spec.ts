import ReplicateClient, { type Prediction } from 'replicate';
import sharp from 'sharp';
import type { QueueVendorOptions, Simulator } from '../kit/index.js';
import { VERSION } from './catalogue.js';
import { startReplicate } from './index.js';

const MODEL = 'black-forest-labs/flux-dev-lora';
const FOX = { prompt: 'a fox', aspect_ratio: '3:2', output_format: 'png', seed: 7 };

/** Replicate's own client is the judge: what it takes for Replicate is near enough to it. */
describe('the simulated Replicate, before the client of Replicate', () => {
  let vendor: Simulator;
  let client: ReplicateClient;

  async function begin(options: QueueVendorOptions = {}): Promise<void> {
    vendor = await startReplicate({ apiKey: 'r8_secret', ...options });
    client = clientWith('r8_secret');
  }

  function clientWith(auth: string): ReplicateClient {
    return new ReplicateClient({ auth, baseUrl: `${vendor.url}/v1`, useFileOutput: false });
  }

  afterEach(async () => vendor.close());

  async function pictureAt(url: unknown): Promise<Buffer> {
    return Buffer.from(await (await fetch(String(url))).arrayBuffer());
  }

  function addressesIn(output: unknown): unknown[] {
    return Array.isArray(output) ? output : [output];
  }

  it('runs a model, and hands over addresses of pictures', async () => {
    await begin();
    const seen: Prediction['status'][] = [];
    const input = { ...FOX, num_outputs: 2 };
    const output = await client.run(MODEL, { input, wait: { mode: 'poll', interval: 1 } }, ({ status }) => {
      seen.push(status);
    });
    expect(seen.at(0)).toBe('starting');
    expect(seen.at(-1)).toBe('succeeded');
    const pictures = await Promise.all(addressesIn(output).map(pictureAt));
    expect(pictures).toHaveLength(2);
    expect(await sharp(pictures[0]).metadata()).toMatchObject({ format: 'png', width: 1216, height: 832 });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
  });

  it('describes its models, and says at the end what a prediction took', async () => {
    await begin();
    const model = await client.models.get('black-forest-labs', 'flux-dev-lora');
    expect(model).toMatchObject({ owner: 'black-forest-labs', latest_version: { id: VERSION } });
    await expect(client.models.get('acme', 'none')).rejects.toMatchObject({ response: { status: 404 } });
    const ended = await client.wait(await client.predictions.create({ model: MODEL, input: FOX }), {
      interval: 1,
    });
    expect(ended).toMatchObject({ logs: expect.stringContaining('28/28'), metrics: { predict_time: 2.1 } });
  });

  it('runs a version, and a model that hands over one address', async () => {
    await begin();
    const wait = { mode: 'poll', interval: 1 } as const;
    expect(await client.run(`acme/style:${VERSION}`, { input: FOX, wait })).toHaveLength(1);
    const pro = await client.run('black-forest-labs/flux-1.1-pro', { input: FOX, wait });
    expect(pro).toEqual(expect.stringContaining(vendor.url));
  });

  it('cancels what runs and what waits', async () => {
    await begin({ concurrency: 1 });
    vendor.fault('slow');
    const running = await client.predictions.create({ model: MODEL, input: FOX });
    const waiting = await client.predictions.create({ model: MODEL, input: FOX });
    const { status, logs } = await client.predictions.get(running.id);
    expect({ status, logs }).toEqual({ status: 'processing', logs: expect.stringContaining('14/28') });
    expect((await client.predictions.get(waiting.id)).status).toBe('starting');
    expect((await client.predictions.cancel(waiting.id)).status).toBe('canceled');
    expect((await client.predictions.cancel(running.id)).status).toBe('canceled');
    expect(vendor.state()).toMatchObject({ submissions: 2, charges: 1, cancellations: 2 });
  });

  it('paints over a file that was uploaded, under a mask', async () => {
    await begin();
    const plain = sharp({ create: { width: 256, height: 128, channels: 3, background: '#c83c28' } });
    const source = await plain.png().toBuffer();
    const mask = await sharp({ create: { width: 256, height: 128, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    // The client uploads what is a buffer.
    const output = await client.run('black-forest-labs/flux-fill-dev', {
      input: { prompt: 'a fox', image: source, mask, output_format: 'png' },
      wait: { mode: 'poll', interval: 1 },
    });
    const [first] = await Promise.all(addressesIn(output).map(pictureAt));
    expect(await sharp(first).raw().toBuffer()).toEqual(await plain.raw().toBuffer());
    expect(vendor.requests.filter(({ path }) => path === '/v1/files')).toHaveLength(2);
  });

  it('says no in words that the client reads, and fails in a prediction', async () => {
    await begin();
    const stranger = clientWith('r8_other').accounts.current();
    await expect(stranger).rejects.toMatchObject({ response: { status: 401 } });
    expect(await client.accounts.current()).toMatchObject({ username: 'acme' });
    await expect(
      client.predictions.create({ model: MODEL, input: { ...FOX, num_outputs: 5 } }),
    ).rejects.toThrow(/num_outputs/);
    vendor.fault('content_policy');
    const wait = { mode: 'poll', interval: 1 } as const;
    await expect(client.run(MODEL, { input: FOX, wait })).rejects.toThrow('NSFW content detected');
    expect(vendor.state()).toMatchObject({ submissions: 2, charges: 0 });
  });
});
