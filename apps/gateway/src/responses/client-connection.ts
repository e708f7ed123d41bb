import type { Job } from '@fusionbridge/core';

/** The connection to a client that waits for a response of any form. */
export interface ClientConnection {
  /** Aborts when the client closes the connection before the response is complete. */
  readonly clientGone: AbortSignal;
  /** Resolves when the response ends, to whether all of it was written. Never rejects. */
  readonly over: Promise<boolean>;
  /** Appends a value to a header. Has no effect once the headers are sent. */
  addHeader(name: string, value: string): void;
  /** Adds the account of a job that has ended to the headers, unless they are already sent. */
  jobEnded(job: Job): void;
}
