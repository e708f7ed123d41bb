import type { VendorOperation } from './image-request.js';
import type { PictureFormat, Size } from './picture.js';

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

/** What an aborted call still costs. `free`: stopping saves the work; `charged`: it is billed all the same. */
export type CancelEffect = 'free' | 'charged';

/** What one vendor model can do: data, from which planning derives every warning. */
export interface ProviderCapabilities {
  readonly operations: readonly VendorOperation[];
  /** `exact`: pixels outside stay; `hint`: the vendor may repaint them; `none`: no mask at all. */
  readonly mask: 'exact' | 'hint' | 'none';
  readonly maxLoras: number;
  readonly loraSources: readonly LoraSource[];
  readonly sizes: SizeRule;
  /** Painted where the client names no size. */
  readonly defaultSize: Size;
  readonly formats: readonly PictureFormat[];
  /** Pictures in one call; more are split into several calls. */
  readonly maxCount: number;
  readonly seed: boolean;
  readonly negativePrompt: boolean;
  readonly steps: boolean;
  readonly guidance: boolean;
  readonly sampler: boolean;
  /** Values of `quality` that the vendor understands; none unless given. A preset of the bridge stands in for others. */
  readonly qualities?: readonly string[];
  /** Variations go to its own `redux`, whether or not the model asks for that; no unless given. */
  readonly ownVariations?: boolean;
  /** Can be told how closely to keep to the pictures of an edit; no unless given. */
  readonly inputFidelity?: boolean;
  /** Paints pictures with a transparent background when told to; no unless given. */
  readonly transparency?: boolean;
  readonly progress: boolean;
  readonly cancel: CancelEffect;
  /** What an order costs that is taken back while it waits in the vendor's queue; as `cancel` unless given. */
  readonly cancelQueued?: CancelEffect;
  /** The vendor can be asked about a task by its id after the connection broke. */
  readonly lookup: boolean;
  readonly cost: 'free' | 'reported' | 'list' | 'unknown';
  /** The model blanks what it refuses, so a single-colour frame is a refusal and not a picture. */
  readonly flagsContent: boolean;
  /** It enlarges by arithmetic alone, which adds no detail: the last resort of upscalers. */
  readonly resampling?: boolean;
}
