import { RoutingEnv } from '@fusionbridge/routing';
import {
  type Attempt,
  type Charges,
  chargesOf,
  type JobState,
  type ProviderCapabilities,
} from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { CurrentSettings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

/** How long after it was placed an order is looked up in the background. Vendors keep pictures for an hour and longer. */
const LOOKED_UP_MS = 60 * 60_000;

/**
 * Tells what was charged, and whether cancelling, retrying or continuing may cost money. Unknown providers are assumed
 * to charge.
 */
@Injectable()
export class PurchaseRisk {
  constructor(
    private readonly settings: CurrentSettings,
    private readonly registry: ProviderRegistry,
  ) {}

  /** The operator trusts a vendor that says it does not know an order. */
  private get forgivesLost(): boolean {
    return this.settings.section(RoutingEnv).REPURCHASE !== 'never';
  }

  /** True if every running attempt can be cancelled free of charge, also if there is none. */
  stoppingIsFree(attempts: readonly Attempt[]): boolean {
    return attempts
      .filter((attempt) => attempt.outcome === null)
      .every((attempt) => this.capabilitiesOf(attempt)?.cancel === 'free');
  }

  /**
   * Whether a job that gave no picture may still be charged for, so that it must not be bought again. `rejected` and
   * `not_sent` cost nothing; what a job was stopped in costs nothing where stopping is free.
   */
  mayHaveCost(job: { readonly state: JobState; readonly attempts: readonly Attempt[] }): boolean {
    return job.attempts.some((attempt) => {
      if (attempt.outcome === 'not_sent' || attempt.outcome === 'rejected') {
        return false;
      }
      if (this.forgivesLost && attempt.error?.kind === 'task_lost') {
        return false;
      }
      return !this.isFree(job.state, attempt);
    });
  }

  /** What a job that ended so was charged, for certain or perhaps. */
  chargesOf(state: JobState, attempts: readonly Attempt[]): Charges {
    return chargesOf(attempts, (attempt) => this.isFree(state, attempt));
  }

  /** True if the vendor is free, or does not charge for cancelled work. */
  private isFree(state: JobState, attempt: Attempt): boolean {
    const capabilities = this.capabilitiesOf(attempt);
    return capabilities?.cost === 'free' || (state === 'cancelled' && capabilities?.cancel === 'free');
  }

  /**
   * Whether the next run of the bridge can finish the job without buying anything: some order of it can be asked about
   * at its vendor, and may have bought pictures that are not kept yet.
   */
  isResumable(attempts: readonly Attempt[]): boolean {
    return attempts.some(
      ({ provider, taskId, outcome }) =>
        taskId !== null && outcome !== 'rejected' && outcome !== 'not_sent' && this.canFollow(provider),
    );
  }

  /**
   * Whether the vendor is taken to be at work on an order that was not there in time, so that it is bought and its picture
   * can be fetched later.
   */
  isUnderWay(attempt: Attempt, now: number): boolean {
    const { provider, taskId, outcome, error, startedAt } = attempt;
    const isLate = error?.kind === 'timeout' && (outcome === 'accepted' || outcome === 'unknown');
    const isFree = this.capabilitiesOf(attempt)?.cost === 'free';
    return isLate && !isFree && taskId !== null && this.canFollow(provider) && now - startedAt < LOOKED_UP_MS;
  }

  private canFollow(id: string): boolean {
    const provider = this.registry.find(id);
    return provider?.follow !== undefined && provider.configured() === true;
  }

  private capabilitiesOf(attempt: Attempt): ProviderCapabilities | null {
    return this.registry.find(attempt.provider)?.capabilities(attempt.vendorModel) ?? null;
  }
}
