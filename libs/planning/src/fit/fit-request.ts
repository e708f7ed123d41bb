import {
  type Degradation,
  formatSize,
  type ProviderCapabilities,
  type Size,
  type VendorRequest,
} from '@fusionbridge/core';
import { Cuts } from './cuts.js';
import { fitInputPictures } from './input-pictures.js';
import { maskNotes } from './mask-notes.js';
import { fitPrompt } from './fit-prompt.js';
import { fitQuality } from './fit-quality.js';
import { fitSeed } from './fit-seed.js';
import { snapSize } from './snap-size.js';

/** The request as a vendor can take it, or why it cannot. */
export type Fit =
  | { readonly fits: true; readonly request: VendorRequest; readonly degradations: readonly Degradation[] }
  | { readonly fits: false; readonly why: string };

/**
 * Cuts a request down to what a vendor model can do in its operation, and lists every cut; its LoRAs are cut by
 * `fitLoras` before. A mask that the vendor cannot honour is never cut: the candidate is out.
 * @param limits Those of the operation, as `limitsOf` returns them
 */
export function fitRequest(limits: ProviderCapabilities, request: VendorRequest): Fit {
  if (request.mask !== null && limits.mask === 'none') {
    return { fits: false, why: 'cannot honour a mask' };
  }
  const cuts = new Cuts();
  const fitted: VendorRequest = {
    ...request,
    size: fitSize(limits, request, cuts),
    prompt: fitPrompt(limits, request, cuts),
    negativePrompt: cuts.unlessMissing('negativePrompt', request.negativePrompt, {
      has: limits.negativePrompt,
      blank: '',
    }),
    ...fitSampling(limits, request, cuts),
    inputFidelity: cuts.unlessMissing('inputFidelity', request.inputFidelity, {
      has: limits.inputFidelity === true,
      blank: null,
    }),
    seed: fitSeed(limits, request, cuts),
    ...fitBackground(limits, request, cuts),
    strength: cuts.within('strength', request.strength, limits.strength),
    quality: fitQuality(limits, request, cuts),
    references: fitInputPictures(limits, request, cuts),
  };
  cuts.add(...maskNotes(limits, request));
  noteSplit(limits, request, cuts);
  return { fits: true, request: fitted, degradations: cuts.all };
}

type Sampling = Pick<VendorRequest, 'steps' | 'guidance' | 'sampler' | 'scheduler'>;

function fitSampling(limits: ProviderCapabilities, request: VendorRequest, cuts: Cuts): Sampling {
  const sampler = { has: limits.sampler, blank: null };
  return {
    steps: cuts.within('steps', request.steps, limits.steps),
    guidance: cuts.within('guidance', request.guidance, limits.guidance),
    sampler: cuts.unlessMissing('sampler', request.sampler, sampler),
    scheduler: cuts.unlessMissing('scheduler', request.scheduler, sampler),
  };
}

function fitSize(limits: ProviderCapabilities, request: VendorRequest, cuts: Cuts): Size {
  // With a mask the vendor must keep the shape of the source; it may be resized afterwards.
  const wanted = request.mask === null ? request.size : request.source;
  const asked = wanted ?? request.source ?? limits.defaultSize;
  const { width, height } = snapSize(asked, limits.sizes);
  const isSame = width === asked.width && height === asked.height;
  if (!isSame && request.size !== null && request.mask === null) {
    cuts.add({
      field: 'size',
      asked: formatSize(asked),
      given: `painted at ${formatSize({ width, height })}, then brought to ${formatSize(asked)}`,
      why: 'the vendor does not paint the asked size',
    });
  }
  return { width, height };
}

/** The field is absent unless it was requested. */
function fitBackground(
  { transparency }: ProviderCapabilities,
  { background, output }: VendorRequest,
  cuts: Cuts,
): Pick<VendorRequest, 'background'> {
  if (background === undefined) {
    return {};
  }
  const isLossless = output.format !== 'jpeg';
  if (transparency === true && isLossless) {
    return { background };
  }
  const why = isLossless ? 'the vendor paints without transparency' : 'a JPEG has no transparency';
  cuts.add({ field: 'background', asked: background, given: 'dropped', why });
  return { background: undefined };
}

function noteSplit(limits: ProviderCapabilities, request: VendorRequest, cuts: Cuts): void {
  const calls = callsFor(limits, request.count);
  if (calls > 1) {
    cuts.add({
      field: 'count',
      asked: String(request.count),
      given: `${calls} calls of at most ${limits.maxCount}`,
      why: `at most ${limits.maxCount} are painted in one call`,
    });
  }
}

/** Calls needed for `count` pictures. */
export function callsFor({ maxCount }: Pick<ProviderCapabilities, 'maxCount'>, count: number): number {
  return Math.ceil(count / maxCount);
}
