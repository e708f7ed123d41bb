import type { VendorRequest, ModelFamily, Picture, Size } from '@fusionbridge/core';
import { EmbeddedPicture } from '@fusionbridge/http';

/** The server's own default (api/models.py: denoising_strength). */
const USUAL_STRENGTH = 0.75;
/** Pixels over which the repainted part fades out, A1111's own default. */
const MASK_BLUR = 4;
const FILL_WITH_ORIGINAL = 1;
const CROP_AND_RESIZE = 1;

/** What a body is made of besides the request. */
interface BodyFacts {
  readonly vendorModel: string;
  readonly family: ModelFamily;
  /** With its LoRA tags. */
  readonly prompt: string;
  readonly size: Size;
  /** The mask as a PNG, white = repaint. */
  readonly mask: Picture | null;
}

/** Route behind `/sdapi/v1/`. */
export function routeOf(request: VendorRequest): 'txt2img' | 'img2img' {
  return request.source === null ? 'txt2img' : 'img2img';
}

/** The body of `POST txt2img` or `img2img` (A1111 api/models.py), without fields the server should choose. */
export function generationBody(request: VendorRequest, facts: BodyFacts): Record<string, unknown> {
  return {
    prompt: facts.prompt,
    negative_prompt: request.negativePrompt,
    seed: request.seed ?? -1,
    width: facts.size.width,
    height: facts.size.height,
    batch_size: 1,
    n_iter: request.count,
    ...given('steps', request.steps),
    ...guidanceOf(request.guidance, facts.family),
    ...given('sampler_name', request.sampler),
    ...given('scheduler', request.scheduler),
    ...sourceOf(request, facts.mask),
    ...modelOf(facts.vendorModel),
    send_images: true,
    save_images: false,
  };
}

/** Flux takes its guidance distilled, and none of the classic. */
export function isGuidanceDistilled(family: ModelFamily): boolean {
  return family === 'flux';
}

/** Distilled guidance is Forge's field; the others pass over it, which their answer shows. */
function guidanceOf(guidance: number | null, family: ModelFamily): Record<string, number> {
  if (isGuidanceDistilled(family)) {
    return { cfg_scale: 1, ...given('distilled_cfg_scale', guidance) };
  }
  return given('cfg_scale', guidance);
}

function sourceOf(request: VendorRequest, mask: Picture | null): Record<string, unknown> {
  if (request.source === null) {
    return {};
  }
  return {
    init_images: [new EmbeddedPicture(request.source)],
    resize_mode: CROP_AND_RESIZE,
    denoising_strength: request.strength ?? USUAL_STRENGTH,
    ...(mask === null ? {} : maskOf(mask)),
  };
}

/** `inpaint_full_res` would paint the masked part alone and lose sight of the rest. */
function maskOf(mask: Picture): Record<string, unknown> {
  return {
    mask: new EmbeddedPicture(mask),
    mask_blur: MASK_BLUR,
    inpainting_fill: FILL_WITH_ORIGINAL,
    inpaint_full_res: false,
    inpainting_mask_invert: 0,
  };
}

/** The model stays loaded afterwards: going back and forth costs two loads a picture. */
function modelOf(vendorModel: string): Record<string, unknown> {
  return vendorModel === ''
    ? {}
    : {
        override_settings: { sd_model_checkpoint: vendorModel },
        override_settings_restore_afterwards: false,
      };
}

function given<T>(name: string, value: T | null): Record<string, T> {
  return value === null ? {} : { [name]: value };
}
