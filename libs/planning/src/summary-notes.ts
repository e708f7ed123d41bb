import type { Degradation, PromptSummary } from '@fusionbridge/core';
import { countWords } from '@fusionbridge/prompting';

/** Reports a degradation if the prompt differs from the one the client wrote. */
export function summaryNotes(prompt: string, { by, prompt: summary }: PromptSummary): Degradation[] {
  if (by === 'none') {
    return [];
  }
  return [
    {
      field: 'prompt',
      asked: `${countWords(prompt)} words`,
      given: `shortened to ${countWords(summary)} words`,
      why: 'prose is shortened before it is painted; send "summarize": false to have it painted as it is',
    },
  ];
}
