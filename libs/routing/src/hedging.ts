import { BridgeError, type Candidate, type ImageProvider } from '@fusionbridge/core';
import { CurrentSettings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { AttemptRunner } from './attempt-runner.js';
import type { RunContext } from './delivery.js';
import { type Ended, Lane } from './lane.js';
import type { Run } from './run.js';
import { RoutingEnv } from './routing.env.js';

/**
 * Queue hedging: if a vendor keeps an order queued for longer than HEDGE_QUEUED_SECONDS, the next candidate is tried
 * as well. The first to begin work keeps the order; the other is cancelled while still queued, which vendors do not
 * charge for.
 */
@Injectable()
export class Hedging {
  constructor(
    private readonly settings: CurrentSettings,
    private readonly attempts: AttemptRunner,
  ) {}

  /**
   * Asks the first candidate and, if it keeps the order waiting, the first of `waiting`, which is taken out.
   * @returns one ending for each candidate that had its chance; a loser that was called off waits again instead
   */
  async attempt(
    [provider, candidate]: readonly [ImageProvider, Candidate],
    waiting: Candidate[],
    run: Run,
    context: RunContext,
  ): Promise<Ended[]> {
    const patienceMs = this.settings.section(RoutingEnv).HEDGE_QUEUED_SECONDS * 1000;
    const mayWait = patienceMs > 0 && isCancellable(candidate, run);
    if (!mayWait) {
      return [{ candidate, error: await this.attempts.attempt(provider, candidate, run, context) }];
    }
    const lead = this.laneFor(provider, candidate, run, context);
    const waitsTooLong = await lead.waitsFor(patienceMs);
    const [other] = waiting;
    const rivalProvider = other === undefined ? null : run.providers.find(other.provider);
    if (!waitsTooLong || other === undefined || rivalProvider === null || !isCancellable(other, run)) {
      return [await lead.ended];
    }
    context.log(`${candidate.provider} keeps the order waiting; ${other.provider} is asked as well`);
    waiting.shift();
    return race([lead, this.laneFor(rivalProvider, other, run, context)], waiting);
  }

  private laneFor(provider: ImageProvider, candidate: Candidate, run: Run, context: RunContext): Lane {
    return new Lane(candidate, context, (own) => this.attempts.attempt(provider, candidate, run, own));
  }
}

/** Until one of them works or is done; then the other is called off, unless it has already failed by itself. */
async function race([lead, rival]: readonly [Lane, Lane], waiting: Candidate[]): Promise<Ended[]> {
  await Promise.race([lead.begun, rival.begun]);
  const loser = lead.isAhead ? rival : lead;
  if (lead.isAhead || rival.isAhead) {
    loser.callOff(
      new BridgeError({ kind: 'cancelled', message: 'Another provider began to work on it first.' }),
    );
  }
  const [first, second] = await Promise.all([lead.ended, rival.ended]);
  if (!loser.isCalledOff) {
    return [first, second];
  }
  waiting.unshift(loser.candidate);
  return [loser === lead ? second : first];
}

/** True if a queued order can be cancelled free of charge. */
function isCancellable({ provider, vendorModel }: Candidate, run: Run): boolean {
  const found = run.providers.find(provider);
  if (found === null) {
    return false;
  }
  const { cost, cancel, cancelQueued = cancel } = found.capabilities(vendorModel);
  return cost === 'free' || (found.cancel !== undefined && cancelQueued === 'free');
}
