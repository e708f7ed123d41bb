import type { Job, PromptSummary } from '@fusionbridge/core';

/** How and why the prompt of a job was or was not shortened; null for a job that was not planned. */
export function summaryOf({ plan }: Pick<Job, 'plan'>): Pick<PromptSummary, 'by' | 'why'> | null {
  return plan === null ? null : { by: plan.summary.by, why: plan.summary.why };
}
