import type { VendorOperation } from './image-request.js';
import type { ModelLink } from './model.js';
import type { PictureFormat, Size } from './picture.js';

/** Accepted range of a number, both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Any number. */
export const UNBOUNDED: Range = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };

/** Sizes that a vendor model supports. `free`: any within the bounds; `list`: only these. */
export type SizeRule =
  | {
      readonly kind: 'free';
      readonly min: number;
      readonly max: number;
      /** Both sides are multiples of this. */
      readonly multipleOf: number;
      readonly maxPixels?: number;
      readonly minPixels?: number;
      /** Greatest ratio of the longer side to the shorter one. */
      readonly maxRatio?: number;
    }
  | { readonly kind: 'list'; readonly sizes: readonly Size[] };

/** Ways to specify a LoRA to a vendor. */
export type LoraSource = 'url' | 'air' | 'file' | 'huggingface';

/** LoRAs that a vendor model can apply. */
export interface LoraLimits {
  /** Most in one picture, 1 or more. */
  readonly max: number;
  readonly sources: readonly LoraSource[];
  readonly weight: Range;
  /** Keys (`loraNameKey`) of the LoRAs that the server has, under every name it takes; not given while that is unknown. */
  readonly available?: ReadonlySet<string>;
}

/** Cost of an aborted call. `free`: it is not billed; `charged`: it is billed all the same. */
export type CancelEffect = 'free' | 'charged';

/** Limits that may differ between operations of a vendor model. `null` and `false`: it has no field for it. */
export interface OperationLimits {
  /** False if the vendor takes a picture and no prompt. */
  readonly prompt: boolean;
  readonly negativePrompt: boolean;
  readonly steps: Range | null;
  readonly guidance: Range | null;
  /** Denoising strength, 0 to 1. */
  readonly strength: Range | null;
  readonly loras: LoraLimits | null;
  /** Maximum number of input pictures, the source and the references together. */
  readonly inputPictures: number;
}

/** Capabilities of a vendor model: data, from which planning derives every warning. */
export interface ProviderCapabilities extends OperationLimits {
  readonly operations: readonly VendorOperation[];
  /** Overrides for individual operations; read with `limitsOf`. */
  readonly byOperation?: Partial<Record<VendorOperation, Partial<OperationLimits>>>;
  /** `exact`: pixels outside stay; `hint`: the vendor may repaint them; `none`: no mask at all. */
  readonly mask: 'exact' | 'hint' | 'none';
  /** How the mask marks the area to repaint; default `white`. */
  readonly maskPolarity?: 'white' | 'transparent';
  readonly sizes: SizeRule;
  /** The vendor takes one of these aspect ratios instead of a size in pixels; `sizes` lists the size for each. */
  readonly aspectRatios?: readonly string[];
  /** Used if the client names no size. */
  readonly defaultSize: Size;
  readonly formats: readonly PictureFormat[];
  /** Pictures in one call; more are split into several calls. */
  readonly maxCount: number;
  /** Width in bits of the seeds that the vendor accepts; null if it accepts none. */
  readonly seed: 31 | 32 | null;
  readonly sampler: boolean;
  /** Values of `quality` that the vendor understands. A preset of the bridge stands in for others. */
  readonly qualities: readonly string[];
  /** Names of presets that mean one of `qualities` to this vendor, where no preset of the bridge says so. */
  readonly qualityAliases?: Readonly<Record<string, string>>;
  /** The preset sent to the vendor for a name it does not know; default none. */
  readonly usualQuality?: string | undefined;
  /** Variations go to its own `redux`, whether or not the model asks for that; no unless given. */
  readonly ownVariations?: boolean;
  /** Can be told how closely to keep to the pictures of an edit; no unless given. */
  readonly inputFidelity?: boolean;
  /** Paints pictures with a transparent background when told to; no unless given. */
  readonly transparency?: boolean;
  readonly progress: boolean;
  readonly cancel: CancelEffect;
  /** Cost of cancelling a request that is still in the vendor's queue; default: as `cancel`. */
  readonly cancelQueued?: CancelEffect;
  /** The vendor can be asked about a task by its id after the connection broke. */
  readonly lookup: boolean;
  readonly cost: 'free' | 'reported' | 'list' | 'unknown';
  /** The model blanks what it refuses, so a single-colour frame is a refusal and not a picture. */
  readonly flagsContent: boolean;
  /** Part of the bridge itself, so always configured: it does not show that an operator set anything up. */
  readonly embedded?: boolean;
  /** The link it has in every chain as long as nothing but embedded providers is configured; none unless given. */
  readonly standIn?: Pick<ModelLink, 'vendorModel' | 'family'>;
  /** Applies LoRAs whatever family of models they were trained for; no unless given. */
  readonly anyLoraFamily?: boolean;
  /** It enlarges by arithmetic alone, which adds no detail: the last resort of upscalers. */
  readonly resampling?: boolean;
}

/** Capabilities of a vendor model in one of its operations. */
export function limitsOf(
  capabilities: ProviderCapabilities,
  operation: VendorOperation,
): ProviderCapabilities {
  const differs = capabilities.byOperation?.[operation];
  return differs === undefined ? capabilities : { ...capabilities, ...differs };
}
