import { BridgeError } from '@fusionbridge/core';
import { Logger } from '@nestjs/common';
import { failureOf } from './database-failure.js';

const RETRY_AFTER_MS = 5_000;

/** Whether the database works, judged by the last query. */
export class DatabaseCondition {
  private readonly logger = new Logger('Database');
  private failure: string | null = null;

  /** A sentence on what is wrong; null while all is well. */
  get problem(): string | null {
    return this.failure === null ? null : `The bridge's database ${this.failure}.`;
  }

  /**
   * Records an error of the driver. If the query is not at fault, it becomes a `BridgeError` `unavailable`, which
   * clients may retry; the driver's message goes to the log.
   */
  readonly noted = (error: unknown): unknown => {
    const failure = failureOf(error);
    if (failure === null) {
      return error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    if (failure === this.failure) {
      this.logger.debug(`The database ${failure} (${reason}).`);
    } else {
      this.failure = failure;
      this.logger.error(`The database ${failure} (${reason}).`);
    }
    return new BridgeError({
      kind: 'unavailable',
      message: `The bridge's database ${failure}. Ask again in a few seconds.`,
      retryAfterMs: RETRY_AFTER_MS,
      cause: error,
    });
  };

  /** A write succeeded. */
  works(): void {
    if (this.failure !== null) {
      this.failure = null;
      this.logger.log('The database works again.');
    }
  }
}
