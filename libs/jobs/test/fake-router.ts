import {
  type Attempt,
  BridgeError,
  type Cost,
  type Degradation,
  type ImageRequest,
  type Outcome,
  type Picture,
  type Plan,
  type ProviderErrorKind,
  type VendorRequest,
} from '@fusionbridge/core';
import type { Delivery, RunContext } from '@fusionbridge/routing';

const COST: Cost = { usd: 0.04, source: 'reported' };

/** One call of `Router.run`, carried on by the test. Ends by itself when it is aborted, as the router does. */
export class FakeRun {
  readonly end: Promise<Delivery>;
  private readonly attempts: Attempt[] = [];
  private resolve: (delivery: Delivery) => void = () => undefined;
  private reject: (error: unknown) => void = () => undefined;

  constructor(
    readonly plan: Plan,
    readonly context: RunContext,
    obeys: boolean,
  ) {
    this.end = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    if (obeys) {
      const aborted = (): void => this.reject(context.signal.reason);
      context.signal.addEventListener('abort', aborted, { once: true });
    }
  }

  /** A call to a vendor begins. */
  async start(provider = 'paid', taskId: string | null = null): Promise<void> {
    if (this.open !== null) {
      throw new Error('the call before has not ended');
    }
    const attempt: Attempt = {
      index: this.attempts.length,
      provider,
      vendorModel: 'm1',
      count: 1,
      startedAt: 1_795_000_000_000 + this.attempts.length,
      finishedAt: null,
      outcome: null,
      taskId: null,
      delivered: 0,
      cost: null,
      error: null,
    };
    await this.report(attempt);
    if (taskId !== null) {
      await this.report({ ...attempt, taskId });
    }
  }

  /** The last call ends. */
  async finish(outcome: Outcome, kind: ProviderErrorKind = 'unavailable'): Promise<void> {
    const last = this.open;
    if (last === null) {
      throw new Error('no call goes on');
    }
    const delivered = outcome === 'delivered';
    await this.report({
      ...last,
      finishedAt: last.startedAt + 1,
      outcome,
      delivered: delivered ? 1 : 0,
      cost: delivered ? COST : null,
      error: delivered ? null : { kind, message: `${last.provider} says ${kind}`, status: null },
    });
  }

  /** Starts a call, and hands over what it painted. */
  async deliver(pictures: readonly Picture[], given: Partial<Delivery> = {}): Promise<void> {
    if (this.open === null) {
      await this.start();
    }
    await this.finish('delivered');
    this.resolve({
      pictures: pictures.map((picture, index) => ({
        picture,
        seed: this.plan.seed + index,
        provider: 'paid',
        vendorModel: 'm1',
        request: this.requestSent(),
      })),
      attempts: [...this.attempts],
      degradations: [],
      cost: COST,
      stoppedBy: null,
      ...given,
    });
  }

  /** Gives up: every call so far ended as it was reported. */
  fail(
    error: unknown = new BridgeError({ kind: 'all_failed', message: 'All failed.', attempts: this.attempts }),
  ): void {
    this.reject(error);
  }

  private get open(): Attempt | null {
    const last = this.attempts.at(-1);
    return last?.outcome === null ? last : null;
  }

  private requestSent(): VendorRequest {
    const candidate = this.plan.candidates[0];
    if (candidate === undefined) {
      throw new Error('the plan has no candidate');
    }
    return candidate.request;
  }

  private async report(attempt: Attempt): Promise<void> {
    this.attempts[attempt.index] = attempt;
    await this.context.onAttempt(attempt);
  }
}

/** In the place of the router: hands every run to the test, and counts how many go on at once. */
export class FakeRouter {
  readonly runs: FakeRun[] = [];
  /** `false`: runs go on although they are aborted. */
  obeys = true;
  running = 0;
  most = 0;
  private readonly waiting: ((run: FakeRun) => void)[] = [];
  private readonly untaken: FakeRun[] = [];

  async run(plan: Plan, context: RunContext): Promise<Delivery> {
    const run = new FakeRun(plan, context, this.obeys);
    this.runs.push(run);
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    const wanted = this.waiting.shift();
    if (wanted === undefined) {
      this.untaken.push(run);
    } else {
      wanted(run);
    }
    try {
      return await run.end;
    } finally {
      this.running -= 1;
    }
  }

  /** The next run that no test has taken yet, once there is one. */
  next(): Promise<FakeRun> {
    const run = this.untaken.shift();
    return run === undefined
      ? new Promise((resolve) => {
          this.waiting.push(resolve);
        })
      : Promise.resolve(run);
  }
}

/** In the place of the planner: one candidate that gets the request as it is. */
export class FakePlanner {
  asked = 0;
  /** What planning waits for, or breaks with. */
  before: () => Promise<void> = async () => undefined;
  degradations: readonly Degradation[] = [];
  /** What a request would become besides its own words. */
  settings: unknown = 'as they are';

  /** Without an inventory. */
  providersOf(): string[] {
    return [];
  }

  prepare(request: ImageRequest): ImageRequest {
    return request;
  }

  basis(): unknown {
    return this.settings;
  }

  async complete(prepared: ImageRequest): Promise<{ plan: Plan; calls: { take(): null } }> {
    this.asked += 1;
    await this.before();
    return { plan: this.planOf(prepared), calls: { take: () => null } };
  }

  private planOf(request: ImageRequest): Plan {
    return {
      model: 'main',
      originalPrompt: request.prompt,
      summary: { prompt: request.prompt, by: 'none', why: 'it is short' },
      prompt: `${request.prompt}, finely painted`,
      negativePrompt: request.negativePrompt,
      loras: [],
      seed: 100,
      routing: 'ordered',
      candidates: [
        {
          provider: 'paid',
          vendorModel: 'm1',
          request: {
            ...request,
            operation: 'text',
            prompt: `${request.prompt}, finely painted`,
            seed: 100,
          },
          degradations: this.degradations,
          calls: 1,
          preset: null,
          estimate: null,
        },
      ],
      excluded: [],
    };
  }
}
