import { appliedLoras, type Degradation, type Job, type Size } from '@fusionbridge/core';
import { infotextOf, promptInPicture, readProvenance, type ReadProvenance } from '@fusionbridge/media';
import type { DeliveredPicture, Delivery } from '@fusionbridge/routing';

const SOFTWARE = 'FusionBridge';

/** A1111's `parameters` text for a picture: the request as sent to the vendor, not as the client wrote it. */
export function infotextFor(painted: DeliveredPicture, size: Size, job: Job): string {
  const { request } = painted;
  const before = sourceOfUpscale(painted);
  if (before !== null) {
    const pairs = postprocessing(painted, size);
    return before.infotext === null ? pairs : `${before.infotext}, ${pairs}`;
  }
  return infotextOf({
    prompt: request.prompt,
    negativePrompt: request.negativePrompt,
    steps: request.steps,
    sampler: request.sampler,
    scheduler: request.scheduler,
    guidance: request.guidance,
    seed: painted.seed,
    size: { width: size.width, height: size.height },
    model: painted.vendorModel === '' ? (job.plan?.model ?? '') : painted.vendorModel,
    strength: request.source === null ? null : request.strength,
    loras: request.loras,
    version: SOFTWARE,
    extra: { Provider: painted.provider },
  });
}

/**
 * The record embedded in the file: provider, request, degradations and cost. It contains nothing about the caller,
 * because pictures are shared.
 */
export function recordFor(
  painted: DeliveredPicture,
  delivery: Delivery,
  job: Job,
  degradations: readonly Degradation[],
): Record<string, unknown> {
  return {
    software: SOFTWARE,
    job: job.id,
    createdAt: new Date(job.createdAt).toISOString(),
    model: job.plan?.model ?? null,
    provider: painted.provider,
    vendorModel: painted.vendorModel,
    seed: painted.seed,
    originalPrompt: originalPromptOf(painted, job),
    prompt: painted.request.prompt,
    negativePrompt: painted.request.negativePrompt,
    loras: appliedLoras(job.plan, painted.request),
    degradations,
    attempts: delivery.attempts.map(({ provider, vendorModel, outcome, taskId, error }) => ({
      provider,
      vendorModel,
      outcome,
      taskId,
      error: error?.kind ?? null,
    })),
    cost: delivery.cost,
  };
}

/** An upscaled picture keeps the prompt of its source. */
function originalPromptOf(painted: DeliveredPicture, job: Job): string {
  const before = sourceOfUpscale(painted);
  const inherited = before === null ? null : promptInPicture(before);
  return inherited ?? job.plan?.originalPrompt ?? job.request.prompt;
}

/** The parameters text of the picture before it was upscaled; null if it was not. */
function sourceOfUpscale({ request: { operation, source } }: DeliveredPicture): ReadProvenance | null {
  return operation === 'upscale' && source !== null ? readProvenance(source.bytes) : null;
}

/** The suffix that A1111 appends to the existing text (postprocessing_upscale.py). */
function postprocessing({ request, provider, vendorModel }: DeliveredPicture, { width }: Size): string {
  const scale = Math.round((width / (request.source?.width ?? width)) * 100) / 100;
  const upscaler = vendorModel === '' ? provider : `${provider} ${vendorModel}`;
  return `Postprocess upscale by: ${scale}, Postprocess upscaler: ${/[,:]/.test(upscaler) ? JSON.stringify(upscaler) : upscaler}`;
}
