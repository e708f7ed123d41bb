import {
  BridgeError,
  type Exclusion,
  type ImageRequest,
  type Model,
  type ModelLink,
  type Plan,
} from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Settings, SettingsError } from '@fusionbridge/settings';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Candidates, type Verdict } from './candidates.js';
import { chainOf } from './chain.js';
import { byWhatIsKept } from './kept.js';
import { candidatesOf, exclusionsOf, type Prepared, PreparedCalls, type PreparedPlan } from './prepared.js';
import { RequestResolver } from './request-resolver.js';
import type { PlanningChoice, ResolvedRequest } from './resolved-request.js';

/**
 * Turns a request into a plan: the final prompt, the LoRAs, and the candidates in the order in which they will be
 * tried, each with what it would drop and cost. Buys nothing and changes nothing, so it can be run dry.
 */
@Injectable()
export class Planner implements OnModuleInit {
  constructor(
    private readonly settings: Settings,
    private readonly registry: ProviderRegistry,
    private readonly resolver: RequestResolver,
    private readonly candidates: Candidates,
  ) {}

  /** @throws SettingsError when a chain names a provider that does not exist, or asks a paid one after a refusal */
  onModuleInit(): void {
    const mistakes = this.settings.models.all.flatMap((model, index) =>
      model.chain.flatMap((link, place) =>
        this.mistakesIn(link).map(({ field, ...mistake }) => ({
          file: 'config/models.json',
          key: `models[${index}].chain[${place}].${field}`,
          ...mistake,
        })),
      ),
    );
    if (mistakes.length > 0) {
      throw new SettingsError(mistakes);
    }
  }

  /** Ids of the providers in the chain of the requested model; empty for an unknown model. */
  providersOf({ model: name }: ImageRequest): string[] {
    const { models } = this.settings;
    const model = name === null ? models.defaultModel : models.find(name);
    return model?.chain.map(({ provider }) => provider) ?? [];
  }

  /**
   * Resolves a request and cuts it to every provider of its chain, at once.
   * @throws BridgeError `not_found` for a model nobody knows, `invalid_request` for more pictures than `max_n` and for a
   * quality nobody knows
   */
  prepare(request: ImageRequest): Prepared {
    const model = this.modelOf(request);
    this.checkLimits(request, model);
    const resolved = this.resolver.resolve(request, model);
    const judged = chainOf(model, this.registry).map((link) => this.candidates.judge(link, resolved));
    const verdictsFor = (worded: ResolvedRequest): readonly Verdict[] => {
      const withWords = this.resolver.withWords(worded);
      return judged.map((one) => this.candidates.complete(one, worded, withWords));
    };
    let verdicts: readonly Verdict[] | null = null;
    return { resolved, verdictsFor, verdicts: () => (verdicts ??= verdictsFor(resolved)) };
  }

  /**
   * What would be made of a request now, before its prose is shortened: data, the same for as long as no setting, LoRA,
   * preset or adapter makes another picture of it. Asks nobody and buys nothing.
   */
  basis(prepared: Prepared): unknown {
    const { model, routing } = prepared.resolved;
    const chain = chainOf(model, this.registry);
    const { upstreams } = this.settings.models;
    return {
      model: model.id,
      routing,
      summaries: this.resolver.summaryCacheKeyPart,
      upstreams: upstreams.filter(({ name }) => chain.some(({ provider }) => provider === name)),
      servers: chain.map(({ provider }) => this.registry.find(provider)?.serverAddress ?? null),
      verdicts: prepared.verdicts().map(lightly),
    };
  }

  /** The plan of a request that is used once. Throws what `prepare` and `complete` throw. */
  async plan(request: ImageRequest, choice?: PlanningChoice): Promise<Plan> {
    const { plan } = await this.complete(this.prepare(request), choice);
    return plan;
  }

  /**
   * Shortens prose and builds the plan. Nothing is fitted again; calls are translated again only if the prompt changed.
   * @throws BridgeError `unavailable` when no provider of the model is configured, `unsupported` when none of them can do
   * it (or not without loss, with `fidelity: strict`)
   */
  async complete(prepared: Prepared, choice?: PlanningChoice): Promise<PreparedPlan> {
    const resolved = await this.resolver.summarized(prepared.resolved, choice);
    const { request, model, loras, summary, seed, routing } = resolved;
    const verdicts = summary.by === 'none' ? prepared.verdicts() : prepared.verdictsFor(resolved);
    const { prompt, negativePrompt } = this.resolver.withWords(resolved)(loras);
    const plan: Plan = {
      model: model.id,
      originalPrompt: request.prompt,
      summary,
      prompt,
      negativePrompt,
      loras,
      seed,
      routing,
      candidates: candidatesOf(verdicts).toSorted(byWhatIsKept),
      excluded: exclusionsOf(verdicts),
    };
    if (plan.candidates.length === 0) {
      throw nobodyCan(model, plan.excluded);
    }
    return { plan, calls: new PreparedCalls(verdicts) };
  }

  private mistakesIn(link: ModelLink): { field: string; found: string; allowed: string }[] {
    const provider = this.registry.find(link.provider);
    if (provider === null) {
      const known = this.registry.all().map(({ id }) => id);
      const found = JSON.stringify(link.provider);
      return [{ field: 'provider', found, allowed: `one of ${known.join(', ')}` }];
    }
    const isFree = provider.capabilities(link.vendorModel).cost === 'free';
    return link.afterRefusal === true && !isFree
      ? [{ field: 'after_refusal', found: 'true', allowed: 'true only for a provider that costs nothing' }]
      : [];
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
  const { request, ...candidate } = verdict.candidate;
  const nameless = { model: null, routing: null, source: null, mask: null, references: [] };
  return { ...candidate, request: { ...request, ...nameless }, wire: verdict.call.wire };
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
