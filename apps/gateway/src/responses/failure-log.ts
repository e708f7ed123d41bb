import { BridgeError, ProviderError } from '@fusionbridge/core';
import { HttpException, Logger } from '@nestjs/common';

const logger = new Logger('Gateway');

/**
 * Writes down what is our own fault, with its stack. What a client did wrong, or a vendor, stands in the answer and
 * in the job. The bridge's logger blanks secrets out.
 */
export function logFailure(error: unknown): void {
  const isExpected =
    error instanceof HttpException ||
    error instanceof ProviderError ||
    (error instanceof BridgeError && error.kind !== 'internal');
  if (!isExpected) {
    logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
