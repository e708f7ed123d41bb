import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobService } from '@fusionbridge/jobs';
import { Database } from '@fusionbridge/persistence';
import { type Simulator, startRunware } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'runware' }] }] };

const DIALECTS: readonly [dialect: string, path: string, body: object][] = [
  ['OpenAI', '/v1/images/generations', { prompt: 'a fox', size: '256x256', response_format: 'url' }],
  ['simple', '/api/ai/generate-image', { prompt: 'a fox', width: 256, height: 256 }],
  ['A1111', '/sdapi/v1/txt2img', { prompt: 'a fox', width: 256, height: 256 }],
];

/** Clients repeat what they have no answer to; whatever they speak, it is bought once. */
describe('A repeated call', () => {
  let data: string;
  let simulator: Simulator;
  let bridge: RunningBridge;

  const start = (): Promise<RunningBridge> =>
    startBridge(MODELS, {
      RUNWARE_API_KEY: 'simulated-key',
      RUNWARE_ENDPOINT: `${simulator.url}/v1`,
      DATA_PATH: data,
      SHUTDOWN_DRAIN_SECONDS: '0',
    });

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'fusionbridge-repeats-'));
    simulator = await startRunware();
    bridge = await start();
  });

  afterAll(async () => {
    await bridge.close();
    await simulator.close();
    await rm(data, { recursive: true, force: true });
  });

  beforeEach(() => simulator.reset());

  function post(
    path: string,
    body: object,
    more: Pick<RequestInit, 'signal'> & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const headers = { 'content-type': 'application/json', connection: 'close', ...more.headers };
    return fetch(`${bridge.url}${path}`, { method: 'POST', ...more, headers, body: JSON.stringify(body) });
  }

  /** The client gives up while the vendor is at work. */
  async function lost(path: string, body: object, headers: Record<string, string> = {}): Promise<void> {
    const before = await losses();
    const submitted = jest.spyOn(bridge.app.get(JobService), 'submit');
    const giveUp = new AbortController();
    const call = post(path, body, { signal: giveUp.signal, headers });
    call.catch(() => undefined);
    await simulator.working(1);
    await until(async () => submitted.mock.results.length > 0);
    await submitted.mock.results[0]?.value;
    submitted.mockRestore();
    giveUp.abort();
    await expect(call).rejects.toThrow('aborted');
    // The bridge has to see the end of the connection first.
    await until(async () => (await losses()) > before);
  }

  /** Grows whenever a job loses its client. */
  async function losses(): Promise<number> {
    const { query } = bridge.app.get(Database);
    const rows = await query.selectFrom('jobs').select('left_at').execute();
    return rows.reduce((sum, { left_at: at }) => sum + (at ?? 0), 0);
  }

  async function jobOf(response: Response): Promise<string | null> {
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    return response.headers.get('x-fusionbridge-job');
  }

  describe.each(DIALECTS)('of the %s dialect', (_dialect, path, body) => {
    it('joins the job whose answer was lost; after an answer, and with another seed, it is a new one', async () => {
      const call = { ...body, steps: 11 };
      simulator.fault('slow');
      await lost(path, call);
      const other = post(path, { ...call, seed: 5 });
      const again = post(path, call);
      simulator.release();

      const [one, two] = [await jobOf(await again), await jobOf(await other)];
      expect(one).not.toBe(two);
      expect(simulator.state().charges).toBe(2);
      expect(await jobOf(await post(path, call))).not.toBe(one);
      expect(simulator.state().charges).toBe(3);
    });

    it('joins the job after a restart', async () => {
      const call = { ...body, steps: 12 };
      simulator.fault('slow');
      await lost(path, call);
      await bridge.close();
      bridge = await start();
      const again = post(path, call);
      simulator.release();

      await jobOf(await again);
      expect(simulator.state().charges).toBe(1);
    });

    it('is refused under a key that was used with another body, and nothing is sent', async () => {
      const headers = { 'idempotency-key': `key for ${path}` };
      const one = await jobOf(await post(path, body, { headers }));
      expect(await jobOf(await post(path, body, { headers }))).toBe(one);
      const other = await post(path, { ...body, prompt: 'a wolf' }, { headers });

      expect(other.status).toBe(422);
      expect(await other.text()).toContain('This Idempotency-Key was used for another call');
      expect(simulator.state().submissions).toBe(1);
    });
  });

  it('joins the job where a router begins to count its retries again', async () => {
    const body = { prompt: 'a fox behind a router', size: '256x256' };
    simulator.fault('slow');
    for (const retry of ['0', '1', '2', '0', '1', '0']) {
      await lost('/v1/images/generations', body, { 'x-stainless-retry-count': retry });
    }
    expect(simulator.state().submissions).toBe(1);
  });

  it('finds its job after an upgrade, under the names of earlier versions', async () => {
    const body = { prompt: 'a fox of long ago', size: '256x256' };
    const [path, key] = ['/v1/images/generations', 'k-9'];
    const digest = sha256(JSON.stringify(body));
    const forms = [
      sha256(`${JSON.stringify(body)}\n${key}`),
      sha256(`${digest}\n${key}`),
      sha256(`${path} ${digest}\n${key}`),
    ].map((hash) => `key:${hash}`);
    const database = bridge.app.get(Database);
    const headers = { 'idempotency-key': key };
    const job = await jobOf(await post(path, body, { headers }));
    for (const fingerprint of forms) {
      await database.write((query) =>
        query.updateTable('jobs').set({ fingerprint, call: null }).where('id', '=', job).execute(),
      );
      expect(await jobOf(await post(path, body, { headers }))).toBe(job);
    }
    expect(simulator.state().submissions).toBe(1);
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
