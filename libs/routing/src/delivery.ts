import type {
  Attempt,
  BridgeError,
  Cost,
  Degradation,
  ImageProvider,
  VendorCall,
  VendorRequest,
  Picture,
  Progress,
} from '@fusionbridge/core';
import type { InFlightSlot } from '@fusionbridge/media';

/** The job's side of a run, as the router needs it. */
export interface RunContext {
  readonly jobId: string;
  /** Aborts with a `BridgeError` as its reason: `deadline`, `cancelled` or `unavailable` (shutting down). */
  readonly signal: AbortSignal;
  /** Latest time at which the signal aborts, in Unix milliseconds; omitted if there is no limit. */
  readonly deadlineAt?: number;
  /** The call that the request was already translated to, if any; can be sent once. */
  takeCall?(request: VendorRequest, provider: ImageProvider): VendorCall | null;
  /** Entered before a response with pictures is read; the job leaves it once they are stored. */
  readonly slot: InFlightSlot;
  /**
   * Awaited when an attempt starts, gets a task id, and ends, so that the job can write it down. Rejects with a
   * `BridgeError` where a task id could not be written; it is then written later.
   */
  onAttempt(attempt: Attempt): Promise<void>;
  onProgress(progress: Progress): void;
  log(message: string): void;
}

/** A checked picture and the provider that generated it. */
export interface DeliveredPicture {
  readonly picture: Picture;
  readonly seed: number;
  readonly provider: string;
  readonly vendorModel: string;
  /** The request as the vendor received it. */
  readonly request: VendorRequest;
}

export interface Delivery {
  /** At least one; fewer than requested only with a degradation `count`. */
  readonly pictures: readonly DeliveredPicture[];
  readonly attempts: readonly Attempt[];
  /** Of the candidates that delivered. */
  readonly degradations: readonly Degradation[];
  readonly cost: Cost | null;
  /** The error that ended the run early although pictures had been bought, if any. */
  readonly stoppedBy: BridgeError | null;
}
