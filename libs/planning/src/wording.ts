import type { ImageRequest, LoraWords, PromptSummary, SelectedLora } from '@fusionbridge/core';
import { composePrompt, LoraSelector } from '@fusionbridge/loras';
import { Summarizer } from '@fusionbridge/prompting';
import { Injectable } from '@nestjs/common';
import { withoutServerOptions } from './fit/server-options.js';
import type { PlanningChoice } from './resolved-request.js';

/** The prompt and negative prompt for a vendor. */
export type Words = Pick<ImageRequest, 'prompt' | 'negativePrompt'>;

/** Composes the prompt: shortens prose, and adds the trigger words of LoRAs. */
@Injectable()
export class Wording {
  constructor(
    private readonly loras: LoraSelector,
    private readonly summarizer: Summarizer,
  ) {}

  /** How prose is shortened: data, the same for as long as the settings of it are. */
  get summaryCacheKeyPart(): unknown {
    return this.summarizer.cacheKeyPart;
  }

  /** @param matched Names and triggers as they stand in the prompt; they survive */
  async summarized(
    request: ImageRequest,
    matched: readonly string[],
    { offline = false }: PlanningChoice = {},
  ): Promise<PromptSummary> {
    const { prompt, visibleCharacters, fidelity } = request;
    if (request.operation === 'upscale') {
      return { prompt, by: 'none', why: 'the picture is only enlarged' };
    }
    if (request.summarize === false) {
      return { prompt, by: 'none', why: 'the request switches it off (summarize: false)' };
    }
    const { summary, by, why } = await this.summarizer.summarize({
      text: prompt,
      keep: [...new Set([...visibleCharacters, ...matched])],
      context: contextOf(request),
      // A request for the full prompt would reject a summary, so do not pay a model for one.
      offline: offline || fidelity === 'strict',
    });
    return { prompt: summary, by, why };
  }

  /** The words of the summary and of `loras`, with the operator's usual negative prompt. */
  worded(request: ImageRequest, summary: PromptSummary, loras: readonly SelectedLora[]): Words {
    const { prompt, negativePrompt } =
      request.operation === 'upscale'
        ? request
        : this.composed({ prompt: summary.prompt, negativePrompt: request.negativePrompt }, loras);
    return {
      prompt: withoutServerOptions(prompt),
      negativePrompt: withoutServerOptions(negativePrompt),
    };
  }

  private composed(words: Words, loras: readonly SelectedLora[]): Words {
    const usual: LoraWords = {
      triggers: [],
      prepend: '',
      append: '',
      negative: this.loras.defaults.negativePrompt,
    };
    return composePrompt(words, [...loras.flatMap((lora) => lora.words ?? []), usual]);
  }
}

/** Who is in the picture and what they look like, for a language model that writes the summary. */
function contextOf({ visibleCharacters, characterPrompts }: ImageRequest): string {
  const looks = Object.entries(characterPrompts)
    .filter(([name]) => visibleCharacters.length === 0 || visibleCharacters.includes(name))
    .map(([name, text]) => `${name}: ${text}`);
  const names = visibleCharacters.length === 0 ? [] : [`In the picture: ${visibleCharacters.join(', ')}.`];
  return [...names, ...looks].join('\n');
}
