import type { Degradation } from '@fusionbridge/core';
import { isHarmless, readingOf, UnknownFields } from '../../../bodies/index.js';
import type { GenerationBody } from '../body/generation-body.dto.js';
import { HARMLESS_OPTIONS, HARMLESS_VALUES } from '../body/harmless-fields.js';
import type { Img2ImgBody } from '../body/img2img-body.dto.js';
import type { Txt2ImgBody } from '../body/txt2img-body.dto.js';

/** The mask seam in pixels, always applied; A1111's default. */
const SEAM = 4;

/** A field that is accepted but not supported, and the test for values that ask for something. */
interface Unhonoured<Body> {
  readonly field: keyof Body & string;
  readonly wanted: (value: unknown, body: Body) => boolean;
  readonly given?: string;
  readonly why: string;
}

const NO_FIELD = 'no provider has a field for it';
const LONGEST_VALUE = 100;

/** Sent by Forge's clients for any model. */
const FORGES_OWN = 3.5;

const IN_ANY: readonly Unhonoured<GenerationBody>[] = [
  { field: 'styles', wanted: isFilled, why: 'no prompt styles are defined' },
  { field: 'subseed_strength', wanted: isPositive, why: NO_FIELD },
  { field: 'seed_resize_from_w', wanted: isPositive, why: NO_FIELD },
  { field: 'seed_resize_from_h', wanted: isPositive, why: NO_FIELD },
  { field: 'restore_faces', wanted: isTrue, why: NO_FIELD },
  { field: 'tiling', wanted: isTrue, why: NO_FIELD },
  { field: 'refiner_checkpoint', wanted: isNamed, why: NO_FIELD },
  { field: 'script_name', wanted: isNamed, why: 'scripts of the web UI do not run here' },
  { field: 'alwayson_scripts', wanted: isFilled, why: 'scripts of the web UI do not run here' },
  { field: 'infotext', wanted: isNamed, why: 'fields are taken from the request only' },
  { field: 'clip_skip', wanted: (value) => typeof value === 'number' && value > 1, why: NO_FIELD },
  {
    field: 'distilled_cfg_scale',
    wanted: (value, { cfg_scale }) => value !== undefined && value !== FORGES_OWN && cfg_scale !== 1,
    why: 'it counts where cfg_scale is 1',
  },
  ...(['eta', 's_min_uncond', 's_churn', 's_tmin', 's_tmax', 's_noise', 'firstpass_image'] as const).map(
    unlessHarmless,
  ),
];

const IN_TXT2IMG: readonly Unhonoured<Txt2ImgBody>[] = (
  ['firstphase_width', 'firstphase_height'] as const
).map(unlessHarmless);

const IN_IMG2IMG: readonly Unhonoured<Img2ImgBody>[] = [
  {
    field: 'init_images',
    wanted: (value) => Array.isArray(value) && value.length > 1,
    given: 'the first one',
    why: 'a request starts from one picture',
  },
  {
    field: 'resize_mode',
    wanted: (value) => value === 2,
    given: 'crop and resize',
    why: 'edges are not filled up',
  },
  ...(['mask_blur', 'mask_blur_x', 'mask_blur_y'] as const).map((field) => ({
    field,
    wanted: (value: unknown, body: Img2ImgBody) =>
      isNamed(body.mask) && value !== undefined && value !== SEAM,
    given: `${SEAM} pixels inside the mask`,
    why: 'the seam has one width',
  })),
  {
    field: 'inpainting_fill',
    wanted: (value, body) => isNamed(body.mask) && isPositive(value),
    why: NO_FIELD,
  },
  {
    field: 'inpaint_full_res_padding',
    wanted: (value, body) => isNamed(body.mask) && body.inpaint_full_res && isPositive(value),
    why: 'the model sees the whole picture',
  },
  { field: 'latent_mask', wanted: isNamed, why: NO_FIELD },
  ...(['image_cfg_scale', 'initial_noise_multiplier'] as const).map(unlessHarmless),
];

/** Everything a request asks for that the bridge cannot do, unknown fields and options included. */
export function leftOutOfTxt2Img(body: Txt2ImgBody): Degradation[] {
  return [...listed(body, IN_ANY), ...listed(body, IN_TXT2IMG), ...unknownIn(body)];
}

/** Like `leftOutOfTxt2Img`, for `img2img`. */
export function leftOutOfImg2Img(body: Img2ImgBody): Degradation[] {
  return [...listed(body, IN_ANY), ...listed(body, IN_IMG2IMG), ...unknownIn(body)];
}

function unknownIn(body: GenerationBody): Degradation[] {
  const options = new UnknownFields(HARMLESS_OPTIONS);
  for (const [name, value] of Object.entries(body.override_settings)) {
    options.note(name, value);
  }
  const named = options.degradations.map((one) => ({ ...one, field: `override_settings.${one.field}` }));
  return [...named, ...readingOf(body).leftOut];
}

function unlessHarmless<Field extends keyof typeof HARMLESS_VALUES>(
  field: Field,
): { field: Field; wanted: (value: unknown) => boolean; why: string } {
  const wanted = (value: unknown): boolean =>
    value !== undefined && value !== '' && !isHarmless(HARMLESS_VALUES, field, value);
  return { field, wanted, why: NO_FIELD };
}

function listed<Body>(body: Body, fields: readonly Unhonoured<Body>[]): Degradation[] {
  return fields.flatMap(({ field, wanted, given = 'dropped', why }) => {
    const value: unknown = body[field];
    return wanted(value, body) ? [{ field, asked: shown(field, value), given, why }] : [];
  });
}

/** Shortened, and without the content of pictures. */
function shown(field: string, value: unknown): string {
  if (field === 'init_images' && Array.isArray(value)) {
    return `${value.length} pictures`;
  }
  if (typeof value === 'object' && value !== null) {
    return (Array.isArray(value) ? value : Object.keys(value)).join(', ').slice(0, LONGEST_VALUE);
  }
  return String(value).slice(0, LONGEST_VALUE);
}

function isTrue(value: unknown): boolean {
  return value === true;
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

/** A1111's drop-downs use `None` for no value. */
function isNamed(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.toLowerCase() !== 'none';
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
