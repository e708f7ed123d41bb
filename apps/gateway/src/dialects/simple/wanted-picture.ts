import type { PresumedField, VendorRequest } from '@fusionbridge/core';
import type { Request } from 'express';
import { fidelityOf } from '../../generation/fidelity-choice.js';
import { routingOf } from '../../generation/routing-choice.js';
import type { GenerateImageBody } from './generate-image-body.dto.js';

/** Those of the server this replaces (contracts/inherited.md §3). No client asks for them, so that no cut in them is told. */
const PRESUMED = { steps: 20, guidance: 7, sampler: 'Euler a' } as const satisfies Pick<
  VendorRequest,
  PresumedField
>;

/** A body in the bridge's words. @throws BridgeError `invalid_request` */
export function wantedPicture(
  body: GenerateImageBody,
  request: Request,
): Partial<VendorRequest> & Pick<VendorRequest, 'fidelity'> {
  const asked = { steps: body.steps, guidance: body.cfgScale, sampler: body.sampler };
  const presumed = (['steps', 'guidance', 'sampler'] as const).filter((field) => asked[field] === undefined);
  return {
    prompt: body.prompt,
    negativePrompt: body.negativePrompt,
    size: { width: body.width, height: body.height },
    steps: asked.steps ?? PRESUMED.steps,
    guidance: asked.guidance ?? PRESUMED.guidance,
    sampler: asked.sampler ?? PRESUMED.sampler,
    ...(presumed.length === 0 ? {} : { presumed }),
    seed: body.seed < 0 ? null : body.seed,
    output: { format: 'png', quality: null },
    ...(body.summarize === false ? { summarize: false } : {}),
    fidelity: fidelityOf(body.fidelity, request),
    routing: routingOf(body.routing, request),
  };
}
