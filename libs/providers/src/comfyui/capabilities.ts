import {
  type LoraLimits,
  type OperationLimits,
  type ProviderCapabilities,
  UNBOUNDED,
  VENDOR_OPERATIONS,
} from '@fusionbridge/core';
import { upscalerCapabilities } from '../protocol/upscaler-capabilities.js';
import type { SlotName } from './workflows/slots.js';
import { hasSlot, type Template, usualNumber } from './workflows/template.js';
import type { Workflow } from './workflows/workflow-library.js';

const STEPS = { min: 1, max: 10_000 };
const GUIDANCE = { min: 0, max: 100 };
const STRENGTH = { min: 0, max: 1 };

/** More than anybody stacks. */
const MOST_LORAS = 20;
/** More at once only run the card out of memory. */
const MOST_PICTURES = 4;
const LONGEST_SIDE = 2048;
const USUAL_SIDE = 1024;

/** Puts the old pixels back outside the mask. */
const KEEPS_OUTSIDE = 'ImageCompositeMasked';
/** Its latents are packed two by two, so sides are multiples of 16 and not of 8. */
const PACKED_LATENT = 'EmptySD3LatentImage';

/** Of nodes that scale pictures. */
const LONGEST_ENLARGED_SIDE = 16_384;

/** What a workflow can do that has nothing but a template for upscales. */
const UPSCALER: ProviderCapabilities = {
  ...upscalerCapabilities({ kind: 'free', min: 1, max: LONGEST_ENLARGED_SIDE, multipleOf: 1 }),
  progress: true,
  lookup: true,
  cost: 'free',
};

/**
 * What a workflow can do, as the slots and nodes of its templates tell.
 * @param available Keys of the LoRAs that the server has; undefined while that is not known
 */
export function capabilitiesOf(
  workflow: Workflow,
  available: ReadonlySet<string> | undefined,
): ProviderCapabilities {
  const loras: LoraLimits = {
    max: MOST_LORAS,
    sources: ['file'],
    weight: UNBOUNDED,
    ...(available === undefined ? {} : { available }),
  };
  const { upscale, ...painting } = workflow;
  if (upscale !== undefined && Object.keys(painting).length === 0) {
    return UPSCALER;
  }
  const templates = Object.values(workflow);
  const all = (name: SlotName): boolean => templates.every((template) => hasSlot(template, name));
  const some = (name: SlotName): boolean => templates.some((template) => hasSlot(template, name));
  return {
    operations: VENDOR_OPERATIONS.filter((operation) => workflow[operation] !== undefined),
    mask: maskOf(workflow),
    prompt: some('prompt'),
    loras: templates.length > 0 && all('lora') ? loras : null,
    inputPictures: some('source') ? 1 : 0,
    strength: some('strength') ? STRENGTH : null,
    byOperation: Object.fromEntries(
      Object.entries(workflow).map(([operation, template]) => [operation, limitsOfTemplate(template, loras)]),
    ),
    sizes: {
      kind: 'free',
      min: 64,
      max: LONGEST_SIDE,
      multipleOf: templates.some((one) => has(one, PACKED_LATENT)) ? 16 : 8,
    },
    defaultSize: sizeOf(templates),
    formats: ['png'],
    maxCount: all('count') ? MOST_PICTURES : 1,
    seed: 32,
    negativePrompt: some('negative_prompt'),
    steps: some('steps') ? STEPS : null,
    guidance: some('guidance') ? GUIDANCE : null,
    sampler: some('sampler'),
    qualities: [],
    progress: true,
    cancel: 'free',
    lookup: true,
    cost: 'free',
    flagsContent: false,
  };
}

function limitsOfTemplate(template: Template, loras: LoraLimits): OperationLimits {
  const takes = (name: SlotName): boolean => hasSlot(template, name);
  return {
    prompt: takes('prompt'),
    negativePrompt: takes('negative_prompt'),
    steps: takes('steps') ? STEPS : null,
    guidance: takes('guidance') ? GUIDANCE : null,
    strength: takes('strength') ? STRENGTH : null,
    loras: takes('lora') ? loras : null,
    inputPictures: takes('source') ? 1 : 0,
  };
}

function maskOf({ inpaint, fill }: Workflow): ProviderCapabilities['mask'] {
  const masked = [inpaint, fill].flatMap((template) => template ?? []);
  if (masked.length === 0) {
    return 'none';
  }
  return masked.every((template) => has(template, KEEPS_OUTSIDE)) ? 'exact' : 'hint';
}

function sizeOf(templates: readonly Template[]): ProviderCapabilities['defaultSize'] {
  const usual = (name: SlotName): number =>
    templates.map((template) => usualNumber(template, name)).find((side) => side !== null) ?? USUAL_SIDE;
  return { width: usual('width'), height: usual('height') };
}

function has(template: Template, classType: string): boolean {
  return Object.values(template.graph).some((node) => node.class_type === classType);
}
