import {
  type Candidate,
  type Exclusion,
  formatSize,
  type ImageProvider,
  type ImageRequest,
  limitsOf,
  type ModelLink,
  onlyProvider,
  type ProviderCapabilities,
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
import { Presets, type StandIn } from './presets.js';
import { resampled } from './upscales.js';
import type { Wish } from './wish.js';
import { Wishes } from './wishes.js';

export type Verdict =
  { readonly candidate: Candidate; readonly wire: unknown } | { readonly exclusion: Exclusion };

/** Cuts a request to what each link of a chain can do. */
@Injectable()
export class Candidates {
  private readonly maxPixels: number;

  constructor(
    private readonly settings: Settings,
    private readonly registry: ProviderRegistry,
    private readonly wishes: Wishes,
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

  /** The candidate that a link of a chain makes, or why it makes none. */
  judge(chained: ModelLink, wish: Wish): Verdict {
    const link = underAskedName(chained, wish.request.model);
    const only = onlyProvider(wish.routing);
    if (only !== null && link.provider !== only) {
      return excluded(link, `the request wants ${only} only`);
    }
    const provider = this.registry.find(link.provider);
    const configured = provider?.configured() ?? 'no such provider';
    if (provider === null || configured !== true) {
      return excluded(link, `not configured: ${String(configured)}`);
    }
    return this.fitted(link, provider, wish);
  }

  private fitted(link: ModelLink, provider: ImageProvider, wish: Wish): Verdict {
    const { request } = wish;
    const capabilities = atMost(this.settings.modelConfig.maxCount, provider.capabilities(link.vendorModel));
    const standIn = this.presets.standInFor(request, link.family, capabilities);
    const filled = { ...request, ...givenBy(standIn, request) };
    const { operations, ownVariations } = capabilities;
    const possible = vendorRequestOf(filled, { operations, ownVariations, redux: link.redux });
    if (possible === null) {
      return excluded(link, `cannot ${OPERATION_NAMES[request.operation]}`);
    }
    const { operation, strength, quality } = possible;
    const limits = limitsOf(capabilities, operation);
    const loras = fitLoras(link, capabilities, { operation, loras: wish.loras });
    const worded = { ...this.wishes.worded(wish, loras.kept), operation, strength, quality };
    const inTerms = inHabitsOf(link.family, worded, limits, standIn.values);
    const fit = this.withinBound(fitRequest(limits, inTerms.request));
    if (!fit.fits) {
      return excluded(link, fit.why);
    }
    const seeded = { ...fit.request, seed: limits.seed === null ? null : (fit.request.seed ?? wish.seed) };
    const call = provider.translate(seeded, link.vendorModel);
    const cuts = [
      ...boughtInstead(request.model, link, call.model),
      ...wish.degradations,
      ...this.wishes.notes(wish),
      ...resampled(wish.model, link, capabilities),
      ...loras.degradations,
      ...inTerms.degradations,
      ...fit.degradations,
      ...(call.degradations ?? []),
    ];
    const degradations = cuts.filter((cut) => wasAsked(request, cut));
    if (request.fidelity === 'strict' && degradations.length > 0) {
      return excluded(link, degradations.map((one) => `${one.field} ${one.asked}: ${one.why}`).join('; '));
    }
    const candidate = candidateOf(link, capabilities, seeded, { ...call, degradations });
    return { candidate: { ...candidate, preset: standIn.preset }, wire: call.wire };
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
  link: ModelLink,
  capabilities: ProviderCapabilities,
  request: VendorRequest,
  { degradations, model, estimate = null }: Required<Pick<VendorCall, 'degradations'>> & VendorCall,
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

function excluded(link: ModelLink, why: string): Verdict {
  return { exclusion: { provider: link.provider, vendorModel: link.vendorModel, why } };
}
