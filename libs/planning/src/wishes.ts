import { randomInt } from 'node:crypto';
import type { ImageRequest, Model, SelectedLora } from '@fusionbridge/core';
import { LoraSelector } from '@fusionbridge/loras';
import { RoutingEnv, Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { enlargedOnly } from './upscales.js';
import type { PlanningChoice, Wish } from './wish.js';
import { Wording } from './wording.js';

/** Every vendor takes seeds of 31 bits; some take no more. */
const HIGHEST_CHOSEN_SEED = 2 ** 31 - 1;

/** Decides what can be decided before a provider is looked at. */
@Injectable()
export class Wishes {
  constructor(
    private readonly settings: Settings,
    private readonly loras: LoraSelector,
    private readonly wording: Wording,
  ) {}

  async of(request: ImageRequest, model: Model, choice?: PlanningChoice): Promise<Wish> {
    const { loras, degradations, matches } = enlargedOnly(request) ?? this.loras.select(request);
    const inPrompt = matches.filter(({ field }) => field === 'prompt').map(({ text }) => text);
    return {
      request,
      model,
      loras,
      degradations,
      summary: await this.wording.summarized(request, inPrompt, choice),
      seed: request.seed ?? randomInt(0, HIGHEST_CHOSEN_SEED),
      routing: request.routing ?? model.routing ?? this.settings.section(RoutingEnv).ROUTING,
    };
  }

  /** Its request in the words of the summary and of `loras`. */
  worded({ request, summary }: Wish, loras: readonly SelectedLora[]): ImageRequest {
    return this.wording.worded(request, summary, loras);
  }
}
