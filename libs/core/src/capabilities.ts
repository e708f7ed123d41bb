import type { VendorOperation } from './image-request.js';
import type { ModelLink } from './model.js';
import type { PictureFormat, Size } from './picture.js';

/** What is taken for one number, both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Any number. */
export const UNBOUNDED: Range = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };

/** Which sizes a vendor model paints. `free`: any within the bounds; `list`: only these. */
export type SizeRule =
  | {
      readonly kind: 'free';
      readonly min: number;
      readonly max: number;
      /** Both sides are multiples of this. */
      readonly multipleOf: number;
      readonly maxPixels?: number;
      readonly minPixels?: number;
      /** The longer side is at most so many times the shorter one. */
      readonly maxRatio?: number;
    }
  | { readonly kind: 'list'; readonly sizes: readonly Size[] };

/** How a LoRA can be given to a vendor. */
export type LoraSource = 'url' | 'air' | 'file' | 'huggingface';

/** Which LoRAs a vendor model applies. */
export interface LoraLimits {
  /** Most in one picture, 1 or more. */
  readonly max: number;
  readonly sources: readonly LoraSource[];
  readonly weight: Range;
}

/** What an aborted call still costs. `free`: stopping saves the work; `charged`: it is billed all the same. */
export type CancelEffect = 'free' | 'charged';

/** Limits that may differ between the operations of one vendor model. `null` and `false`: it has no field for it. */
export interface OperationLimits {
  /** False where the vendor takes a picture and no words. */
  readonly prompt: boolean;
  readonly negativePrompt: boolean;
  readonly steps: Range | null;
  readonly guidance: Range | null;
  /** Denoising strength, 0 to 1. */
  readonly strength: Range | null;
  readonly loras: LoraLimits | null;
  /** Most pictures that the vendor looks at, the source and the references together. */
  readonly inputPictures: number;
}

/** What one vendor model can do: data, from which planning derives every warning. */
export interface ProviderCapabilities extends OperationLimits {
  readonly operations: readonly VendorOperation[];
  /** What is different for some of the operations; read with `limitsOf`. */
  readonly byOperation?: Partial<Record<VendorOperation, Partial<OperationLimits>>>;
  /** `exact`: pixels outside stay; `hint`: the vendor may repaint them; `none`: no mask at all. */
  readonly mask: 'exact' | 'hint' | 'none';
  /** How the vendor is shown what to repaint; `white` unless given. */
  readonly maskPolarity?: 'white' | 'transparent';
  readonly sizes: SizeRule;
  /** The vendor is told one of these shapes instead of a size in pixels; `sizes` lists what it paints for each. */
  readonly aspectRatios?: readonly string[];
  /** Painted where the client names no size. */
  readonly defaultSize: Size;
  readonly formats: readonly PictureFormat[];
  /** Pictures in one call; more are split into several calls. */
  readonly maxCount: number;
  /** Width in bits of the seeds that the vendor takes; null where it takes none. */
  readonly seed: 31 | 32 | null;
  readonly sampler: boolean;
  /** Values of `quality` that the vendor understands. A preset of the bridge stands in for others. */
  readonly qualities: readonly string[];
  /** Names of presets that mean one of `qualities` to this vendor, where no preset of the bridge says so. */
  readonly qualityAliases?: Readonly<Record<string, string>>;
  /** The preset that the vendor is told for a name it does not know; none unless given. */
  readonly usualQuality?: string | undefined;
  /** Variations go to its own `redux`, whether or not the model asks for that; no unless given. */
  readonly ownVariations?: boolean;
  /** Can be told how closely to keep to the pictures of an edit; no unless given. */
  readonly inputFidelity?: boolean;
  /** Paints pictures with a transparent background when told to; no unless given. */
  readonly transparency?: boolean;
  readonly progress: boolean;
  readonly cancel: CancelEffect;
  /** What a request costs that is taken back while it waits in the vendor's queue; as `cancel` unless given. */
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

/** What a vendor model can do in one of its operations. */
export function limitsOf(
  capabilities: ProviderCapabilities,
  operation: VendorOperation,
): ProviderCapabilities {
  const differs = capabilities.byOperation?.[operation];
  return differs === undefined ? capabilities : { ...capabilities, ...differs };
}
