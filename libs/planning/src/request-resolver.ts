import { randomInt } from 'node:crypto';
import type { Degradation, ImageRequest, Model } from '@fusionbridge/core';
import { LoraSelector } from '@fusionbridge/loras';
import { CurrentSettings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { serverOptionNotes } from './fit/server-options.js';
import { PlanningEnv } from './planning.env.js';
import type { PlanningChoice, ResolvedRequest, WithWords } from './resolved-request.js';
import { summaryNotes } from './summary-notes.js';
import { enlargedOnly } from './upscales.js';
import { type Words, Wording } from './wording.js';

/** Every vendor takes seeds of 31 bits; some take no more. */
const HIGHEST_CHOSEN_SEED = 2 ** 31 - 1;

/** Decides everything that does not depend on a provider: LoRAs, seed, routing, summary. */
@Injectable()
export class RequestResolver {
  constructor(
    private readonly settings: CurrentSettings,
    private readonly loras: LoraSelector,
    private readonly wording: Wording,
  ) {}

  /** At once, with the prompt as it came. */
  resolve(request: ImageRequest, model: Model): ResolvedRequest {
    const { loras, degradations, matches } = enlargedOnly(request) ?? this.loras.select(request);
    return {
      request,
      model,
      loras,
      matched: matches.filter(({ field }) => field === 'prompt').map(({ text }) => text),
      degradations,
      summary: { prompt: request.prompt, by: 'none', why: 'nobody was asked' },
      seed: request.seed ?? randomInt(0, HIGHEST_CHOSEN_SEED),
      routing: request.routing ?? model.routing ?? this.settings.section(PlanningEnv).ROUTING,
    };
  }

  /** With prose shortened; may ask a language model. */
  async summarized(resolved: ResolvedRequest, choice?: PlanningChoice): Promise<ResolvedRequest> {
    const { request, matched } = resolved;
    return { ...resolved, summary: await this.wording.summarized(request, matched, choice) };
  }

  /** How prose is shortened: data, the same for as long as the settings of it are. */
  get summaryCacheKeyPart(): unknown {
    return this.wording.summaryCacheKeyPart;
  }

  /** Degradations of the prompt that apply to every provider. */
  wordNotes({ request, summary }: ResolvedRequest): Degradation[] {
    return [
      ...serverOptionNotes([request.prompt, summary.prompt, request.negativePrompt]),
      ...summaryNotes(request.prompt, summary),
    ];
  }

  /** Inserts the prompt, which is composed once for each selection of LoRAs. */
  withWords({ request, summary }: ResolvedRequest): WithWords {
    const composed = new Map<string, Words>();
    return (loras) => {
      const key = JSON.stringify(loras.map(({ name }) => name));
      const words = composed.get(key) ?? this.wording.worded(request, summary, loras);
      composed.set(key, words);
      return {
        ...request,
        ...words,
        loras: loras.map(({ name, weight, sources }) => ({ name, weight, sources })),
      };
    };
  }
}
