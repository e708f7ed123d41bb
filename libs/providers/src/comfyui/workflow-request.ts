import type { Degradation, VendorRequest, Picture, Size } from '@fusionbridge/core';
import { picturesOf } from '../protocol/input-pictures.js';
import { sizeOf } from '../protocol/requested-size.js';
import { samplingOf } from './samplers.js';
import type { SlotName } from './workflows/slots.js';
import type { SlotValues } from './workflows/fill.js';
import { hasSlot, type Template } from './workflows/template.js';

/** A request as its template takes it, before anything is sent. */
export interface WorkflowRequest {
  readonly template: Template;
  readonly request: VendorRequest;
  readonly size: Size;
  readonly source: Picture | null;
  /** For every slot but those that only the server or the moment can fill. */
  readonly values: SlotValues;
  /** Names of samplers and of checkpoints: capabilities have no list of them. */
  readonly degradations: readonly Degradation[];
}

/** @param checkpoint null for the template's own */
export function workflowRequestOf(
  request: VendorRequest,
  template: Template,
  checkpoint: string | null,
): WorkflowRequest {
  const has = (name: SlotName): boolean => hasSlot(template, name);
  const size = sizeOf(request);
  const sampling = samplingOf(request);
  return {
    template,
    request,
    size,
    source: has('source') ? (picturesOf(request)[0] ?? null) : null,
    values: {
      prompt: request.prompt,
      negative_prompt: request.negativePrompt,
      width: size.width,
      height: size.height,
      count: request.count,
      steps: request.steps,
      guidance: request.guidance,
      strength: request.strength,
      sampler: sampling.sampler,
      scheduler: sampling.scheduler,
      checkpoint,
    },
    degradations: [
      ...sampling.degradations,
      ...(checkpoint === null || has('checkpoint') ? [] : [fixedCheckpoint(checkpoint)]),
    ],
  };
}

function fixedCheckpoint(asked: string): Degradation {
  return { field: 'model', asked, given: "the workflow's own", why: 'the workflow has no {{checkpoint}}' };
}
