import type { LoraChoice } from './lora-sources.js';
import type { Mask, Picture, PictureFormat, Size } from './picture.js';
import type { RoutePolicy } from './route-policy.js';

/**
 * What a vendor is asked for. `text`: from the prompt alone. `image`: starting from `source`. `inpaint`: repaint the
 * white part of `mask` in `source`. `fill`: inpaint with a model trained for it. `reference`: new picture that follows
 * `source` and `references` as the prompt says. `redux`: new picture with what `source` shows, the prompt left to
 * the vendor. `upscale`: `source` at `size`.
 */
export const VENDOR_OPERATIONS = [
  'text',
  'image',
  'inpaint',
  'fill',
  'reference',
  'redux',
  'upscale',
] as const;

export type VendorOperation = (typeof VENDOR_OPERATIONS)[number];

/**
 * What a client asks for. `edit`: change `source` as the prompt says, under `mask` where there is one, with `references`
 * beside it. `variation`: another picture like `source`. Planning makes of these two what each candidate can do; no
 * vendor sees them.
 */
export type Operation = VendorOperation | 'edit' | 'variation';

/** `report` lists what could not be honoured; `strict` refuses instead. */
export type Fidelity = 'report' | 'strict';

export type InputFidelity = 'low' | 'high';

/** Encoding of the returned picture; `null` keeps the vendor's own format. */
export interface OutputChoice {
  readonly format: PictureFormat | null;
  /** 1 to 100, for jpeg and webp. */
  readonly quality: number | null;
}

/**
 * What a client wants, in no client's and no vendor's words. Every field is present; `null` means "you choose".
 * Dialects make it (see `newImageRequest`), nobody changes it afterwards.
 */
export interface ImageRequest<O extends Operation = Operation> {
  readonly operation: O;
  /** Public model name from `config/models.json`. */
  readonly model: string | null;
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly size: Size | null;
  /** Pictures wanted, 1 or more. */
  readonly count: number;
  /** 0 to 4294967295; picture i of a request uses seed + i (A1111's rule). */
  readonly seed: number | null;
  readonly steps: number | null;
  /** Classifier-free guidance as the client's dialect gave it; planning maps it per model family. */
  readonly guidance: number | null;
  /** A1111's sampler name, e.g. `Euler a`. */
  readonly sampler: string | null;
  /** A1111's schedule type, e.g. `Karras`. */
  readonly scheduler: string | null;
  readonly loras: readonly LoraChoice[];
  /** Names of the characters in the picture; LoRAs are matched against them. */
  readonly visibleCharacters: readonly string[];
  /** Descriptions of characters by name. If `visibleCharacters` is given, those of others are ignored. */
  readonly characterPrompts: Readonly<Record<string, string>>;
  readonly source: Picture | null;
  readonly mask: Mask | null;
  readonly references: readonly Picture[];
  /** Denoising strength, 0 (keep the source) to 1 (ignore it). */
  readonly strength: number | null;
  /** How closely an edit keeps to its input pictures, in OpenAI's values. */
  readonly inputFidelity: InputFidelity | null;
  /** A preset name (`standard`, `hd`, `low`, …). */
  readonly quality: string | null;
  readonly output: OutputChoice;
  readonly fidelity: Fidelity;
  readonly routing: RoutePolicy | null;
  /** Not there where prose may be shortened, which is the same for requests that are older than this field. */
  readonly summarize?: false | undefined;
  /** Not there where the background may be what it will, which is the same for requests that are older than this field. */
  readonly background?: 'transparent' | undefined;
  /** Not there where nothing is presumed, so that requests stored and named before it were are still the same. */
  readonly presumed?: readonly PresumedField[] | undefined;
  /** Of a variation whose prompt the client wrote: operations that ignore the prompt are the last choice. */
  readonly keepPrompt?: boolean | undefined;
}

/**
 * A field that a dialect fills in because its clients count on the value, and that nobody asked for: a cut in it is not
 * told.
 */
export type PresumedField = 'steps' | 'guidance' | 'sampler';

/** The request as sent to a vendor. */
export type VendorRequest = ImageRequest<VendorOperation>;

const BLANK: VendorRequest = {
  operation: 'text',
  model: null,
  prompt: '',
  negativePrompt: '',
  size: null,
  count: 1,
  seed: null,
  steps: null,
  guidance: null,
  sampler: null,
  scheduler: null,
  loras: [],
  visibleCharacters: [],
  characterPrompts: {},
  source: null,
  mask: null,
  references: [],
  strength: null,
  inputFidelity: null,
  quality: null,
  output: { format: null, quality: null },
  fidelity: 'report',
  routing: null,
};

/** A text-to-image request for one picture, with the given fields overridden. */
export function newImageRequest(given: Partial<VendorRequest>): VendorRequest;
export function newImageRequest(given: Partial<ImageRequest>): ImageRequest;
export function newImageRequest(given: Partial<ImageRequest>): ImageRequest {
  return { ...BLANK, ...given };
}
