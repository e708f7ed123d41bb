import { randomInt } from 'node:crypto';
import type { Degradation, ImageRequest, Model, SelectedLora } from '@fusionbridge/core';
import { LoraSelector } from '@fusionbridge/loras';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { serverOptionNotes } from './fit/server-options.js';
import { summaryNotes } from './summary-notes.js';
import { enlargedOnly } from './upscales.js';
import type { PlanningChoice, Wish } from './wish.js';
import { Wording } from './wording.js';
import { PlanningEnv } from './planning.env.js';

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
    const { matched, ...wish } = this.begun(request, model);
    return { ...wish, summary: await this.wording.summarized(request, matched, choice) };
  }

  /** The wish with its prose as it came, at once. */
  unshortened(request: ImageRequest, model: Model): Wish {
    const { matched: _, ...wish } = this.begun(request, model);
    return { ...wish, summary: { prompt: request.prompt, by: 'none', why: 'nobody was asked' } };
  }

  /** How prose is shortened: data, the same for as long as the settings of it are. */
  get manner(): unknown {
    return this.wording.manner;
  }

  /** `matched`: what a summary must keep of the prompt. */
  private begun(request: ImageRequest, model: Model): Omit<Wish, 'summary'> & { matched: readonly string[] } {
    const { loras, degradations, matches } = enlargedOnly(request) ?? this.loras.select(request);
    return {
      request,
      model,
      loras,
      degradations,
      seed: request.seed ?? randomInt(0, HIGHEST_CHOSEN_SEED),
      routing: request.routing ?? model.routing ?? this.settings.section(PlanningEnv).ROUTING,
      matched: matches.filter(({ field }) => field === 'prompt').map(({ text }) => text),
    };
  }

  /** What its words lose for every provider. */
  notes({ request, summary }: Wish): Degradation[] {
    return [
      ...serverOptionNotes([request.prompt, summary.prompt, request.negativePrompt]),
      ...summaryNotes(request.prompt, summary),
    ];
  }

  /** Its request in the words of the summary and of `loras`. */
  worded({ request, summary }: Wish, loras: readonly SelectedLora[]): ImageRequest {
    return this.wording.worded(request, summary, loras);
  }
}
