import type { ServerResponse } from 'node:http';
import { ANONYMOUS } from '@fusionbridge/core';
import { type JobEvent, JobService } from '@fusionbridge/jobs';
import { Observable } from 'rxjs';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'sd-webui' }] }] };

describe('jobs and operations', () => {
  let simulator: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    simulator = await startSdWebui();
    bridge = await startBridge(MODELS, { SD_ENABLED: 'true', SD_API_URL: simulator.url });
  });

  afterAll(async () => {
    await bridge.close();
    await simulator.close();
  });

  beforeEach(() => simulator.reset());

  function generate(signal?: AbortSignal): Promise<Response> {
    return fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a fox', size: '256x256' }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  async function json(path: string, method = 'GET'): Promise<unknown> {
    return (await fetch(`${bridge.url}${path}`, { method })).json();
  }

  async function waitFor(isDone: () => Promise<boolean>): Promise<void> {
    while (!(await isDone())) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('shows a job with its attempts, results and cost', async () => {
    const response = await generate();
    await response.arrayBuffer();
    expect(await json(`/v1/jobs/${response.headers.get('x-fusionbridge-job')}`)).toMatchObject({
      state: 'succeeded',
      dialect: 'openai',
      prompt: 'a fox',
      attempts: [{ provider: 'sd-webui', outcome: 'delivered', delivered: 1 }],
      results: [
        {
          width: 256,
          height: 256,
          format: 'png',
          url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1\/images\/data\//),
        },
      ],
      cost: { usd: 0, source: 'free' },
      error: null,
    });
  });

  it('streams the life of a job to its end', async () => {
    const response = await generate();
    await response.arrayBuffer();
    const events = await fetch(`${bridge.url}/v1/jobs/${response.headers.get('x-fusionbridge-job')}/events`);
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    const text = await events.text();
    expect(text).toMatch(/^event: state\ndata: \{.*"state":"succeeded".*\}\n\n$/);
  });

  it('follows a running job, and shows now and then that it is still there', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    simulator.fault('slow');
    const painting = generate();
    await simulator.working(1);
    const [job] = bridge.app.get(JobService, { strict: false }).active(ANONYMOUS);
    const events = await fetch(`${bridge.url}/v1/jobs/${job?.id}/events`);
    const pieces = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    let told = '';
    const until = async (words: string | null): Promise<void> => {
      for (let piece = await pieces?.read(); piece?.done === false; piece = await pieces?.read()) {
        told += piece.value;
        if (words !== null && told.includes(words)) {
          return;
        }
      }
    };
    await until('\n\n');
    expect(told).toMatch(/^event: state\ndata: \{.*"state":"running".*\}\n\n/);
    jest.advanceTimersByTime(15_000);
    await until(': still here\n\n');
    simulator.release();
    await until(null);
    expect(told).not.toMatch(/event: progress\ndata: .*"prompt"/);
    expect(told).toMatch(/event: attempt\ndata: .*"outcome":"delivered"/);
    expect(told).toMatch(/event: state\ndata: .*"state":"succeeded".*\n\n$/);
    expect((await painting).status).toBe(200);
    jest.useRealTimers();
  });

  /** From now on its bytes stay here, as those to a client whose network has gone. */
  function keepFromLeaving({ socket }: ServerResponse): void {
    if (socket !== null) {
      jest.spyOn(socket, '_write').mockImplementation(() => undefined);
      Object.assign(socket, { _writev: () => undefined });
    }
  }

  it('writes nothing more to a watcher that takes no byte, once the job is over', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    simulator.fault('slow');
    const painting = generate();
    await simulator.working(1);
    const [job] = bridge.app.get(JobService, { strict: false }).active(ANONYMOUS);
    const watched = new Promise<ServerResponse>((resolve) => {
      bridge.app
        .getHttpServer()
        .once('request', (_request: unknown, response: ServerResponse) => resolve(response));
    });
    await fetch(`${bridge.url}/v1/jobs/${job?.id}/events`);
    const response = await watched;
    keepFromLeaving(response);
    const write = jest.spyOn(response, 'write');
    const ended = new Promise((resolve) => response.once('prefinish', resolve));
    simulator.release();
    expect((await painting).status).toBe(200);
    await ended;
    expect([response.writableEnded, response.writableFinished]).toEqual([true, false]);
    write.mockClear();
    jest.advanceTimersByTime(60_000);
    expect(write).not.toHaveBeenCalled();
    response.socket?.destroy();
    jest.useRealTimers();
  });

  it('forgets a watcher that leaves before the database has answered', async () => {
    const jobs = bridge.app.get(JobService, { strict: false });
    simulator.fault('slow');
    const painting = generate();
    await simulator.working(1);
    const [job] = jobs.active(ANONYMOUS);
    const line = new AbortController();
    const closed = new Promise<void>((resolve) => {
      bridge.app
        .getHttpServer()
        .once('request', (_request: unknown, response: ServerResponse) => response.once('close', resolve));
    });
    const get = jobs.get.bind(jobs);
    jest.spyOn(jobs, 'get').mockImplementationOnce(async (id, caller) => {
      line.abort();
      await closed;
      return get(id, caller);
    });
    const followed = new Promise<Observable<JobEvent>>((resolve) => {
      const follow = jobs.events.bind(jobs);
      jest.spyOn(jobs, 'events').mockImplementationOnce((id, caller) => {
        const events = follow(id, caller);
        resolve(events);
        return new Observable((watcher) => {
          watching += 1;
          const subscription = events.subscribe(watcher);
          return () => {
            watching -= 1;
            subscription.unsubscribe();
          };
        });
      });
    });
    let watching = 0;
    await expect(fetch(`${bridge.url}/v1/jobs/${job?.id}/events`, { signal: line.signal })).rejects.toThrow();
    await followed;
    await json('/health');
    expect(watching).toBe(0);
    simulator.release();
    expect((await painting).status).toBe(200);
  });

  it('goes on painting when somebody stops following', async () => {
    simulator.fault('slow');
    const painting = generate();
    await simulator.working(1);
    const [job] = bridge.app.get(JobService, { strict: false }).active(ANONYMOUS);
    const line = new AbortController();
    const events = await fetch(`${bridge.url}/v1/jobs/${job?.id}/events`, { signal: line.signal });
    expect(events.status).toBe(200);
    line.abort();
    await json('/health');
    simulator.release();
    expect((await painting).status).toBe(200);
  });

  it('stops a job by its name, and tells the client that waits for it', async () => {
    simulator.fault('slow');
    const painting = generate();
    await simulator.working(1);
    const [job] = bridge.app.get(JobService, { strict: false }).active(ANONYMOUS);
    expect(await json(`/v1/jobs/${job?.id}`, 'DELETE')).toMatchObject({ state: 'cancelled', results: [] });
    const response = await painting;
    expect([response.status, response.headers.get('x-should-retry')]).toEqual([500, 'false']);
    expect(response.headers.get('x-fusionbridge-job')).toBe(job?.id);
    expect(await response.json()).toMatchObject({ error: { code: 'cancelled' } });
    simulator.release();
  });

  it('cancels the job of a client that goes away, where that saves the work', async () => {
    simulator.fault('slow');
    const controller = new AbortController();
    const call = generate(controller.signal);
    await simulator.working(1);
    controller.abort();
    await expect(call).rejects.toThrow();
    await waitFor(async () => {
      const status = await json('/status');
      return JSON.stringify(status).includes('"jobs":{"queued":0,"running":0}');
    });
    expect(simulator.requests.map((request) => request.path)).toContain('/sdapi/v1/interrupt');
    simulator.release();
  });

  it('answers 404 for jobs that are not there', async () => {
    for (const [path, method] of [
      ['/v1/jobs/nope', 'GET'],
      ['/v1/jobs/nope', 'DELETE'],
      ['/v1/jobs/nope/events', 'GET'],
    ] as const) {
      const response = await fetch(`${bridge.url}${path}`, { method });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { code: 'not_found' } });
    }
  });

  it('says what it is, how it is, and that it is well', async () => {
    expect(await json('/')).toMatchObject({
      service: 'FusionBridge',
      status: 'running',
      model: 'main',
      upscaler: 'Lanczos',
    });
    expect((await fetch(`${bridge.url}/`, { method: 'HEAD' })).status).toBe(200);
    expect(await json('/health')).toEqual({ status: 'ok' });
    expect(await json('/status')).toMatchObject({
      status: 'running',
      providers: ['sd-webui'],
      summarization_enabled: true,
      model: 'main',
      estimated_delay: 0,
      total_loras: 0,
      pictures: { kept: expect.any(Number), bytes: expect.any(Number), last_clean_up: null },
    });
    expect(await json('/reset', 'POST')).toEqual({ status: 'reset', providers: ['sd-webui'] });
  });

  it('serves its documentation', async () => {
    expect(await (await fetch(`${bridge.url}/docs`)).text()).toContain('swagger-ui');
    expect(await json('/docs-json')).toMatchObject({
      info: { title: 'FusionBridge' },
      paths: expect.objectContaining({
        '/v1/images/generations': expect.any(Object),
        '/sdapi/v1/txt2img': expect.any(Object),
        '/api/ai/generate-image': expect.any(Object),
        '/v1/jobs/{id}/events': expect.any(Object),
      }),
    });
  });

  it('tells about unknown addresses in the dialect of the address', async () => {
    expect(await json('/v1/nothing')).toMatchObject({
      error: { type: 'invalid_request_error', code: 'not_found' },
    });
    expect(await json('/sdapi/v1/nothing')).toMatchObject({ detail: expect.any(String) });
    expect(await json('/api/ai/nothing')).toMatchObject({ success: false });
  });
});
