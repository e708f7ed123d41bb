import { Client } from '@gradio/client';
import { z } from 'zod';
import type { Simulator } from '../kit/index.js';
import { type GradioSpaceOptions, startGradioSpace } from './index.js';

const FOX = { prompt: 'a fox', width: 128, height: 96, seed: 7, randomize_seed: false };

/** What the official client makes of it: it knows the protocol from the other side. */
describe(startGradioSpace, () => {
  let space: Simulator;
  let client: Client;

  async function begin(options: GradioSpaceOptions = {}): Promise<void> {
    space = await startGradioSpace(options);
    client = await Client.connect(space.url, { events: ['status', 'data', 'log'], record_history: false });
  }

  beforeEach(() => {
    jest.spyOn(console, 'error').mockReturnValue();
    jest.spyOn(console, 'warn').mockReturnValue();
  });

  afterEach(async () => {
    client.close();
    await space.close();
    jest.restoreAllMocks();
  });

  it('is connected to, and lists what it offers', async () => {
    await begin();
    const { named_endpoints: named } = await client.view_api();
    expect(Object.keys(named)).toEqual(['/greet', '/run_lora', '/paint_over', '/restore', '/sheet']);
    expect(named['/run_lora']?.parameters[0]).toMatchObject({
      parameter_name: 'prompt',
      parameter_has_default: false,
      type: 'string',
      component: 'Textbox',
    });
    await client.predict('/run_lora', FOX);
    expect(space.requests.map(({ path }) => path.replace(/\/heartbeat\/.*/, '/heartbeat'))).toEqual(
      expect.arrayContaining(['/config', '/gradio_api/info', '/gradio_api/heartbeat']),
    );
  });

  it('paints, with what is not given as the app has it', async () => {
    await begin();
    const { data } = await client.predict('/run_lora', FOX);
    expect(data).toEqual([
      expect.objectContaining({ url: expect.stringContaining('/gradio_api/file=/tmp/gradio/') }),
      '{"seed":7}',
    ]);
    expect(space.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
  });

  it('takes several orders one after another in one session', async () => {
    await begin();
    const [one, other] = await Promise.all([
      client.predict('/run_lora', FOX),
      client.predict('/run_lora', { ...FOX, seed: 8 }),
    ]);
    expect([one.data, other.data]).toEqual([
      expect.arrayContaining(['{"seed":7}']),
      expect.arrayContaining(['{"seed":8}']),
    ]);
    const { data } = await client.predict('/run_lora', { ...FOX, seed: 9 });
    expect(data).toEqual(expect.arrayContaining(['{"seed":9}']));
  });

  it('tells places, the start, steps and what the app logs', async () => {
    await begin();
    space.fault('slow');
    const first = client.submit('/run_lora', { ...FOX, steps: 20 });
    await space.working(1);
    const second = client.submit('/run_lora', FOX);
    const place = await nextOf(second, (event) => event['position'] !== undefined);
    expect(place).toMatchObject({ stage: 'pending', position: 0, size: 1 });
    expect(await nextOf(first, (event) => event['type'] === 'log')).toMatchObject({ title: 'ZeroGPU queue' });
    expect(await nextOf(first, (event) => event['progress_data'] !== undefined)).toMatchObject({
      progress_data: [{ index: 10, length: 20 }],
    });
    space.release();
    expect(await nextOf(first, (event) => event['stage'] === 'complete')).toMatchObject({ queue: true });
    expect(await nextOf(second, (event) => event['type'] === 'data')).toMatchObject({
      data: [expect.anything(), expect.anything()],
    });
  });

  it('lets a waiting order be cancelled, which this client takes for an error', async () => {
    await begin();
    space.fault('slow');
    client.submit('/run_lora', FOX);
    await space.working(1);
    const second = client.submit('/run_lora', FOX);
    await nextOf(second, (event) => event['position'] !== undefined);
    await second.cancel();
    expect(space.state().cancellations).toBe(1);
    expect(space.requests.slice(-2).map(({ path, headers }) => [path, headers['authorization']])).toEqual([
      ['/gradio_api/cancel', undefined],
      ['/gradio_api/reset', undefined],
    ]);
    expect(await nextOf(second, (event) => event['stage'] === 'error')).toBeDefined();
  });

  it('takes a picture that was uploaded, beside a hidden state', async () => {
    await begin();
    const { data } = await client.predict('/run_lora', FOX);
    const { url } = z.object({ url: z.string() }).parse(data[0]);
    const source = await (await fetch(url)).blob();
    const painted = await client.predict('/paint_over', {
      image: source,
      prompt: 'a hare',
      seed: 1,
      strength: 0.5,
    });
    expect(painted.data).toEqual([expect.objectContaining({ orig_name: 'image.webp' }), '{"seed":1}']);
  });

  it.each([
    ['zerogpu-quota', 'Try again in 3:12:44'],
    ['raised-error', 'could not be loaded'],
    ['raised-exception', 'An error occurred'],
    [' ', 'Prompt is empty'],
    ['stream-drops', 'Connection errored out'],
  ])('ends an order for %j with an error', async (prompt, says) => {
    await begin();
    await expect(client.predict('/run_lora', { ...FOX, prompt })).rejects.toThrow(says);
  });

  it.each([
    ['loading', 'currently busy'],
    ['rate_limited', 'Too Many Requests'],
    ['content_policy', 'NSFW'],
    ['job_lost', 'Session not found'],
    ['job_failed', 'An error occurred'],
  ] as const)('can be told: %s', async (fault, says) => {
    await begin();
    space.fault(fault);
    await expect(client.predict('/run_lora', FOX)).rejects.toThrow(says);
  });

  it.each([
    [{ steps: 500 }, 'Value 500 is greater than maximum value 50.'],
    [{ width: 8 }, 'Value 8 is less than minimum value 64.'],
    [{ lora_strings_json: '[{"id":"a"}]' }, 'a LoRA needs id, url and weight'],
  ])('takes an order with values that it cannot use, and ends it: %j', async (wrong, says) => {
    await begin();
    await expect(client.predict('/run_lora', { ...FOX, ...wrong })).rejects.toThrow(says);
    expect(space.state()).toMatchObject({ submissions: 1, charges: 0 });
  });

  it('shows the source beside the result, and fills a gallery', async () => {
    await begin();
    const { data } = await client.predict('/sheet', { prompt: 'a fox', width: 64, height: 64 });
    const gallery = z.array(z.array(z.object({ image: z.object({ url: z.string() }) }))).parse(data)[0] ?? [];
    expect(gallery).toHaveLength(3);
    const image = await (await fetch(gallery[0]?.image.url ?? '')).blob();
    expect((await client.predict('/restore', { image })).data).toEqual([
      [
        expect.objectContaining({ orig_name: 'image.webp' }),
        expect.objectContaining({ orig_name: 'image.webp' }),
      ],
    ]);
  });

  it('is closed to those without a token where it is private, and to all where it sleeps', async () => {
    await begin({ isPrivate: true, token: 'hf_right' }).catch(() => undefined);
    await expect(Client.connect(space.url)).rejects.toThrow('private');
    client = await Client.connect(space.url, { token: 'hf_right' });
    expect((await client.predict('/run_lora', FOX)).data).toHaveLength(2);
    await space.close();
    space = await startGradioSpace({ isAsleep: true });
    await expect(Client.connect(space.url)).rejects.toThrow('503');
  });

  it('speaks as Gradio 4 did, without a prefix', async () => {
    await begin({ apiPrefix: '', protocol: 'sse_v2' });
    expect((await client.predict('/run_lora', FOX)).data).toHaveLength(2);
  });
});

/** The first event of an order that is so. */
async function nextOf(
  order: AsyncIterator<object>,
  isIt: (event: Record<string, unknown>) => boolean,
): Promise<unknown> {
  for (;;) {
    const { value, done } = await order.next();
    const event = { ...value };
    if (done === true || isIt(event)) {
      return done === true ? undefined : event;
    }
  }
}
