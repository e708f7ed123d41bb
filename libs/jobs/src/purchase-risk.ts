import type { Attempt, JobState, ProviderCapabilities } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { RoutingEnv, Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

/** Says what stopping, and asking again, would cost. A provider nobody knows any more is taken to charge. */
@Injectable()
export class PurchaseRisk {
  /** The operator takes the vendor's word that it does not know an order. */
  private readonly forgivesLost: boolean;

  constructor(
    settings: Settings,
    private readonly registry: ProviderRegistry,
  ) {
    this.forgivesLost = settings.section(RoutingEnv).REPURCHASE !== 'never';
  }

  /** Whether everything that runs now can be stopped without being charged. True when nothing runs. */
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
      const capabilities = this.capabilitiesOf(attempt);
      const stoppedForFree = job.state === 'cancelled' && capabilities?.cancel === 'free';
      return capabilities?.cost !== 'free' && !stoppedForFree;
    });
  }

  private capabilitiesOf(attempt: Attempt): ProviderCapabilities | null {
    return this.registry.find(attempt.provider)?.capabilities(attempt.vendorModel) ?? null;
  }
}
