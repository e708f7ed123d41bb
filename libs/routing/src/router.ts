import { type Attempt, BridgeError, type Candidate, type Plan, type ProviderError } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Injectable } from '@nestjs/common';
import { AttemptRunner } from './attempt-runner.js';
import type { Delivery, RunContext } from './delivery.js';
import { Hedging } from './hedging.js';
import { openOrders, untried } from './resumption.js';
import { Run } from './run.js';
import { RiskReckoning } from './stakes.js';

/** The reason why no further candidate may be tried. */
type Stop = BridgeError | null;

/** State of a plan that is being carried out. */
interface Course {
  readonly plan: Plan;
  readonly run: Run;
  readonly context: RunContext;
  /** Candidates not tried yet, in order. */
  readonly waiting: Candidate[];
  /** Why paid candidates were taken out of `waiting`; null while none were. */
  withheld: string | null;
  /** What a vendor said to the content; the end of it where nobody paints it after that. Null while none refused. */
  refused: BridgeError | null;
}

/** Tries the candidates of a plan in order until all pictures are delivered. Promise 1 decides when it may go on. */
@Injectable()
export class Router {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly attempts: AttemptRunner,
    private readonly hedging: Hedging,
    private readonly risk: RiskReckoning,
  ) {}

  /**
   * Tries the candidates in the order of the plan.
   * @throws BridgeError `all_failed`, `content_policy`, or the signal's own reason (`deadline`, `cancelled`), with
   * the attempts. What was bought until then is never thrown away: with one picture or more it delivers, and says
   * in `stoppedBy` what ended it.
   */
  async run(plan: Plan, context: RunContext): Promise<Delivery> {
    const run = new Run(plan, this.registry.snapshot(), context);
    return this.pursue({ plan, run, context, waiting: [...plan.candidates], withheld: null, refused: null });
  }

  /**
   * Continues where a previous run of the bridge was interrupted (promise 4): looks up every order it had placed, and
   * buys only what those cannot have bought already. Throws as `run` does.
   */
  async resume(plan: Plan, former: readonly Attempt[], context: RunContext): Promise<Delivery> {
    const run = new Run(plan, this.registry.snapshot(), context, former);
    const course: Course = {
      plan,
      run,
      context,
      waiting: untried(plan, former),
      withheld: null,
      refused: null,
    };
    for (const order of openOrders(plan, former)) {
      const stop = await this.pickUp(order, course);
      if (stop !== null || run.missing === 0) {
        return run.finish(run.missing === 0 ? null : stop);
      }
    }
    return this.pursue(course);
  }

  private async pursue(course: Course): Promise<Delivery> {
    const { run, waiting, context } = course;
    while (waiting.length > 0) {
      const tooEarly = await this.attempts.ready(waiting, context);
      if (tooEarly !== null) {
        return run.finish(run.isUntouched ? tooEarly : null);
      }
      const next = waiting.shift();
      const stop = next === undefined ? null : await this.exhaust(next, course);
      if (stop !== null || run.missing === 0) {
        return run.finish(run.missing === 0 ? null : stop);
      }
    }
    return run.finish(course.refused ?? (course.withheld === null ? null : run.withheld(course.withheld)));
  }

  /** Calls one candidate until all pictures are delivered or it fails. */
  private async exhaust(candidate: Candidate, course: Course): Promise<Stop> {
    const { run, context, waiting } = course;
    const provider = run.providers.find(candidate.provider);
    if (provider === null) {
      return null;
    }
    while (run.missing > 0) {
      const endings = context.signal.aborted
        ? []
        : await this.hedging.attempt([provider, candidate], waiting, run, context);
      if (context.signal.aborted && run.missing > 0) {
        return run.stopped(reasonOf(context.signal));
      }
      const failed = endings.flatMap(({ candidate: at, error }) => (error === null ? [] : [{ at, error }]));
      if (failed.length > 0) {
        const stops = failed.map(({ at, error }) => this.stopAfter(error, at, course));
        return stops.find((stop) => stop !== null) ?? null;
      }
    }
    return null;
  }

  private async pickUp(
    order: { readonly attempt: Attempt; readonly candidate: Candidate },
    course: Course,
  ): Promise<Stop> {
    const { attempt, candidate } = order;
    const { run, context } = course;
    const provider = run.providers.find(candidate.provider);
    const error =
      provider?.follow === undefined || attempt.taskId === null
        ? await run.unfollowable(attempt)
        : await this.attempts.pickUp(provider, { attempt, taskId: attempt.taskId, candidate }, run, context);
    if (context.signal.aborted && run.missing > 0) {
      return run.stopped(reasonOf(context.signal));
    }
    return error === null ? null : this.stopAfter(error, candidate, course);
  }

  /** Removes candidates from `waiting` that may no longer be tried. */
  private stopAfter(error: ProviderError, at: Candidate, course: Course): Stop {
    const { plan, run, context, waiting } = course;
    context.log(`${at.provider} failed (${error.kind}, ${error.outcome}): ${error.message}`);
    if (error.outcome === 'not_sent' && error.cause instanceof BridgeError) {
      return run.stopped(error.cause);
    }
    const { candidates, step } = this.risk.prospects({ error, at, waiting }, run, plan);
    waiting.splice(0, waiting.length, ...candidates);
    if (step?.go === 'stop') {
      course.refused = run.refused(error, step.why);
      return waiting.length === 0 ? course.refused : null;
    }
    course.withheld = step?.why ?? course.withheld;
    return null;
  }
}

function reasonOf(signal: AbortSignal): BridgeError {
  const reason: unknown = signal.reason;
  return reason instanceof BridgeError
    ? reason
    : new BridgeError({ kind: 'cancelled', message: 'The job was cancelled.' });
}
