import type { Picture, Size, VendorRequest } from '@fusionbridge/core';
import { asDataUri, picturesOf } from '../protocol/input-pictures.js';
import { given } from '../protocol/optional-fields.js';
import { sizeOf } from '../protocol/requested-size.js';

/** Factors of Runware's upscalers. */
const FACTORS = [2, 3, 4] as const;

const FORMATS = { png: 'PNG', jpeg: 'JPG', webp: 'WEBP' } as const;

/** A LoRA as Runware takes it; `model` is an AIR id. */
export interface RunwareLora {
  readonly model: string;
  readonly weight: number;
}

/** What only the adapter knows of a request. */
export interface TaskDetails {
  /** AIR id of the model. */
  readonly model: string;
  /** null in a request that is only shown. */
  readonly taskUUID: string | null;
  /** White is repainted. */
  readonly mask: Picture | null;
  readonly loras: readonly RunwareLora[];
}

/** The operator's choices. */
export interface BodyChoices {
  readonly checkContent: boolean;
  /** Sends pictures as top-level fields. */
  readonly legacyMedia: boolean;
}

/** A request as a task of Runware; a body is a list of tasks. */
export function taskOf(request: VendorRequest, details: TaskDetails, choices: BodyChoices): unknown {
  if (request.operation === 'upscale') {
    return upscaleTaskOf(request, details);
  }
  const media = mediaIn(request, details.mask);
  return {
    taskType: 'imageInference',
    ...given('taskUUID', details.taskUUID),
    model: details.model,
    positivePrompt: request.prompt,
    ...given('negativePrompt', request.negativePrompt === '' ? null : request.negativePrompt),
    ...sizeOf(request),
    ...given('steps', request.steps),
    ...given('CFGScale', request.guidance),
    ...given('seed', request.seed),
    ...given('strength', request.strength),
    ...(choices.legacyMedia || Object.keys(media).length === 0 ? media : { inputs: media }),
    ...(details.loras.length === 0 ? {} : { lora: details.loras }),
    numberResults: request.count,
    outputType: 'URL',
    outputFormat: FORMATS[request.output.format ?? 'png'],
    includeCost: true,
    ...(choices.checkContent ? { safety: { checkContent: true } } : {}),
    deliveryMethod: 'async',
  };
}

/** See runware.ai/docs/models/real-esrgan. */
function upscaleTaskOf(request: VendorRequest, { model, taskUUID }: TaskDetails): unknown {
  const { source, output } = request;
  return {
    taskType: 'upscale',
    ...given('taskUUID', taskUUID),
    model,
    upscaleFactor: source === null ? Math.min(...FACTORS) : factorFor(source, sizeOf(request)),
    ...(source === null ? {} : { inputs: { image: asDataUri(source) } }),
    outputType: 'URL',
    outputFormat: FORMATS[output.format ?? 'png'],
    includeCost: true,
    deliveryMethod: 'async',
  };
}

/** The least factor that covers the requested size; the bridge crops the rest. */
function factorFor(source: Size, { width, height }: Size): number {
  const scale = Math.max(width / source.width, height / source.height);
  return FACTORS.find((factor) => factor >= scale) ?? Math.max(...FACTORS);
}

function mediaIn(request: VendorRequest, mask: Picture | null): Record<string, unknown> {
  const uris = picturesOf(request).map(asDataUri);
  if (uris.length === 0 || request.operation === 'text') {
    return {};
  }
  return request.operation === 'reference'
    ? { referenceImages: uris }
    : { seedImage: uris[0], ...given('maskImage', mask && asDataUri(mask)) };
}
