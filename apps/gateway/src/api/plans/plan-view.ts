import { formatSize, type ImageRequest, type Plan } from '@fusionbridge/core';
import { inNamesOf } from '../views/field-names.js';

/**
 * A plan as JSON people can read: pictures as their size, not as their bytes.
 * @param body Whose names of the fields are used
 */
export function planView(plan: Plan, body: object): object {
  return {
    model: plan.model,
    original_prompt: plan.originalPrompt,
    summary: plan.summary,
    prompt: plan.prompt,
    negative_prompt: plan.negativePrompt,
    loras: plan.loras.map(({ name, weight, reason }) => ({ name, weight, reason })),
    seed: plan.seed,
    routing: plan.routing,
    candidates: plan.candidates.map((candidate) => ({
      provider: candidate.provider,
      model: candidate.vendorModel,
      request: requestView(candidate.request),
      degradations: inNamesOf(body, candidate.degradations),
      preset: candidate.preset,
      calls: candidate.calls,
      estimate: candidate.estimate,
    })),
    excluded: plan.excluded.map(({ provider, vendorModel, why }) => ({ provider, model: vendorModel, why })),
  };
}

/** A request without its bytes. */
function requestView(request: ImageRequest): object {
  return {
    ...request,
    size: request.size === null ? null : formatSize(request.size),
    source: request.source === null ? null : `${request.source.format} ${formatSize(request.source)}`,
    mask: request.mask === null ? null : formatSize(request.mask),
    references: request.references.map((one) => `${one.format} ${formatSize(one)}`),
  };
}
