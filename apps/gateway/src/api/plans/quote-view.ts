import type { Plan } from '@fusionbridge/core';
import { inNamesOf } from '../views/field-names.js';
import type { QuoteResponse } from './quote-response.dto.js';

/**
 * What a plan would cost.
 * @param body Whose names of the fields are used
 */
export function quoteView(plan: Plan, pictures: number, body: object): Omit<QuoteResponse, 'degradations'> {
  const known = plan.candidates.flatMap(({ estimate }) => (estimate === null ? [] : [estimate.usd]));
  const first = plan.candidates[0]?.estimate ?? null;
  const unknown = plan.candidates.filter(({ estimate }) => estimate === null);
  return {
    model: plan.model,
    pictures,
    currency: 'USD',
    min: known.length === 0 ? null : Math.min(...known),
    max: known.length === 0 ? null : Math.max(...known),
    first: first?.usd ?? null,
    source: first?.source ?? 'unknown',
    unknown: [...new Set(unknown.map(({ provider }) => provider))],
    candidates: plan.candidates.map(({ provider, vendorModel, preset, calls, estimate, degradations }) => ({
      provider,
      model: vendorModel,
      preset,
      calls,
      price_known: estimate !== null,
      estimate,
      degradations: inNamesOf(body, degradations),
    })),
    excluded: plan.excluded.map(({ provider, vendorModel, why }) => ({ provider, model: vendorModel, why })),
  };
}
