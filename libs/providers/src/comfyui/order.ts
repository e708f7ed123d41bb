import type { Degradation, VendorRequest, Picture, ProviderCapabilities, Size } from '@fusionbridge/core';
import { withinLimit } from '../fitting/lora-limit.js';
import { droppedQuality } from '../fitting/quality.js';
import { withoutServerOptions } from '../fitting/server-options.js';
import { droppedPictures, picturesOf } from '../fitting/shown-pictures.js';
import { withinRange } from '../fitting/within-range.js';
import { wordless } from '../fitting/wordless.js';
import { GUIDANCE, MOST_LORAS, STEPS, STRENGTH } from './capabilities.js';
import { samplingOf } from './samplers.js';
import type { SlotName } from './workflows/slots.js';
import type { SlotValues } from './workflows/fill.js';
import { hasSlot, type Template } from './workflows/template.js';

/** What is known of an order before anything is sent. */
export interface Order {
  readonly template: Template;
  /** With the LoRAs the template takes. */
  readonly request: VendorRequest;
  readonly size: Size;
  readonly source: Picture | null;
  /** For every slot but those that only the server or the moment can fill. */
  readonly values: SlotValues;
  readonly degradations: readonly Degradation[];
}

/** A request as its template takes it. `checkpoint`: null for the template's own. */
export function orderOf(
  asked: VendorRequest,
  template: Template,
  checkpoint: string | null,
  capabilities: ProviderCapabilities,
): Order {
  const has = (name: SlotName): boolean => hasSlot(template, name);
  const { prompt, negativePrompt, degradations } = withoutServerOptions(asked);
  const loras = withinLimit(asked.loras, has('lora') ? MOST_LORAS : 0, ['file']);
  const size = asked.size ?? asked.source ?? capabilities.defaultSize;
  const steps = withinRange('steps', asked.steps, has('steps') ? STEPS : null);
  const guidance = withinRange('guidance', asked.guidance, has('guidance') ? GUIDANCE : null);
  const strength = withinRange('strength', asked.strength, has('strength') ? STRENGTH : null);
  const sampling = samplingOf(asked);
  return {
    template,
    request: { ...asked, loras: loras.kept },
    size,
    source: has('source') ? (picturesOf(asked)[0] ?? null) : null,
    values: {
      prompt,
      negative_prompt: negativePrompt,
      width: size.width,
      height: size.height,
      count: asked.count,
      steps: steps.value,
      guidance: guidance.value,
      strength: strength.value,
      sampler: sampling.sampler,
      scheduler: sampling.scheduler,
      checkpoint,
    },
    degradations: [
      ...degradations,
      ...[loras, steps, guidance, strength, sampling].flatMap((one) => one.degradations),
      ...droppedQuality(asked.quality),
      ...droppedPictures(asked, 1),
      ...(has('prompt') ? [] : wordless({ ...asked, prompt, strength: null })),
      ...(checkpoint === null || has('checkpoint') ? [] : [fixedCheckpoint(checkpoint)]),
    ],
  };
}

function fixedCheckpoint(asked: string): Degradation {
  return { field: 'model', asked, given: "the workflow's own", why: 'the workflow has no {{checkpoint}}' };
}
