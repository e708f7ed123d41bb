import type { VendorRequest, Picture, ProviderCapabilities, Size } from '@fusionbridge/core';
import { type FittedOrder, fittedOrder } from '../fitting/fitted-order.js';
import { wordless } from '../fitting/wordless.js';
import { asDataUri, droppedPictures, picturesOf } from '../fitting/shown-pictures.js';
import { type FittedLora, fittedLoras } from '../fitting/weighted-loras.js';
import { GUIDANCE, LORA_WEIGHT, STEPS, STRENGTH } from './capabilities.js';
import type { ChosenModel } from './models.js';

const LIMITS = {
  loraScale: LORA_WEIGHT,
  steps: STEPS,
  guidance: GUIDANCE,
  seedBits: 32,
} as const;

const MOST_PICTURES = {
  text: 0,
  image: 1,
  inpaint: 1,
  fill: 1,
  reference: Number.POSITIVE_INFINITY,
  redux: 1,
  upscale: 1,
} as const;

/** How much larger its upscalers make pictures. */
const FACTORS = [2, 3, 4] as const;

/** The vendor's words for formats. */
const FORMATS = { png: 'PNG', jpeg: 'JPG', webp: 'WEBP' } as const;

/** An order, ready to go but for its id, its mask, and the AIR ids of LoRAs that have to be uploaded. */
export interface Order extends Omit<FittedOrder, 'loras'> {
  readonly model: ChosenModel;
  readonly loras: readonly FittedLora[];
  readonly size: Size;
}

/** A LoRA as Runware takes it; `model` is an AIR id. */
export interface RunwareLora {
  readonly model: string;
  readonly weight: number;
}

/** What is known only when the order is sent. */
export interface OrderDetails {
  /** null where the order is only shown. */
  readonly taskUUID: string | null;
  /** White = repaint. */
  readonly mask: Picture | null;
  readonly loras: readonly RunwareLora[];
}

/** What the operator chose. */
export interface BodyChoices {
  readonly checkContent: boolean;
  /** Pictures as fields of their own. */
  readonly legacyMedia: boolean;
}

/** The order that a request makes, with everything that had to be left out. */
export function orderOf(
  asked: VendorRequest,
  model: ChosenModel,
  limits: Pick<ProviderCapabilities, 'loras' | 'defaultSize'>,
): Order {
  const strength = asked.source === null || asked.operation === 'reference' ? null : STRENGTH;
  const fitted = fittedOrder({ ...asked, loras: [] }, { ...LIMITS, maxLoras: 0, strength });
  const { max: most, sources } = limits.loras ?? { max: 0, sources: [] };
  const loras = fittedLoras(asked.loras, { most, sources, scale: LIMITS.loraScale });
  return {
    ...fitted,
    model,
    loras: loras.loras,
    size: asked.size ?? asked.source ?? limits.defaultSize,
    degradations: [
      ...fitted.degradations,
      ...loras.degradations,
      ...droppedPictures(asked, MOST_PICTURES[asked.operation]),
      ...(asked.operation === 'upscale' ? wordless({ ...asked, strength: null }) : []),
    ],
  };
}

/** The order as a task, in Runware's own words. */
export function taskOf(order: Order, details: OrderDetails, choices: BodyChoices): unknown {
  const { request, size } = order;
  if (request.operation === 'upscale') {
    return upscaleOf(order, details);
  }
  const media = mediaIn(order, details.mask);
  return {
    taskType: 'imageInference',
    ...(details.taskUUID === null ? {} : { taskUUID: details.taskUUID }),
    model: order.model.air,
    positivePrompt: request.prompt,
    ...(request.negativePrompt === '' ? {} : { negativePrompt: request.negativePrompt }),
    width: size.width,
    height: size.height,
    ...given('steps', order.steps),
    ...given('CFGScale', order.guidance),
    ...given('seed', order.seed),
    ...given('strength', order.strength),
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

/** Runware's upscalers (runware.ai/docs/models/real-esrgan). */
function upscaleOf({ request, size, model }: Order, { taskUUID }: OrderDetails): unknown {
  const { source } = request;
  return {
    taskType: 'upscale',
    ...(taskUUID === null ? {} : { taskUUID }),
    model: model.air,
    upscaleFactor: source === null ? Math.min(...FACTORS) : factorFor(source, size),
    ...(source === null ? {} : { inputs: { image: asDataUri(source) } }),
    outputType: 'URL',
    outputFormat: FORMATS[request.output.format ?? 'png'],
    includeCost: true,
    deliveryMethod: 'async',
  };
}

/** The least that covers what was asked; what is too much is taken off afterwards. */
function factorFor(source: Size, { width, height }: Size): number {
  const scale = Math.max(width / source.width, height / source.height);
  return FACTORS.find((factor) => factor >= scale) ?? Math.max(...FACTORS);
}

function mediaIn({ request }: Order, mask: Picture | null): Record<string, unknown> {
  const uris = picturesOf(request).map(asDataUri);
  if (uris.length === 0 || request.operation === 'text') {
    return {};
  }
  return request.operation === 'reference'
    ? { referenceImages: uris }
    : { seedImage: uris[0], ...(mask === null ? {} : { maskImage: asDataUri(mask) }) };
}

function given(name: string, value: number | null): Record<string, number> {
  return value === null ? {} : { [name]: value };
}
