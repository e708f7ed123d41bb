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

/** What the router needs of the job it works for. */
export interface RunContext {
  readonly jobId: string;
  /** Aborts with a `BridgeError` as its reason: `deadline`, `cancelled` or `unavailable` (shutting down). */
  readonly signal: AbortSignal;
  /** When the signal aborts at the latest, in Unix milliseconds; left out where there is no limit. */
  readonly deadlineAt?: number;
  /** The call that a request was translated to already, if it was; to be sent once. */
  takeCall?(request: VendorRequest, provider: ImageProvider): VendorCall | null;
  /** Entered before an answer with pictures is read; the job leaves it once they are kept. */
  readonly slot: InFlightSlot;
  /**
   * Awaited when an attempt starts, gets a task id, and ends, so that the job can write it down. Rejects with a
   * `BridgeError` where a task id could not be written; it is then written later.
   */
  onAttempt(attempt: Attempt): Promise<void>;
  onProgress(progress: Progress): void;
  log(message: string): void;
}

/** A checked picture and who painted it. */
export interface DeliveredPicture {
  readonly picture: Picture;
  readonly seed: number;
  readonly provider: string;
  readonly vendorModel: string;
  /** The request as the vendor got it. */
  readonly request: VendorRequest;
}

export interface Delivery {
  /** At least one; fewer than asked only with a degradation `count`. */
  readonly pictures: readonly DeliveredPicture[];
  readonly attempts: readonly Attempt[];
  /** Of the candidates that painted. */
  readonly degradations: readonly Degradation[];
  readonly cost: Cost | null;
  /** What ended the run early, where something did although pictures had been bought. */
  readonly stoppedBy: BridgeError | null;
}
