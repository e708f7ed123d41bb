import type { Attempt, Candidate, Plan, ProviderError } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { HealthBoard } from './health/health-board.js';
import { nextStepAfter, type NextStep, type Stakes } from './next-step.js';
import type { Run } from './run.js';
import { RoutingEnv } from './routing.env.js';

/** Taken where neither a price list nor past bills say what a picture costs, in US dollars. */
const ASSUMED_USD = 0.05;

/** A failed attempt, and who is left after it. */
export interface Failure {
  readonly error: ProviderError;
  readonly at: Candidate;
  /** Candidates still to be asked, in their order. */
  readonly waiting: readonly Candidate[];
}

/** Who may still be asked. */
export interface Prospects {
  readonly candidates: readonly Candidate[];
  /** Why others may not; null where all may. */
  readonly step: Exclude<NextStep, { go: 'on' }> | null;
}

/** Reckons what a second purchase would put at risk, and who may be asked under that. */
@Injectable()
export class RiskReckoning {
  private readonly env: RoutingEnv;

  constructor(
    settings: Settings,
    private readonly health: HealthBoard,
    private readonly registry: ProviderRegistry,
  ) {
    this.env = settings.section(RoutingEnv);
  }

  /** Providers that cost nothing are kept whatever may have been charged: the money rule is about money only. */
  prospects({ error, at, waiting }: Failure, run: Run, plan: Plan): Prospects {
    const capabilities = this.registry.find(at.provider)?.capabilities(at.vendorModel);
    if (capabilities === undefined) {
      return { candidates: waiting, step: null };
    }
    const stepTo = (next: Candidate | null): NextStep =>
      nextStepAfter(error, capabilities, this.stakes(run, plan, next));
    const paid = waiting.filter((one) => !this.isFree(one));
    const steps = paid.length === 0 ? [stepTo(null)] : paid.map(stepTo);
    const refusals = steps.flatMap((step) => (step.go === 'on' ? [] : [step]));
    const allowed = new Set(paid.filter((_, index) => steps[index]?.go === 'on'));
    return {
      candidates: waiting.filter((one) => !paid.includes(one) || allowed.has(one)),
      step: refusals[0] ?? null,
    };
  }

  private isFree({ provider, vendorModel }: Candidate): boolean {
    return this.registry.find(provider)?.capabilities(vendorModel).cost === 'free';
  }

  /** @param next Whom the picture would be bought from; null where nobody is left */
  private stakes(run: Run, plan: Plan, next: Candidate | null): Stakes {
    const lost = run.lost.map((attempt) => attempt.cost?.usd ?? this.priceOf(candidateOf(plan, attempt)));
    const usd = [...lost, next === null ? 0 : this.priceOf(next)].reduce((sum, one) => sum + one, 0);
    return { repurchase: this.env.REPURCHASE, usd, limitUsd: this.env.MONEY_AT_RISK_USD };
  }

  private priceOf(candidate: Candidate | null): number {
    if (candidate === null) {
      return ASSUMED_USD;
    }
    return candidate.estimate?.usd ?? this.health.of(candidate).record.usualUsd ?? ASSUMED_USD;
  }
}

/** The candidate that an attempt was made at. */
export function candidateOf(plan: Plan, { provider, vendorModel }: Attempt): Candidate | null {
  return plan.candidates.find((one) => one.provider === provider && one.vendorModel === vendorModel) ?? null;
}
