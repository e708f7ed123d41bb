import { BridgeError, type Degradation, type Fidelity } from '@fusionbridge/core';
import type { GenerationBody } from '../body/generation-body.dto.js';
import type { Img2ImgBody } from '../body/img2img-body.dto.js';

/** The seam that every mask gets, in pixels; A1111's default. */
const SEAM = 4;

/** A field the bridge takes and cannot do, and how it is seen that a client wants it. */
interface Unhonoured<Body> {
  readonly field: keyof Body & string;
  readonly wanted: (value: unknown, body: Body) => boolean;
  readonly given?: string;
  readonly why: string;
}

const NO_FIELD = 'no provider has a field for it';

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
];

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
  {
    field: 'mask_blur',
    wanted: (value, body) => isNamed(body.mask) && value !== SEAM,
    given: `${SEAM} pixels inside the mask`,
    why: 'the seam has one width',
  },
  {
    field: 'inpainting_fill',
    wanted: (value, body) => isNamed(body.mask) && isPositive(value),
    why: NO_FIELD,
  },
  { field: 'latent_mask', wanted: isNamed, why: NO_FIELD },
];

/** What a request asks for beyond what the bridge can do (promise 2). */
export function leftOutOf(body: GenerationBody): Degradation[] {
  return listed(body, IN_ANY);
}

/** The same for what only `img2img` has. */
export function leftOutOfImg2Img(body: Img2ImgBody): Degradation[] {
  return listed(body, IN_IMG2IMG);
}

/** @throws BridgeError `unsupported` when the client wants all or nothing */
export function refuseWhenStrict(fidelity: Fidelity | undefined, degradations: readonly Degradation[]): void {
  if (fidelity === 'strict' && degradations.length > 0) {
    const reasons = degradations.map((one) => `${one.field} ${one.asked}: ${one.why}`).join('; ');
    throw new BridgeError({
      kind: 'unsupported',
      message: `The request cannot be done in full (${reasons}). Leave these out, or send fidelity "report".`,
    });
  }
}

function listed<Body>(body: Body, fields: readonly Unhonoured<Body>[]): Degradation[] {
  return fields.flatMap(({ field, wanted, given = 'dropped', why }) => {
    const value: unknown = body[field];
    return wanted(value, body) ? [{ field, asked: shown(field, value), given, why }] : [];
  });
}

/** Short, and without the content of pictures. */
function shown(field: string, value: unknown): string {
  if (field === 'init_images' && Array.isArray(value)) {
    return `${value.length} pictures`;
  }
  if (typeof value === 'object' && value !== null) {
    return (Array.isArray(value) ? value : Object.keys(value)).join(', ');
  }
  return String(value).slice(0, 100);
}

function isTrue(value: unknown): boolean {
  return value === true;
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

/** A1111's drop-downs say `None` for nothing. */
function isNamed(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.toLowerCase() !== 'none';
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
