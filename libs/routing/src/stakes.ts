import type { Attempt, Candidate, Plan } from '@fusionbridge/core';
import { RoutingEnv, Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { HealthBoard } from './health/health-board.js';
import type { Stakes } from './next-step.js';
import type { Run } from './run.js';

/** Taken where neither a price list nor past bills say what a picture costs, in US dollars. */
const ASSUMED_USD = 0.05;

/** Reckons what a second purchase would put at risk. */
@Injectable()
export class RiskReckoning {
  private readonly env: RoutingEnv;

  constructor(
    settings: Settings,
    private readonly health: HealthBoard,
  ) {
    this.env = settings.section(RoutingEnv);
  }

  /** @param next Whom the picture would be bought from; null where nobody is left */
  stakes(run: Run, plan: Plan, next: Candidate | null): Stakes {
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
