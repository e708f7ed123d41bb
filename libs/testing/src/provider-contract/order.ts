import {
  type ImageProvider,
  type VendorRequest,
  newImageRequest,
  type ProviderCapabilities,
  type ProviderImages,
  type Size,
} from '@fusionbridge/core';
import type { RunningBench } from './provider-bench.js';
import { SMALL_PICTURE } from './small-picture.js';
import { Witness } from './witness.js';

/** Small, not square, and possible everywhere by itself or as a size of the vendor's list. */
function someSize(capabilities: ProviderCapabilities): Size {
  const { sizes } = capabilities;
  if (sizes.kind === 'list') {
    return sizes.sizes.at(-1) ?? capabilities.defaultSize;
  }
  const step = sizes.multipleOf;
  const side = Math.ceil(Math.max(sizes.min, Math.sqrt(sizes.minPixels ?? 0), 128) / step) * step;
  return { width: side, height: side + 2 * step };
}

function twice({ width, height }: Size): Size {
  return { width: width * 2, height: height * 2 };
}

/** A request for one small picture that the vendor can honour, with what is given put over it; of upscalers, an upscale. */
export function orderFor(bench: RunningBench, given: Partial<VendorRequest> = {}): VendorRequest {
  const capabilities = bench.provider.capabilities(bench.vendorModel);
  return newImageRequest({
    ...(capabilities.operations.includes('text')
      ? { prompt: 'a red fox in the snow', size: someSize(capabilities) }
      : { operation: 'upscale', source: SMALL_PICTURE, size: twice(SMALL_PICTURE) }),
    seed: capabilities.seed ? 1234 : null,
    ...given,
  });
}

/** Sends an order and waits for its pictures, following a task where the vendor gives one. */
export async function place(
  bench: RunningBench,
  request: VendorRequest,
  witness: Witness = new Witness(),
): Promise<ProviderImages> {
  const submission = await bench.provider.translate(request, bench.vendorModel).submit(witness);
  if (submission.kind === 'images') {
    return submission.images;
  }
  await witness.onTask(submission.taskId);
  if (bench.provider.follow === undefined) {
    throw new Error(`${bench.provider.id} gave a task and cannot follow it`);
  }
  return bench.provider.follow(submission.taskId, witness);
}

/** Sends an order to a vendor that answers with pictures at once. */
export async function imagesOf(
  provider: ImageProvider,
  request: VendorRequest,
  vendorModel = '',
): Promise<ProviderImages> {
  const submission = await provider.translate(request, vendorModel).submit(new Witness());
  if (submission.kind !== 'images') {
    throw new Error(`${provider.id} gave a task`);
  }
  return submission.images;
}

/** Sends an order to a vendor with a queue. @returns its task id */
export async function taskOf(
  provider: ImageProvider,
  request: VendorRequest,
  vendorModel = '',
): Promise<string> {
  const submission = await provider.translate(request, vendorModel).submit(new Witness());
  if (submission.kind !== 'task') {
    throw new Error(`${provider.id} gave pictures at once`);
  }
  return submission.taskId;
}
