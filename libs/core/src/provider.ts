import type { ProviderCapabilities } from './capabilities.js';
import type { Degradation } from './degradation.js';
import type { VendorRequest } from './image-request.js';
import type { Picture } from './picture.js';

/** US dollars. `reported` by the vendor, from a price `list`, or an `estimate`. */
export interface Cost {
  readonly usd: number;
  readonly source: 'reported' | 'list' | 'estimate' | 'free';
}

/** Progress of a running call. */
export interface Progress {
  /** 0 to 1. */
  readonly fraction: number;
  readonly step: number | null;
  readonly steps: number | null;
  /** The unfinished picture, if the vendor provides one. */
  readonly preview: Picture | null;
  /** `queued`: the vendor has not begun, and cancelling now saves the cost. Omitted if unknown. */
  readonly phase?: 'queued' | 'working';
  /** One readable line (`queued, position 3`). */
  readonly note: string | null;
}

/** One picture as the vendor handed it over, unchecked. */
export type ProviderPicture = {
  readonly seed: number | null;
  /** The vendor itself reports that it blanked or censored this one. */
  readonly flagged: boolean;
} & (
  | { readonly bytes: Buffer }
  | {
      readonly url: string;
      /** Origin the operator configured; an address there may be private, any other may not. Tried for what is nowhere else. */
      readonly trustedOrigin: string | null;
    }
);

/** Request values for which a call may use another value than the requested one. */
export type AppliedValues = Partial<
  Pick<
    VendorRequest,
    | 'prompt'
    | 'negativePrompt'
    | 'size'
    | 'seed'
    | 'steps'
    | 'guidance'
    | 'sampler'
    | 'scheduler'
    | 'strength'
    | 'quality'
    | 'loras'
  >
>;

export interface ProviderImages {
  readonly pictures: readonly ProviderPicture[];
  readonly cost: Cost | null;
  /**
   * What the call did otherwise than asked. What is `dropped` here is not in the request that records and files name;
   * a LoRA is named `name:weight` for that.
   */
  readonly degradations: readonly Degradation[];
  /** Values that the vendor used instead of the requested ones, if it reports them. */
  readonly applied?: AppliedValues;
  /** The vendor's name of the model that generated the pictures, if it reports one. */
  readonly servedModel?: string | undefined;
}

/** Pictures at once, or a task to follow. */
export type Submission =
  | { readonly kind: 'images'; readonly images: ProviderImages }
  | { readonly kind: 'task'; readonly taskId: string };

/** Context of one attempt for an adapter. */
export interface AttemptContext {
  /** Aborts at the total deadline, when the job is cancelled, and at shutdown. */
  readonly signal: AbortSignal;
  /**
   * Writes the id down (promise 4). An adapter that names its orders itself awaits it in `submit`, before the order is
   * sent: it rejects where the id could not be written, and then nothing may be sent.
   */
  onTask(taskId: string): Promise<void>;
  onProgress(progress: Progress): void;
  /** Await before reading a response that may contain pictures: bounds the bytes in memory. */
  beforePictures(): Promise<void>;
  /** Logs one line; secrets are redacted. */
  log(message: string): void;
}

/** A vendor's own request, ready to be sent. */
export interface VendorCall {
  /** Degradations that the capabilities could not express in advance; default none. */
  readonly degradations?: readonly Degradation[];
  /** For the whole request, from the vendor's price list; omitted if no price is known. */
  readonly estimate?: Cost | null;
  /** The vendor's own name of the model that is bought; left out where it is the link's, or not known. */
  readonly model?: string;
  /** The vendor request in readable form: no key, pictures as `<png 512x512>`. */
  readonly wire: unknown;
  /** Sends it, once. A paid POST is never repeated in here. */
  submit(context: AttemptContext): Promise<Submission>;
}

export interface ProbeResult {
  readonly reachable: boolean;
  /** The finding, or what to check. */
  readonly message: string;
}

/**
 * The contract of an adapter. Errors thrown are `ProviderError`s. An adapter never retries a POST that may cost
 * money and obeys the signal everywhere.
 */
export interface ImageProvider {
  readonly id: string;
  /** Limits differ per vendor model. */
  capabilities(vendorModel: string): ProviderCapabilities;
  /** Has what it needs in the settings; the reason when not (`set SD_ENABLED=true`). */
  configured(): true | string;
  /**
   * What the settings leave undone, each with the setting that changes it (`set RUNWARE_AIR_SOURCE …`); shown at the start
   * and by `GET /status`.
   */
  hints?(): readonly string[];
  /**
   * The model that a link without one means: a setting, the checkpoint that is loaded, the Space. Empty while it is not
   * known, or if the vendor has no names for its models.
   */
  defaultModel?(): string;
  /** What selects the server behind it (an address, a Space), if an operator may point it elsewhere; never a secret. */
  readonly serverAddress?: string;
  /**
   * Asks the server what it has, for free and within a few seconds. `capabilities` and `defaultModel` count with the
   * answer from then on. A second call within a short time may answer from memory.
   * @throws ProviderError when the server does not tell
   */
  inventory?(signal: AbortSignal): Promise<void>;
  /** Free or cheap; never a paid picture. */
  probe(signal: AbortSignal): Promise<ProbeResult>;
  /** Pure. `request` is within the capabilities: planning has cut it to them. */
  translate(request: VendorRequest, vendorModel: string): VendorCall;
  /** Polls or streams to the end; safe to repeat. */
  follow?(taskId: string, context: AttemptContext): Promise<ProviderImages>;
  cancel?(taskId: string): Promise<void>;
  /** Clears what is cached about the vendor (lists, health); called by `POST /reset`. */
  forget?(): void;
}
