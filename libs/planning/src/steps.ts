import type { ImageRequest, SelectedLora } from '@fusionbridge/core';

/** The words a vendor will get. */
export interface WrittenPrompt {
  readonly prompt: string;
  readonly negativePrompt: string;
}

/** Chooses the LoRAs of a request. */
export interface LoraStep {
  /** In order of rank: the last ones go first where a vendor takes fewer. */
  select(request: ImageRequest): Promise<readonly SelectedLora[]>;
}

/** Writes the final prompt. */
export interface PromptStep {
  write(request: ImageRequest, loras: readonly SelectedLora[]): Promise<WrittenPrompt>;
}

export const LORA_STEP = Symbol('LORA_STEP');
export const PROMPT_STEP = Symbol('PROMPT_STEP');

/** Takes the LoRAs the client named, and no others. */
export class NamedLoras implements LoraStep {
  async select(request: ImageRequest): Promise<readonly SelectedLora[]> {
    return request.loras.map((lora) => ({ ...lora, reason: 'named in the request' }));
  }
}

/** Leaves the prompt as the client wrote it. */
export class PromptAsGiven implements PromptStep {
  async write(request: ImageRequest): Promise<WrittenPrompt> {
    return { prompt: request.prompt, negativePrompt: request.negativePrompt };
  }
}
