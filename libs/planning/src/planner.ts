import { BridgeError, type Exclusion, type ImageRequest, type Model, type Plan } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Settings, SettingsError } from '@fusionbridge/settings';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Candidates, type Verdict } from './candidates.js';
import { chainOf } from './chain.js';
import { byWhatIsKept } from './kept.js';
import type { PlanningChoice } from './wish.js';
import { Wishes } from './wishes.js';

/**
 * Turns a request into a plan: the final prompt, the LoRAs, and the candidates in the order in which they will be
 * tried, each with what it would drop and cost. Buys nothing and changes nothing, so it can be run dry.
 */
@Injectable()
export class Planner implements OnModuleInit {
  constructor(
    private readonly settings: Settings,
    private readonly registry: ProviderRegistry,
    private readonly wishes: Wishes,
    private readonly candidates: Candidates,
  ) {}

  /** @throws SettingsError when a chain names a provider that does not exist */
  onModuleInit(): void {
    const known = this.registry.all().map((provider) => provider.id);
    const mistakes = this.settings.models.all.flatMap((model, index) =>
      model.chain.flatMap((link, place) =>
        known.includes(link.provider)
          ? []
          : [
              {
                file: 'config/models.json',
                key: `models[${index}].chain[${place}].provider`,
                found: JSON.stringify(link.provider),
                allowed: `one of ${known.join(', ')}`,
              },
            ],
      ),
    );
    if (mistakes.length > 0) {
      throw new SettingsError(mistakes);
    }
  }

  /**
   * @throws BridgeError `not_found` for a model nobody knows, `unavailable` when none of its providers is
   * configured, `unsupported` when none of them can do it (or not without loss, with `fidelity: strict`),
   * `invalid_request` for more pictures than `max_n` and for a quality nobody knows
   */
  async plan(request: ImageRequest, choice?: PlanningChoice): Promise<Plan> {
    const model = this.modelOf(request);
    this.checkLimits(request, model);
    const wish = await this.wishes.of(request, model, choice);
    const verdicts = chainOf(model, this.registry).map((link) => this.candidates.judge(link, wish));
    const { loras, summary, seed, routing } = wish;
    const { prompt, negativePrompt } = this.wishes.worded(wish, loras);
    const plan: Plan = {
      model: model.id,
      originalPrompt: request.prompt,
      summary,
      prompt,
      negativePrompt,
      loras,
      seed,
      routing,
      candidates: verdicts
        .flatMap((one) => ('candidate' in one ? [one.candidate] : []))
        .toSorted(byWhatIsKept),
      excluded: verdicts.flatMap((one) => ('exclusion' in one ? [one.exclusion] : [])),
    };
    if (plan.candidates.length === 0) {
      throw nobodyCan(model, plan.excluded);
    }
    return plan;
  }

  /**
   * What would be made of a request now, before its prose is shortened: data, the same for as long as no setting, LoRA,
   * preset or adapter makes another picture of it. Asks nobody and buys nothing.
   * @throws BridgeError `not_found` for a model nobody knows
   */
  basis(request: ImageRequest): unknown {
    const model = this.modelOf(request);
    const chain = chainOf(model, this.registry);
    const wish = this.wishes.unshortened(request, model);
    const { upstreams } = this.settings.models;
    return {
      model: model.id,
      routing: wish.routing,
      summaries: this.wishes.manner,
      upstreams: upstreams.filter(({ name }) => chain.some(({ provider }) => provider === name)),
      verdicts: chain.map((link) => lightly(this.candidates.judge(link, wish))),
    };
  }

  private modelOf(request: ImageRequest): Model {
    const { models } = this.settings;
    const model = request.model === null ? models.defaultModel : models.find(request.model);
    if (model === null) {
      throw new BridgeError({
        kind: 'not_found',
        field: 'model',
        message: `The model '${request.model}' does not exist. Known are: ${models.painting.flatMap(({ id, aliases }) => [id, ...aliases]).join(', ')}.`,
      });
    }
    return model;
  }

  private checkLimits({ count, quality }: ImageRequest, model: Model): void {
    const { maxCount, splits } = this.settings.modelConfig;
    if (maxCount !== null && count > maxCount && !splits) {
      throw BridgeError.invalid(
        'n',
        `Invalid 'n': at most ${maxCount} pictures in one request (pipeline.max_n of model_config.json). Found ${count}.`,
      );
    }
    if (quality !== null) {
      this.candidates.checkQuality(quality, model.chain);
    }
  }
}

/** Without pictures, which are large and are those of the request, nor the names by which the model was asked for. */
function lightly(verdict: Verdict): object {
  if ('exclusion' in verdict) {
    return verdict;
  }
  const { request, boughtModel: _, ...candidate } = verdict.candidate;
  const nameless = { model: null, routing: null, source: null, mask: null, references: [] };
  return { ...candidate, request: { ...request, ...nameless }, wire: verdict.wire };
}

function nobodyCan(model: Model, exclusions: readonly Exclusion[]): BridgeError {
  const reasons = exclusions.map((one) => `${one.provider}: ${one.why}`).join('; ');
  const unconfigured = exclusions.every((one) => one.why.startsWith('not configured'));
  return new BridgeError({
    kind: unconfigured ? 'unavailable' : 'unsupported',
    message: unconfigured
      ? `No provider of the model '${model.id}' is configured (${reasons || 'its chain is empty'}).`
      : `No provider of the model '${model.id}' can do this (${reasons}).`,
  });
}
