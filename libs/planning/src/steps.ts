import type { ImageRequest } from '@fusionbridge/core';

/** The words that are painted, before LoRAs add theirs. */
export interface WrittenPrompt {
  readonly prompt: string;
  readonly negativePrompt: string;
}

/** Writes the prompt. */
export interface PromptStep {
  /** @param keep Names and trigger words that must survive */
  write(request: ImageRequest, keep: readonly string[]): Promise<WrittenPrompt>;
}

export const PROMPT_STEP = Symbol('PROMPT_STEP');

/** Leaves the prompt as the client wrote it. */
export class PromptAsGiven implements PromptStep {
  async write(request: ImageRequest): Promise<WrittenPrompt> {
    return { prompt: request.prompt, negativePrompt: request.negativePrompt };
  }
}
