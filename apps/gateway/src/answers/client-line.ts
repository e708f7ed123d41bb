import type { Job } from '@fusionbridge/core';

/** The line to a client that waits for its answer, whatever form the answer will have. */
export interface ClientLine {
  /** Aborts when the client closes its socket before the answer is out. */
  readonly clientGone: AbortSignal;
  /** Resolves when the response is over: whether all of it was written. Never rejects. */
  readonly over: Promise<boolean>;
  /** For what is known before the answer is; one more value where the header has one. Too late once it has begun. */
  addHeader(name: string, value: string): void;
  /** A job that this call waited for has ended: its account goes into the headers, as long as they are not out. */
  jobEnded(job: Job): void;
}
