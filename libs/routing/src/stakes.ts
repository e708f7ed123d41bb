import type { Attempt, Candidate, Plan, ProviderError } from '@fusionbridge/core';
import { CurrentSettings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { HealthBoard } from './health/health-board.js';
import { nextStepAfter, type NextStep, type Stakes } from './next-step.js';
import type { Run } from './run.js';
import { RoutingEnv } from './routing.env.js';

/** Assumed price of a picture in US dollars if neither a price list nor past charges tell. */
const ASSUMED_USD = 0.05;

/** A failed attempt, and the candidates left after it. */
export interface Failure {
  readonly error: ProviderError;
  readonly at: Candidate;
  /** Candidates not tried yet, in order. */
  readonly waiting: readonly Candidate[];
}

/** The candidates that may still be tried. */
export interface Prospects {
  readonly candidates: readonly Candidate[];
  /** Why others may not; null if all may. */
  readonly step: Exclude<NextStep, { go: 'on' }> | null;
}

/** Computes what a second purchase would put at risk, and which candidates may be tried given that. */
@Injectable()
export class RiskReckoning {
  constructor(
    private readonly settings: CurrentSettings,
    private readonly health: HealthBoard,
  ) {}

  /** Free providers are always kept: the rule only limits spending. */
  prospects({ error, at, waiting }: Failure, run: Run, plan: Plan): Prospects {
    const capabilities = run.providers.find(at.provider)?.capabilities(at.vendorModel);
    if (capabilities === undefined) {
      return { candidates: waiting, step: null };
    }
    if (error.kind === 'content_policy') {
      const step = nextStepAfter(error, capabilities, this.stakes(run, plan, null));
      const candidates = waiting.filter(({ afterRefusal }) => afterRefusal === true);
      return { candidates, step: step.go === 'on' ? null : step };
    }
    const stepTo = (next: Candidate | null): NextStep =>
      nextStepAfter(error, capabilities, this.stakes(run, plan, next));
    const paid = waiting.filter((one) => !isFree(one, run));
    const steps = paid.length === 0 ? [stepTo(null)] : paid.map(stepTo);
    const refusals = steps.flatMap((step) => (step.go === 'on' ? [] : [step]));
    const allowed = new Set(paid.filter((_, index) => steps[index]?.go === 'on'));
    return {
      candidates: waiting.filter((one) => !paid.includes(one) || allowed.has(one)),
      step: refusals[0] ?? null,
    };
  }

  /** @param next The candidate that the picture would be bought from; null if none is left */
  private stakes(run: Run, plan: Plan, next: Candidate | null): Stakes {
    const lost = run.lost.map((attempt) => attempt.cost?.usd ?? this.priceOf(candidateOf(plan, attempt)));
    const usd = [...lost, next === null ? 0 : this.priceOf(next)].reduce((sum, one) => sum + one, 0);
    const { REPURCHASE: repurchase, MONEY_AT_RISK_USD: limitUsd } = this.settings.section(RoutingEnv);
    return { repurchase, usd, limitUsd };
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

function isFree({ provider, vendorModel }: Candidate, run: Run): boolean {
  return run.providers.find(provider)?.capabilities(vendorModel).cost === 'free';
}
