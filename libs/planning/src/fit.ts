import {
  type Degradation,
  formatSize,
  type ImageRequest,
  type ModelLink,
  type ProviderCapabilities,
  type VendorRequest,
} from '@fusionbridge/core';
import { maskNotes } from './mask-notes.js';
import { snapSize } from './snap-size.js';
import { vendorRequestOf } from './vendor-operation.js';

/** The request as a vendor can take it, or why it cannot. */
export type Fit =
  | { readonly fits: true; readonly request: VendorRequest; readonly degradations: readonly Degradation[] }
  | { readonly fits: false; readonly why: string };

/**
 * Cuts a request down to what a vendor model can do, and lists every cut; its LoRAs are cut by `fitLoras` before. An operation or a mask that it cannot
 * honour is never cut: the candidate is out.
 */
export function fitTo(
  capabilities: ProviderCapabilities,
  request: ImageRequest,
  { redux }: Pick<ModelLink, 'redux'> = {},
): Fit {
  const { operations, ownVariations } = capabilities;
  const possible = vendorRequestOf(request, { operations, ownVariations, redux });
  if (possible === null) {
    return { fits: false, why: `cannot ${OPERATION_NAMES[request.operation]}` };
  }
  if (request.mask !== null && capabilities.mask === 'none') {
    return { fits: false, why: 'cannot honour a mask' };
  }
  const degradations: Degradation[] = [];
  const fitted: VendorRequest = {
    ...possible,
    size: fitSize(capabilities, request, degradations),
    negativePrompt: capabilities.negativePrompt
      ? request.negativePrompt
      : dropped('negativePrompt', request.negativePrompt, '', degradations),
    steps: capabilities.steps ? request.steps : dropped('steps', request.steps, null, degradations),
    guidance: capabilities.guidance
      ? request.guidance
      : dropped('guidance', request.guidance, null, degradations),
    sampler: capabilities.sampler ? request.sampler : dropped('sampler', request.sampler, null, degradations),
    scheduler: capabilities.sampler
      ? request.scheduler
      : dropped('scheduler', request.scheduler, null, degradations),
    inputFidelity:
      capabilities.inputFidelity === true
        ? request.inputFidelity
        : dropped('inputFidelity', request.inputFidelity, null, degradations),
    seed: capabilities.seed ? request.seed : dropped('seed', request.seed, null, degradations),
    ...fitBackground(capabilities, request, degradations),
  };
  degradations.push(...maskNotes(capabilities, request));
  noteSplit(capabilities, request, degradations);
  return { fits: true, request: fitted, degradations };
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

function fitSize(
  capabilities: ProviderCapabilities,
  request: ImageRequest,
  degradations: Degradation[],
): ImageRequest['size'] {
  // Under a mask the vendor has to paint the shape of the source, whatever is made of it afterwards.
  const wanted = request.mask === null ? request.size : request.source;
  const asked = wanted ?? request.source ?? capabilities.defaultSize;
  const given = snapSize(asked, capabilities.sizes);
  const same = given.width === asked.width && given.height === asked.height;
  if (!same && request.size !== null && request.mask === null) {
    degradations.push({
      field: 'size',
      asked: formatSize(asked),
      given: `painted at ${formatSize(given)}, then brought to ${formatSize(asked)}`,
      why: 'the vendor does not paint the asked size',
    });
  }
  return { width: given.width, height: given.height };
}

/** The field is not there at all where nobody asks for it. */
function fitBackground(
  { transparency }: ProviderCapabilities,
  { background, output }: ImageRequest,
  degradations: Degradation[],
): Pick<VendorRequest, 'background'> {
  if (background === undefined) {
    return {};
  }
  const isLossless = output.format !== 'jpeg';
  if (transparency === true && isLossless) {
    return { background };
  }
  const why = isLossless ? 'the vendor paints without transparency' : 'a JPEG has no transparency';
  degradations.push({ field: 'background', asked: background, given: 'dropped', why });
  return { background: undefined };
}

/** Notes that a field the client filled has no place at this vendor. */
function dropped<T extends string | number | null, B extends T>(
  field: string,
  asked: T,
  blank: B,
  degradations: Degradation[],
): B {
  if (asked !== null && asked !== '') {
    degradations.push({
      field,
      asked: String(asked),
      given: 'dropped',
      why: 'the vendor has no field for it',
    });
  }
  return blank;
}

function noteSplit(
  capabilities: ProviderCapabilities,
  request: ImageRequest,
  degradations: Degradation[],
): void {
  const calls = callsFor(capabilities, request.count);
  if (calls > 1) {
    degradations.push({
      field: 'count',
      asked: String(request.count),
      given: `${calls} calls of at most ${capabilities.maxCount}`,
      why: `at most ${capabilities.maxCount} are painted in one call`,
    });
  }
}

/** Calls needed for `count` pictures. */
export function callsFor(capabilities: ProviderCapabilities, count: number): number {
  return Math.ceil(count / capabilities.maxCount);
}
