import { join } from 'node:path';
import { JobService } from '@fusionbridge/jobs';
import OpenAI from 'openai';
import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startComfyui, startOpenAiCompatible, startSdWebui } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

type ImageEvent = OpenAI.Images.ImageGenStreamEvent;

const FOX = { prompt: 'a fox', size: '256x256' } as const;
const ME = { id: 'anonymous', owner: 'anonymous' };

function chainOf(provider: string): object {
  return { default: 'main', models: [{ id: 'main', chain: [{ provider }] }] };
}

const Account = z.looseObject({
  fusionbridge: z.looseObject({
    provider: z.string().nullable(),
    degradations: z.array(z.looseObject({ field: z.string() })),
  }),
});

/** The real openai package over vendors that show their work, each held in its middle until the test has seen it. */
describe('a stream of pictures', () => {
  let simulator: Simulator | null = null;
  let bridge: RunningBridge | null = null;

  afterEach(async () => {
    simulator?.release();
    await bridge?.close();
    await simulator?.close();
    [simulator, bridge] = [null, null];
  });

  async function over(vendor: Simulator, provider: string, env: Record<string, string>): Promise<OpenAI> {
    simulator = vendor;
    bridge = await startBridge(chainOf(provider), env);
    return clientOf(bridge);
  }

  function clientOf({ url }: RunningBridge): OpenAI {
    return new OpenAI({ apiKey: 'any', baseURL: `${url}/v1`, maxRetries: 0 });
  }

  async function overWebui(): Promise<OpenAI> {
    const vendor = await startSdWebui();
    return over(vendor, 'sd-webui', { SD_ENABLED: 'true', SD_API_URL: vendor.url });
  }

  /** Reads to the end; the vendor goes on once it has shown something. */
  async function eventsOf(stream: AsyncIterable<ImageEvent>): Promise<ImageEvent[]> {
    const events: ImageEvent[] = [];
    for await (const event of stream) {
      events.push(event);
      if (event.type === 'image_generation.partial_image') {
        simulator?.release();
      }
    }
    return events;
  }

  async function sizeOf(event: ImageEvent | undefined): Promise<string> {
    const { format, width, height } = await sharp(Buffer.from(event?.b64_json ?? '', 'base64')).metadata();
    return `${format} ${width}x${height}`;
  }

  function held(vendor: Simulator): Simulator {
    vendor.fault('slow');
    return vendor;
  }

  it('shows the previews of an A1111 server, then the picture with its account', async () => {
    const client = await overWebui();
    simulator?.fault('slow');
    const events = await eventsOf(await client.images.generate({ ...FOX, stream: true, partial_images: 3 }));
    const [partial, completed] = events;
    expect(events).toHaveLength(2);
    expect(partial).toMatchObject({
      type: 'image_generation.partial_image',
      partial_image_index: 0,
      created_at: expect.any(Number),
      size: '256x256',
      quality: 'auto',
      background: 'opaque',
      output_format: 'png',
    });
    expect(await sizeOf(partial)).toBe('png 64x64');
    expect(completed).toMatchObject({
      type: 'image_generation.completed',
      size: '256x256',
      output_format: 'png',
      usage: { input_tokens: 0, output_tokens: 0, total_tokens: 0 },
    });
    expect(await sizeOf(completed)).toBe('png 256x256');
    const { fusionbridge } = Account.parse(completed);
    expect(fusionbridge.provider).toBe('sd-webui');
    expect(fusionbridge.degradations).toEqual([
      {
        field: 'partial_images',
        asked: '3',
        given: '1',
        why: 'the provider showed no more of its work',
      },
    ]);
  });

  it('shows the previews that ComfyUI sends over its socket', async () => {
    const vendor = await startComfyui();
    const client = await over(held(vendor), 'comfyui', {
      COMFYUI_URL: vendor.url,
      COMFYUI_WORKFLOWS: join(import.meta.dirname, '../config/workflows'),
    });
    const events = await eventsOf(await client.images.generate({ ...FOX, stream: true, partial_images: 3 }));
    expect(events.map(({ type }) => type)).toEqual([
      'image_generation.partial_image',
      'image_generation.completed',
    ]);
  });

  it('shows what OpenAI was told to show, and as many as the client wants', async () => {
    const vendor = await startOpenAiCompatible({ flavour: 'openai' });
    const client = await over(vendor, 'openai', {
      OPENAI_API_KEY: 'sk-simulated-key',
      OPENAI_BASE_URL: `${vendor.url}/v1`,
      OPENAI_PREVIEWS: '3',
    });
    const seen = async (most: number): Promise<string[]> => {
      vendor.fault('slow');
      const wish = { prompt: 'a fox', size: '1024x1024', partial_images: most } as const;
      const events: ImageEvent[] = [];
      const stream = await client.images.generate({ ...wish, stream: true });
      for await (const event of stream) {
        events.push(event);
        if (events.length === most) {
          vendor.release();
        }
      }
      return Promise.all(events.map(async (event) => `${event.type} ${await sizeOf(event)}`));
    };
    const partial = 'image_generation.partial_image png 1024x1024';
    const completed = 'image_generation.completed png 1024x1024';
    expect(await seen(3)).toEqual([partial, partial, partial, completed]);
    expect(await seen(1)).toEqual([partial, completed]);
  });

  it('shows how the sandbox paints, each preview once, then every picture', async () => {
    bridge = await startBridge(chainOf('sandbox'), { SANDBOX_LATENCY_MS: '40' });
    const stream = await clientOf(bridge).images.generate({
      ...FOX,
      n: 2,
      stream: true,
      partial_images: 3,
    });
    const events = await eventsOf(stream);
    const partials = events.filter(({ type }) => type === 'image_generation.partial_image');
    expect(partials.length).toBeGreaterThan(0);
    expect(new Set(partials.map((event) => event.b64_json)).size).toBe(partials.length);
    expect(partials.map((event) => Reflect.get(event, 'partial_image_index'))).toEqual([...partials.keys()]);
    expect(events.slice(partials.length).map(({ type }) => type)).toEqual([
      'image_generation.completed',
      'image_generation.completed',
    ]);
  });

  it('shows no previews to who wants none, and gives addresses to who wants those', async () => {
    bridge = await startBridge(chainOf('sandbox'), { SANDBOX_LATENCY_MS: '40' });
    const stream = await clientOf(bridge).images.generate({
      ...FOX,
      stream: true,
      response_format: 'url',
    });
    const [event, ...more] = await eventsOf(stream);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'image_generation.completed', url: expect.any(String) });
    expect(event).not.toHaveProperty('b64_json');
  });

  it('is plain server-sent events on the wire, ended by the end of the answer', async () => {
    bridge = await startBridge(chainOf('sandbox'));
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ ...FOX, stream: true }),
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-fusionbridge-job')).toMatch(/^[0-9a-f-]{36}$/);
    const text = await response.text();
    expect(text).toMatch(
      /^event: image_generation\.completed\ndata: \{"type":"image_generation\.completed",.*\}\n\n$/,
    );
  });

  it('tells by the status what fails before the first event', async () => {
    const client = await overWebui();
    simulator?.fault('invalid_request');
    const failed: unknown = await client.images
      .generate({ ...FOX, stream: true, partial_images: 1 })
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(OpenAI.BadRequestError);
    const refused = client.images.generate({ ...FOX, stream: true, partial_images: 4 });
    await expect(refused).rejects.toMatchObject({ status: 400, param: 'partial_images' });
  });

  it('tells by an event what fails after it, which the package throws', async () => {
    const client = await overWebui();
    simulator?.fault('slow');
    const stream = await client.images.generate({ ...FOX, stream: true, partial_images: 3 });
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      for await (const event of stream) {
        seen.push(event.type);
        const jobs = bridge?.app.get(JobService, { strict: false });
        await jobs?.cancel(jobs.active(ME)[0]?.id ?? '', ME);
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'cancelled', type: 'server_error' });
    expect(seen).toEqual(['image_generation.partial_image']);
  });

  it('gives the job up when its reader leaves', async () => {
    await overWebui();
    simulator?.fault('slow');
    const response = await fetch(`${bridge?.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ ...FOX, stream: true, partial_images: 3 }),
    });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const jobs = bridge?.app.get(JobService, { strict: false });
    const ended = await jobs?.finished(response.headers.get('x-fusionbridge-job') ?? '');
    expect(ended?.state).toBe('cancelled');
  });

  it('is drained when the bridge stops', async () => {
    const client = await overWebui();
    simulator?.fault('slow');
    const stream = await client.images.generate({ ...FOX, stream: true, partial_images: 3 });
    let closed: Promise<void> | undefined;
    const types: string[] = [];
    for await (const event of stream) {
      types.push(event.type);
      closed ??= bridge?.close();
      simulator?.release();
    }
    await closed;
    bridge = null;
    expect(types).toEqual(['image_generation.partial_image', 'image_generation.completed']);
  });
});
