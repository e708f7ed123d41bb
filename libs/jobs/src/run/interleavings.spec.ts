import { FINAL_STATES, type Job, type Picture } from '@fusionbridge/core';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { createSqlite, type TestStorage } from '../../../persistence/test/backends.js';
import type { FakeRun } from '../../test/fake-router.js';
import { ANNA, type Harness, paint, requestFor, startJobs } from '../../test/harness.js';

const LIMIT = 2;

/** One thing that clients or vendors do; `who` picks a job or a run among those there are. */
const step = fc.record({
  does: fc.constantFrom(
    'submit',
    'repeat',
    'cancel',
    'abandon',
    'start',
    'task',
    'reject',
    'deliver',
    'break',
  ),
  who: fc.nat(20),
  provider: fc.constantFrom('paid', 'gentle', 'free'),
  /** Whether everything that follows from it happens before the next step. */
  settles: fc.boolean(),
});

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Lets databases, files and promises go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Plays steps against the job room and remembers what they may lead to. */
class Play {
  private readonly prints: string[] = [];
  private readonly listeners = new Map<string, number>();
  /** Jobs that may end as cancelled: stopped by hand, or left by everybody at some time. */
  private readonly stoppable = new Set<string>();
  private readonly pending: Promise<unknown>[] = [];
  private readonly doing = new Map<FakeRun, Promise<void>>();
  private readonly firstRun: number;

  constructor(
    private readonly harness: Harness,
    private readonly round: number,
    private readonly picture: Picture,
  ) {
    this.firstRun = harness.router.runs.length;
  }

  async play({ does, who, provider, settles }: Step): Promise<void> {
    this.pending.push(this.act(does, who, provider).catch(() => undefined));
    if (settles) {
      await settled();
    }
  }

  /** Ends whatever still runs, and gives back every job that was made. */
  async end(): Promise<Job[]> {
    const ended = this.ended();
    for (;;) {
      const jobs = await Promise.race([ended, settled()]);
      if (jobs !== undefined) {
        return jobs;
      }
      this.runs.forEach((run) => run.fail());
    }
  }

  /** What is not as it must be. */
  async complaints(jobs: readonly Job[]): Promise<string[]> {
    const { jobs: service, router } = this.harness;
    const ran = this.runs.map((run) => run.context.jobId);
    const inOrder = [...this.listeners.keys()].filter((id) => ran.includes(id));
    const { queued, running } = service.counts();
    const each = await Promise.all(jobs.map((job) => this.complaintsAbout(job)));
    return [
      ...each.flat(),
      ...(router.most > LIMIT ? [`${router.most} ran at once`] : []),
      ...(new Set(ran).size < ran.length ? ['a job ran twice'] : []),
      ...(isDeepStrictEqual(ran, inOrder) ? [] : ['jobs ran out of order']),
      ...(queued + running > 0 ? ['a job that has ended still counts'] : []),
    ];
  }

  private async complaintsAbout(job: Job): Promise<string[]> {
    const stored = await this.harness.jobs.get(job.id, ANNA);
    return [
      ...(FINAL_STATES.has(job.state) ? [] : [`ended as ${job.state}`]),
      ...(job.attempts.some((attempt) => attempt.outcome === null) ? ['an attempt was left open'] : []),
      ...(job.results.length > 0 === (job.state === 'succeeded') ? [] : [`${job.state}, but pictures`]),
      ...(job.state === 'cancelled' && !this.stoppable.has(job.id) ? ['cancelled, but somebody waited'] : []),
      ...(isDeepStrictEqual(stored, job) ? [] : ['the record says something else']),
    ];
  }

  private get runs(): FakeRun[] {
    return this.harness.router.runs.slice(this.firstRun);
  }

  private async ended(): Promise<Job[]> {
    await Promise.all(this.pending);
    return Promise.all([...this.listeners.keys()].map((id) => this.harness.jobs.finished(id)));
  }

  private async act(does: Step['does'], who: number, provider: string): Promise<void> {
    if (does === 'submit' || does === 'repeat') {
      return this.submit(does === 'submit' ? undefined : this.prints[who % this.prints.length]);
    }
    const ids = [...this.listeners.keys()];
    const id = ids[who % ids.length];
    const run = this.runs[who % this.runs.length];
    if (id !== undefined && (does === 'cancel' || does === 'abandon')) {
      return this.stop(does, id);
    }
    if (run !== undefined) {
      // A router does one thing after the other.
      const before = this.doing.get(run) ?? Promise.resolve();
      const now = before.then(() => this.carryOn(run, does, provider)).catch(() => undefined);
      this.doing.set(run, now);
      await now;
    }
  }

  private async submit(known = `${this.round}-${this.prints.length}`): Promise<void> {
    if (!this.prints.includes(known)) {
      this.prints.push(known);
    }
    const { id } = await this.harness.submit({ fingerprint: known, request: requestFor({ prompt: known }) });
    this.listeners.set(id, (this.listeners.get(id) ?? 0) + 1);
  }

  private async stop(does: 'cancel' | 'abandon', id: string): Promise<void> {
    if (does === 'cancel') {
      this.stoppable.add(id);
      await this.harness.jobs.cancel(id, ANNA);
      return;
    }
    const left = Math.max(0, (this.listeners.get(id) ?? 0) - 1);
    this.listeners.set(id, left);
    if (left === 0) {
      this.stoppable.add(id);
    }
    this.harness.jobs.abandon(id);
  }

  private async carryOn(run: FakeRun, does: Step['does'], provider: string): Promise<void> {
    switch (does) {
      case 'start':
        return run.start(provider);
      case 'task':
        return run.start(provider, 'task-7');
      case 'reject':
        return run.finish('rejected', 'rate_limited');
      case 'deliver':
        return run.deliver([this.picture]);
      default:
        return run.fail();
    }
  }
}

describe('whatever happens in whatever order', () => {
  let place: TestStorage;
  let harness: Harness;

  beforeAll(async () => {
    place = await createSqlite();
    harness = await startJobs(place, { MAX_CONCURRENT_JOBS: String(LIMIT), SHUTDOWN_DRAIN_SECONDS: '0' });
  });

  afterAll(async () => {
    await harness.close();
    await place.drop();
  });

  it('every job runs once at most, within the limit, in its order, and ends as it is written down', async () => {
    const picture = await paint();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), async (steps) => {
        round += 1;
        const play = new Play(harness, round, picture);
        for (const one of steps) {
          await play.play(one);
        }
        expect(await play.complaints(await play.end())).toStrictEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
