import type { ServerResponse } from 'node:http';
import { JobService } from '@fusionbridge/jobs';
import OpenAI from 'openai';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { wovenPng } from './edit-pictures.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'sd-webui' }] }] };
const FOX = { prompt: 'a fox', size: '256x256' } as const;
/** Sockets, promises and the disk go on as usual; only timers wait. */
const REAL = [
  'nextTick',
  'setImmediate',
  'clearImmediate',
  'queueMicrotask',
  'performance',
  'hrtime',
  'Date',
] as const;

describe('the real openai package and time', () => {
  let simulator: Simulator;
  let bridge: RunningBridge;
  let jobs: JobService;

  beforeAll(async () => {
    simulator = await startSdWebui();
    bridge = await startBridge(MODELS, {
      SD_ENABLED: 'true',
      SD_API_URL: simulator.url,
      SD_TIMEOUT_SECONDS: '600',
    });
    jobs = bridge.app.get(JobService, { strict: false });
  });

  afterAll(async () => {
    await bridge.close();
    await simulator.close();
  });

  beforeEach(() => simulator.reset());

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    simulator.release();
  });

  function clientWith(options: object = {}): OpenAI {
    return new OpenAI({ apiKey: 'any', baseURL: `${bridge.url}/v1`, maxRetries: 0, ...options });
  }

  function holdClock(): void {
    jest.useFakeTimers({ doNotFake: [...REAL] });
  }

  /** The ids of the jobs that clients leave, one after the other. */
  function leaving(): Promise<string> {
    const abandon = jobs.abandon.bind(jobs);
    return new Promise((resolve) => {
      jest.spyOn(jobs, 'abandon').mockImplementation((id, options) => {
        abandon(id, options);
        resolve(id);
      });
    });
  }

  it('joins the retry of a lost call to its job: one picture is painted', async () => {
    simulator.fault('slow');
    let calls = 0;
    const fetchOnceLost: typeof fetch = async (url, init) => {
      calls += 1;
      if (calls > 1) {
        simulator.release();
        return fetch(url, init);
      }
      const line = new AbortController();
      const lost = fetch(url, { ...init, signal: line.signal });
      await simulator.working(1);
      line.abort(new Error('the line broke'));
      return lost;
    };
    const answer = await clientWith({ fetch: fetchOnceLost, maxRetries: 1 }).images.generate(FOX);
    expect(answer.data?.[0]?.b64_json).toBeTruthy();
    expect(calls).toBe(2);
    expect(simulator.state().submissions).toBe(1);
  });

  it('waits 10 s for a client that went to come back, then stops painting', async () => {
    holdClock();
    simulator.fault('slow');
    const left = leaving();
    const line = new AbortController();
    const call = clientWith().images.generate(FOX, { signal: line.signal });
    await simulator.working(1);
    line.abort();
    await expect(call).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    const id = await left;
    jest.advanceTimersByTime(9_999);
    expect(jobs.counts()).toEqual({ queued: 0, running: 1 });
    jest.advanceTimersByTime(1);
    expect(await jobs.finished(id)).toMatchObject({ state: 'cancelled' });
  });

  it('stops at once for a client that has no retries', async () => {
    holdClock();
    simulator.fault('slow');
    const left = leaving();
    const line = new AbortController();
    const call = fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify(FOX),
      signal: line.signal,
    });
    await simulator.working(1);
    line.abort();
    await expect(call).rejects.toThrow();
    expect(await jobs.finished(await left)).toMatchObject({ state: 'cancelled' });
  });

  it('leaves a job whose client went while it was written down', async () => {
    simulator.fault('slow');
    const submit = jobs.submit.bind(jobs);
    const line = new AbortController();
    const left = leaving();
    const closed = new Promise<void>((resolve) => {
      bridge.app
        .getHttpServer()
        .once('request', (_request: unknown, response: ServerResponse) => response.once('close', resolve));
    });
    jest.spyOn(jobs, 'submit').mockImplementation(async (order) => {
      const submitted = await submit(order);
      line.abort();
      await closed;
      return submitted;
    });
    const call = fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify(FOX),
      signal: line.signal,
    });
    await expect(call).rejects.toThrow();
    expect(await jobs.finished(await left)).toMatchObject({ state: 'cancelled' });
  });

  it('reads an answer that was kept alive with blanks', async () => {
    holdClock();
    simulator.fault('slow');
    const call = clientWith().images.generate(FOX).asResponse();
    await simulator.working(1);
    jest.advanceTimersByTime(45_000);
    const response = await call;
    expect(response.status).toBe(200);
    expect(response.headers.get('x-fusionbridge-job')).toMatch(/^[0-9a-f-]{36}$/);
    jest.advanceTimersByTime(10_000);
    simulator.release();
    const text = await response.text();
    expect(text).toMatch(/^ {2}\{"created":/);
    const parsed: unknown = JSON.parse(text);
    expect(parsed).toMatchObject({ data: [{ b64_json: expect.any(String) }] });
  });

  it('is told in the body what went wrong after the first blank', async () => {
    holdClock();
    simulator.fault('slow');
    const call = clientWith().images.generate(FOX).withResponse();
    await simulator.working(1);
    jest.advanceTimersByTime(45_000);
    const [job] = jobs.active({ id: 'anonymous', owner: 'anonymous' });
    await jobs.cancel(job?.id ?? '', { id: 'anonymous', owner: 'anonymous' });
    const { data, response } = await call;
    expect(response.status).toBe(200);
    expect(data).toEqual({ error: expect.objectContaining({ code: 'cancelled' }) });
  });

  it('breaks the connection to a client of A1111 once a blank is out: it would look for a picture in the failure', async () => {
    holdClock();
    simulator.fault('slow');
    const call = fetch(`${bridge.url}/sdapi/v1/txt2img`, { method: 'POST', body: JSON.stringify(FOX) });
    await simulator.working(1);
    jest.advanceTimersByTime(45_000);
    const response = await call;
    expect(response.status).toBe(200);
    const [job] = jobs.active({ id: 'anonymous', owner: 'anonymous' });
    await jobs.cancel(job?.id ?? '', { id: 'anonymous', owner: 'anonymous' });
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('tells a client of the simple API in the body what went wrong after the first blank', async () => {
    holdClock();
    simulator.fault('slow');
    const call = fetch(`${bridge.url}/api/ai/generate-image`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a fox', width: 256, height: 256 }),
    });
    await simulator.working(1);
    jest.advanceTimersByTime(45_000);
    const [job] = jobs.active({ id: 'anonymous', owner: 'anonymous' });
    await jobs.cancel(job?.id ?? '', { id: 'anonymous', owner: 'anonymous' });
    const response = await call;
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ success: false, error: 'Image generation failed' });
  });

  it('keeps a stream alive with comments while its vendor is silent, for 320 s', async () => {
    holdClock();
    simulator.fault('slow');
    const call = fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ ...FOX, stream: true }),
    });
    await simulator.working(1);
    jest.advanceTimersByTime(15_000);
    const response = await call;
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    jest.advanceTimersByTime(305_000);
    simulator.release();
    const text = await response.text();
    expect(text.split(': still here\n\n')).toHaveLength(22);
    expect(text).toMatch(/: still here\n\nevent: image_generation\.completed\ndata: .*\n\n$/);
  });

  it('keeps the stream of an edit alive with comments alone, too', async () => {
    const form = new FormData();
    form.append('prompt', 'a fox');
    form.append('stream', 'true');
    form.append('image', new Blob([new Uint8Array(await wovenPng({ width: 256, height: 256 }))]));
    holdClock();
    simulator.fault('slow');
    const call = fetch(`${bridge.url}/v1/images/edits`, { method: 'POST', body: form });
    await simulator.working(1);
    jest.advanceTimersByTime(15_000);
    const response = await call;
    jest.advanceTimersByTime(305_000);
    simulator.release();
    const text = await response.text();
    expect(text.split(': still here\n\n')).toHaveLength(22);
    expect(text).toMatch(/: still here\n\nevent: image_edit\.completed\ndata: .*\n\n$/);
    expect(text).not.toContain('\n ');
  });

  it('streams a picture that takes 320 s to the package, whose own patience is 600 s', async () => {
    holdClock();
    simulator.fault('slow');
    const call = clientWith().images.generate({ ...FOX, stream: true });
    await simulator.working(1);
    jest.advanceTimersByTime(15_000);
    const stream = await call;
    jest.advanceTimersByTime(305_000);
    simulator.release();
    const types: string[] = [];
    for await (const event of stream) {
      types.push(event.type);
    }
    expect(types).toEqual(['image_generation.completed']);
  });

  it('leaves a stream whose reader aborts 10 s to come back, then stops painting', async () => {
    holdClock();
    simulator.fault('slow');
    const left = leaving();
    const call = clientWith().images.generate({ ...FOX, stream: true });
    await simulator.working(1);
    jest.advanceTimersByTime(15_000);
    const stream = await call;
    stream.controller.abort();
    const id = await left;
    jest.advanceTimersByTime(9_999);
    expect(jobs.counts()).toEqual({ queued: 0, running: 1 });
    jest.advanceTimersByTime(1);
    expect(await jobs.finished(id)).toMatchObject({ state: 'cancelled' });
  });

  it('never joins a first call to an earlier one: the same words again are a new picture', async () => {
    const client = clientWith();
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const { response } = await client.images.generate(FOX).withResponse();
        return response.headers.get('x-fusionbridge-job');
      }),
    );
    expect(new Set(ids).size).toBe(2);
    expect(simulator.state().submissions).toBe(2);
  });
});
