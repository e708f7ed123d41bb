import type { Job, PromptSummary } from '@fusionbridge/core';

/** Who shortened the prompt of a job and why, or why it was left unchanged; null for a job that was not planned. */
export function summaryOf({ plan }: Pick<Job, 'plan'>): Pick<PromptSummary, 'by' | 'why'> | null {
  return plan === null ? null : { by: plan.summary.by, why: plan.summary.why };
}
