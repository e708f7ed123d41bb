import { BridgeError, type Candidate, type Plan, type ProviderError } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Injectable } from '@nestjs/common';
import { AttemptRunner } from './attempt-runner.js';
import type { Delivery, RunContext } from './delivery.js';
import { nextStepAfter } from './next-step.js';
import { Run } from './run.js';

/** Why no further candidate may be asked. */
type Stop = BridgeError | null;

/** Tries the candidates of a plan in their order until all pictures are there. Promise 1 decides when it may go on. */
@Injectable()
export class Router {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly attempts: AttemptRunner,
  ) {}

  /**
   * @throws BridgeError `all_failed`, `content_policy`, or the signal's own reason (`deadline`, `cancelled`), with
   * the attempts. What was bought until then is never thrown away: with one picture or more it delivers, and says
   * in `stoppedBy` what ended it.
   */
  async run(plan: Plan, context: RunContext): Promise<Delivery> {
    const run = new Run(plan, plan.candidates[0]?.request.count ?? 1, context);
    for (const candidate of plan.candidates) {
      const stop = await this.exhaust(candidate, run, context);
      if (stop !== null || run.missing === 0) {
        return run.finish(run.missing === 0 ? null : stop);
      }
    }
    return run.finish(null);
  }

  /** Calls one candidate until everything is there or it fails. */
  private async exhaust(candidate: Candidate, run: Run, context: RunContext): Promise<Stop> {
    const provider = this.registry.find(candidate.provider);
    if (provider === null) {
      return null;
    }
    while (run.missing > 0) {
      const error = context.signal.aborted
        ? null
        : await this.attempts.attempt(provider, candidate, run, context);
      if (context.signal.aborted && run.missing > 0) {
        return run.stopped(reasonOf(context.signal));
      }
      if (error !== null) {
        context.log(`${candidate.provider} failed (${error.kind}, ${error.outcome}): ${error.message}`);
        return this.stopAfter(error, candidate, run);
      }
    }
    return null;
  }

  private stopAfter(error: ProviderError, candidate: Candidate, run: Run): Stop {
    const capabilities = this.registry.find(candidate.provider)?.capabilities(candidate.vendorModel);
    if (capabilities === undefined) {
      return null;
    }
    const next = nextStepAfter(error, capabilities);
    return next.go === 'on' ? null : run.refused(error, next.why);
  }
}

function reasonOf(signal: AbortSignal): BridgeError {
  const reason: unknown = signal.reason;
  return reason instanceof BridgeError
    ? reason
    : new BridgeError({ kind: 'cancelled', message: 'The job was cancelled.' });
}
