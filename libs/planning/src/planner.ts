import { MediaEnv } from '@fusionbridge/media';
import {
  type Adapted,
  BridgeError,
  type Candidate,
  type Exclusion,
  formatSize,
  type ImageRequest,
  type Model,
  type ModelLink,
  onlyProvider,
  type Plan,
  type ProviderCapabilities,
  type VendorRequest,
} from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Settings, SettingsError } from '@fusionbridge/settings';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { chainOf } from './chain.js';
import { boughtInstead, underAskedName } from './asked-model.js';
import { fitLoras } from './fit-loras.js';
import { callsFor, type Fit, fitTo } from './fit.js';
import { inHabitsOf, wasAsked } from './family-habits.js';
import { byWhatIsKept } from './kept.js';
import { Presets, type StandIn } from './presets.js';
import { summaryNotes } from './summary-notes.js';
import { resampled } from './upscales.js';
import type { PlanningChoice, Wish } from './wish.js';
import { Wishes } from './wishes.js';

type Verdict = { readonly candidate: Candidate; readonly wire: unknown } | { readonly exclusion: Exclusion };

/**
 * Turns a request into a plan: the final prompt, the LoRAs, and the candidates in the order in which they will be
 * tried, each with what it would drop and cost. Buys nothing and changes nothing, so it can be run dry.
 */
@Injectable()
export class Planner implements OnModuleInit {
  private readonly maxPixels: number;

  constructor(
    private readonly settings: Settings,
    private readonly registry: ProviderRegistry,
    private readonly wishes: Wishes,
    private readonly presets: Presets,
  ) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
  }

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
    const verdicts = chainOf(model, this.registry).map((link) => this.judge(link, wish));
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
      verdicts: chain.map((link) => lightly(this.judge(link, wish))),
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
    this.presets.check(
      quality,
      model.chain.flatMap(
        ({ provider, vendorModel }) => this.registry.find(provider)?.capabilities(vendorModel) ?? [],
      ),
    );
  }

  private judge(chained: ModelLink, wish: Wish): Verdict {
    const { request } = wish;
    const link = underAskedName(chained, request.model);
    const only = onlyProvider(wish.routing);
    if (only !== null && link.provider !== only) {
      return excluded(link, `the request wants ${only} only`);
    }
    const provider = this.registry.find(link.provider);
    const configured = provider?.configured() ?? 'no such provider';
    if (provider === null || configured !== true) {
      return excluded(link, `not configured: ${String(configured)}`);
    }
    const capabilities = atMost(this.settings.modelConfig.maxCount, provider.capabilities(link.vendorModel));
    const loras = fitLoras(link, capabilities, wish.loras);
    const worded = this.wishes.worded(wish, loras.kept);
    const standIn = this.presets.standInFor(worded, link.family, capabilities);
    const inTerms = inHabitsOf(
      link.family,
      { ...worded, ...givenBy(standIn, worded) },
      capabilities,
      standIn.values,
    );
    const fit = this.withinBound(fitTo(capabilities, inTerms.request, link));
    if (!fit.fits) {
      return excluded(link, fit.why);
    }
    const seeded = { ...fit.request, seed: capabilities.seed ? (fit.request.seed ?? wish.seed) : null };
    const adapted = provider.adapt(seeded, link.vendorModel);
    const cuts = [
      ...boughtInstead(request.model, link, adapted.model),
      ...wish.degradations,
      ...summaryNotes(request.prompt, wish.summary),
      ...resampled(wish.model, link, capabilities),
      ...loras.degradations,
      ...inTerms.degradations,
      ...fit.degradations,
      ...adapted.degradations,
    ];
    const degradations = cuts.filter((cut) => wasAsked(request, cut));
    if (request.fidelity === 'strict' && degradations.length > 0) {
      return excluded(link, degradations.map((one) => `${one.field} ${one.asked}: ${one.why}`).join('; '));
    }
    const candidate = candidateOf(link, capabilities, seeded, { ...adapted, degradations });
    return { candidate: { ...candidate, preset: standIn.preset }, wire: adapted.wire };
  }

  /** A picture beyond MAX_PIXELS would be bought and could not be taken. */
  private withinBound(fit: Fit): Fit {
    const size = fit.fits ? fit.request.size : null;
    if (size === null || size.width * size.height <= this.maxPixels) {
      return fit;
    }
    const bound = `${this.maxPixels} pixels allowed (MAX_PIXELS)`;
    return { fits: false, why: `paints ${formatSize(size)}, more than the ${bound}` };
  }
}

function candidateOf(
  link: ModelLink,
  capabilities: ProviderCapabilities,
  request: VendorRequest,
  { degradations, model, estimate = null }: Adapted,
): Omit<Candidate, 'preset'> {
  return {
    provider: link.provider,
    vendorModel: link.vendorModel,
    ...(model === undefined || model === link.vendorModel ? {} : { boughtModel: model }),
    request,
    degradations,
    calls: callsFor(capabilities, request.count),
    estimate: capabilities.cost === 'free' ? { usd: 0, source: 'free' } : estimate,
  };
}

/** The operator's limit goes for every call. */
function atMost(limit: number | null, capabilities: ProviderCapabilities): ProviderCapabilities {
  return limit === null || limit >= capabilities.maxCount
    ? capabilities
    : { ...capabilities, maxCount: limit };
}

/** What a preset says beyond the values that a family has habits for. */
function givenBy(
  { quality, values }: StandIn,
  request: ImageRequest,
): Pick<ImageRequest, 'quality' | 'strength'> {
  const strength = request.source === null ? request.strength : (request.strength ?? values.strength ?? null);
  return { quality, strength };
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

function excluded(link: ModelLink, why: string): Verdict {
  return { exclusion: { provider: link.provider, vendorModel: link.vendorModel, why } };
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
