import {
  type Candidate,
  type Degradation,
  type Exclusion,
  formatSize,
  type ImageProvider,
  type ImageRequest,
  limitsOf,
  type ModelLink,
  onlyProvider,
  type ProviderCapabilities,
  type SelectedLora,
  type VendorCall,
  type VendorRequest,
} from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { MediaEnv } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { boughtInstead, underAskedName } from './asked-model.js';
import { inHabitsOf, wasAsked } from './fit/family-habits.js';
import { fitLoras } from './fit/fit-loras.js';
import { callsFor, type Fit, fitRequest } from './fit/fit-request.js';
import { vendorRequestOf } from './fit/vendor-operation.js';
import { type MeantLink, withModelMeant } from './model-meant.js';
import { Presets, type StandIn } from './presets.js';
import { RequestResolver } from './request-resolver.js';
import type { ResolvedRequest, WithWords } from './resolved-request.js';
import { resampled } from './upscales.js';

/** A provider of the chain that can serve the request, and the request fitted to it except for the prompt. */
export interface Suited {
  readonly link: MeantLink;
  readonly provider: ImageProvider;
  /** Of the operation. */
  readonly limits: ProviderCapabilities;
  /** The LoRAs that it applies. */
  readonly loras: readonly SelectedLora[];
  /** Without the prompt additions of the LoRAs. */
  readonly request: VendorRequest;
  readonly preset: string | null;
  readonly degradations: readonly Degradation[];
}

interface Excluded {
  readonly exclusion: Exclusion;
}

export type Judgement = Suited | Excluded;

/** A candidate and its call, or the reason why there is none. */
export type Verdict =
  { readonly candidate: Candidate; readonly provider: ImageProvider; readonly call: VendorCall } | Excluded;

/** Fits a request to the capabilities of each link of a chain. */
@Injectable()
export class Candidates {
  private readonly maxPixels: number;

  constructor(
    private readonly settings: Settings,
    private readonly registry: ProviderRegistry,
    private readonly resolver: RequestResolver,
    private readonly presets: Presets,
  ) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
  }

  /** @throws BridgeError `invalid_request` for a preset that means nothing to the bridge, nor to a vendor of the chain */
  checkQuality(quality: string, chain: readonly ModelLink[]): void {
    this.presets.check(
      quality,
      chain.flatMap(
        ({ provider, vendorModel }) => this.registry.find(provider)?.capabilities(vendorModel) ?? [],
      ),
    );
  }

  /** Tells whether a link of a chain can serve the request, regardless of the prompt. */
  judge(chained: ModelLink, resolved: ResolvedRequest): Judgement {
    const named = underAskedName(chained, resolved.request.model);
    const provider = this.registry.find(named.provider);
    const only = onlyProvider(resolved.routing);
    if (only !== null && named.provider !== only) {
      return excluded(named, `the request wants ${only} only`);
    }
    const configured = provider?.configured() ?? 'no such provider';
    if (provider === null || configured !== true) {
      return excluded(named, `not configured: ${String(configured)}`);
    }
    return this.suited(withModelMeant(named, resolved.model, provider), provider, resolved);
  }

  /** Fits the request including its prompt to the vendor, and translates it. */
  complete(suited: Judgement, resolved: ResolvedRequest, withWords: WithWords): Verdict {
    if ('exclusion' in suited) {
      return suited;
    }
    const { link, provider, limits } = suited;
    const { request } = resolved;
    const { prompt, negativePrompt, loras } = withWords(suited.loras);
    const fit = this.withinBound(fitRequest(limits, { ...suited.request, prompt, negativePrompt, loras }));
    if (!fit.fits) {
      return excluded(link, fit.why);
    }
    const seed = limits.seed === null ? null : (fit.request.seed ?? resolved.seed);
    const seeded = { ...fit.request, seed };
    const call = provider.translate(seeded, link.vendorModel);
    const cuts = [
      ...boughtInstead(request.model, link, call.model),
      ...resolved.degradations,
      ...this.resolver.wordNotes(resolved),
      ...suited.degradations,
      ...fit.degradations,
      ...(call.degradations ?? []),
    ];
    const degradations = cuts.filter((cut) => wasAsked(request, cut));
    if (request.fidelity === 'strict' && degradations.length > 0) {
      return excluded(link, degradations.map((one) => `${one.field} ${one.asked}: ${one.why}`).join('; '));
    }
    const { preset } = suited;
    return { candidate: candidateOf(suited, seeded, { ...call, degradations, preset }), provider, call };
  }

  private suited(link: MeantLink, provider: ImageProvider, resolved: ResolvedRequest): Judgement {
    const { request } = resolved;
    const capabilities = atMost(this.settings.modelConfig.maxCount, provider.capabilities(link.vendorModel));
    const standIn = this.presets.standInFor(request, link.family, capabilities);
    const { operations, ownVariations } = capabilities;
    const possible = vendorRequestOf(
      { ...request, ...givenBy(standIn, request) },
      { operations, ownVariations, redux: link.redux },
    );
    if (possible === null) {
      return excluded(link, `cannot ${OPERATION_NAMES[request.operation]}`);
    }
    const { operation } = possible;
    const limits = limitsOf(capabilities, operation);
    const loras = fitLoras(link, capabilities, { operation, loras: resolved.loras });
    const inTerms = inHabitsOf(link.family, possible, limits, standIn.values);
    return {
      link,
      provider,
      limits,
      loras: loras.kept,
      request: inTerms.request,
      preset: standIn.preset,
      degradations: [
        ...resampled(resolved.model, link, capabilities),
        ...loras.degradations,
        ...inTerms.degradations,
      ],
    };
  }

  /** A picture beyond MAX_PIXELS would be paid for and then rejected. */
  private withinBound(fit: Fit): Fit {
    const size = fit.fits ? fit.request.size : null;
    if (size === null || size.width * size.height <= this.maxPixels) {
      return fit;
    }
    const bound = `${this.maxPixels} pixels allowed (MAX_PIXELS)`;
    return { fits: false, why: `paints ${formatSize(size)}, more than the ${bound}` };
  }
}

const OPERATION_NAMES: Record<ImageRequest['operation'], string> = {
  text: 'paint from text',
  image: 'start from a picture',
  inpaint: 'repaint under a mask',
  fill: 'fill under a mask',
  reference: 'follow reference pictures',
  redux: 'make variations by itself',
  upscale: 'enlarge a picture',
  edit: 'edit a picture',
  variation: 'vary a picture',
};

function candidateOf(
  { link, limits }: Suited,
  request: VendorRequest,
  { degradations, model, preset, estimate = null }: VendorCall & Pick<Candidate, 'degradations' | 'preset'>,
): Candidate {
  return {
    provider: link.provider,
    vendorModel: model ?? link.model,
    ...(link.vendorModel === '' ? { presumesModel: true } : {}),
    request,
    degradations,
    ...(link.afterRefusal === true ? { afterRefusal: true } : {}),
    calls: callsFor(limits, request.count),
    estimate: limits.cost === 'free' ? { usd: 0, source: 'free' } : estimate,
    preset,
  };
}

/** The operator's limit applies to every call. */
function atMost(limit: number | null, capabilities: ProviderCapabilities): ProviderCapabilities {
  return limit === null || limit >= capabilities.maxCount
    ? capabilities
    : { ...capabilities, maxCount: limit };
}

/** Values of a preset other than those that have family defaults. */
function givenBy(
  { quality, values }: StandIn,
  request: ImageRequest,
): Pick<ImageRequest, 'quality' | 'strength'> {
  const strength = request.source === null ? request.strength : (request.strength ?? values.strength ?? null);
  return { quality, strength };
}

function excluded(link: ModelLink | MeantLink, why: string): Excluded {
  const vendorModel = 'model' in link ? link.model : link.vendorModel;
  return { exclusion: { provider: link.provider, vendorModel, why } };
}
