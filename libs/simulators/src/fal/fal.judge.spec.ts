import { ApiError, createFalClient, type FalClient, type QueueStatus, ValidationError } from '@fal-ai/client';
import { z } from 'zod';
import type { Simulator } from '../kit/index.js';
import { startFal } from './index.js';

const ENDPOINT = 'fal-ai/flux-lora';
const FOX = { prompt: 'a fox', image_size: { width: 256, height: 320 }, output_format: 'png' } as const;

const Painted = z.object({
  images: z.array(z.object({ url: z.string(), width: z.number(), height: z.number() })).min(1),
  seed: z.number(),
});

/** fal's own client is the judge: what it takes for fal is near enough to it. */
describe('the simulated fal, before the client of fal', () => {
  let vendor: Simulator;
  let fal: FalClient;

  beforeEach(async () => {
    vendor = await startFal({ apiKey: 'id:secret', concurrency: 1 });
    fal = clientWith('id:secret');
  });

  afterEach(async () => vendor.close());

  /** Its hosts are constants, so that each request is turned round on its way out. */
  function clientWith(credentials: string): FalClient {
    return createFalClient({
      credentials,
      retry: { maxRetries: 0 },
      requestMiddleware: async (request) => ({
        ...request,
        url: request.url.replace('https://queue.fal.run', vendor.url),
      }),
    });
  }

  async function errorOf(work: Promise<unknown>): Promise<ApiError<unknown>> {
    const end: unknown = await work.catch((error: unknown) => error);
    if (end instanceof ApiError) {
      return end;
    }
    throw new Error(`expected an error of fal, got ${String(end)}`);
  }

  /** The next order holds on half-way until it is released. */
  async function slowOrder(): Promise<string> {
    vendor.fault('slow');
    const { request_id: id } = await fal.queue.submit(ENDPOINT, { input: FOX });
    await vendor.working(1);
    return id;
  }

  it('is subscribed to, and hands over pictures', async () => {
    const seen: QueueStatus[] = [];
    const { data, requestId } = await fal.subscribe(ENDPOINT, {
      input: FOX,
      logs: true,
      pollInterval: 1,
      onQueueUpdate: (status) => void seen.push(status),
    });
    const { images } = Painted.parse(data);
    expect(images).toEqual([expect.objectContaining(FOX.image_size)]);
    expect((await fetch(images[0]?.url ?? '')).headers.get('content-type')).toBe('image/png');
    expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', request_id: requestId });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
  });

  it('tells of its queue and of its steps while one waits', async () => {
    const requestId = await slowOrder();
    const waiting = await fal.queue.submit(ENDPOINT, { input: FOX });
    expect(waiting.status).toBe('IN_QUEUE');
    expect(await fal.queue.status(ENDPOINT, { requestId, logs: true })).toMatchObject({
      status: 'IN_PROGRESS',
      logs: [expect.objectContaining({ message: expect.stringContaining('14/28') })],
    });
    expect(await fal.queue.status(ENDPOINT, { requestId: waiting.request_id })).toMatchObject({
      status: 'IN_QUEUE',
      queue_position: 0,
    });
    const early = await errorOf(fal.queue.result(ENDPOINT, { requestId }));
    expect(early).toMatchObject({ status: 400, requestId });
    vendor.release();
    await fal.queue.subscribeToStatus(ENDPOINT, { requestId, pollInterval: 1 });
    const result = await fal.queue.result(ENDPOINT, { requestId });
    expect(result.requestId).toBe(requestId);
    expect(Painted.parse(result.data).seed).toEqual(expect.any(Number));
  });

  it('tells the same as events', async () => {
    const requestId = await slowOrder();
    const seen: string[] = [];
    const stream = await fal.queue.streamStatus(ENDPOINT, { requestId, logs: true });
    stream.on('data', ({ status }) => {
      seen.push(status);
      vendor.release();
    });
    expect(await stream.done()).toMatchObject({ status: 'COMPLETED', request_id: requestId });
    expect(seen).toEqual(['IN_PROGRESS', 'COMPLETED']);
  });

  it('ends the events of an order that is cancelled while it waits', async () => {
    await slowOrder();
    const { request_id: requestId } = await fal.queue.submit(ENDPOINT, { input: FOX });
    const stream = await fal.queue.streamStatus(ENDPOINT, { requestId });
    const first = new Promise<void>((resolve) => {
      stream.on('data', () => resolve());
    });
    await first;
    await fal.queue.cancel(ENDPOINT, { requestId });
    expect(await stream.done()).toMatchObject({ status: 'COMPLETED' });
    expect(vendor.state().cancellations).toBe(1);
  });

  it('cancels what waits, and says when it is too late', async () => {
    const running = await slowOrder();
    const { request_id: requestId } = await fal.queue.submit(ENDPOINT, { input: FOX });
    await fal.queue.cancel(ENDPOINT, { requestId });
    await fal.queue.cancel(ENDPOINT, { requestId: running });
    expect(vendor.state().cancellations).toBe(1);
    expect(await errorOf(fal.queue.cancel(ENDPOINT, { requestId }))).toMatchObject({
      status: 400,
      body: { status: 'ALREADY_COMPLETED' },
    });
    expect((await errorOf(fal.queue.result(ENDPOINT, { requestId }))).status).toBe(499);
    const unknown = fal.queue.cancel(ENDPOINT, { requestId: '00000000-0000-0000-0000-000000000000' });
    expect((await errorOf(unknown)).status).toBe(404);
  });

  it('paints over pictures that are given as data URIs, below the address without its last part', async () => {
    const painted = await fal.subscribe(ENDPOINT, { input: { ...FOX, seed: 7 }, pollInterval: 1 });
    const [first] = Painted.parse(painted.data).images;
    const bytes = Buffer.from(await (await fetch(first?.url ?? '')).arrayBuffer());
    const input = { ...FOX, image_url: `data:image/png;base64,${bytes.toString('base64')}`, strength: 0.5 };
    const again = await fal.subscribe(`${ENDPOINT}/image-to-image`, { input, pollInterval: 1 });
    expect(Painted.parse(again.data).images).toHaveLength(1);
  });

  it('refuses fields so that the client knows which', async () => {
    const input = { ...FOX, num_inference_steps: 99 };
    const error = await errorOf(fal.subscribe(ENDPOINT, { input, pollInterval: 1 }));
    expect(error).toBeInstanceOf(ValidationError);
    const fields = error instanceof ValidationError ? error.getFieldErrors('num_inference_steps') : [];
    expect(fields).toEqual([expect.objectContaining({ loc: ['body', 'num_inference_steps'] })]);
    expect(error.requestId).toMatch(/^[\da-f-]{36}$/);
  });

  // Not 503, nor 429: the client sends an order again after those, whatever it is told about retries.
  it.each([
    ['out_of_credit', 403],
    ['server_error', 500],
  ] as const)('says no for %s with %i', async (fault, status) => {
    vendor.fault(fault);
    expect(await errorOf(fal.queue.submit(ENDPOINT, { input: FOX }))).toMatchObject({
      status,
      body: { detail: expect.any(String) },
    });
  });

  it('refuses wrong keys and unknown endpoints', async () => {
    expect((await errorOf(clientWith('id:other').queue.submit(ENDPOINT, { input: FOX }))).status).toBe(401);
    expect((await errorOf(fal.queue.submit('fal-ai/flux-lorax', { input: FOX }))).status).toBe(404);
  });
});
