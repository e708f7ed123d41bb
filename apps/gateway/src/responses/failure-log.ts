import { BridgeError, ProviderError } from '@fusionbridge/core';
import { HttpException, Logger } from '@nestjs/common';

const logger = new Logger('Gateway');

/**
 * Logs the bridge's own errors with their stack. Errors of clients and vendors are reported in the response and in the
 * job. The bridge's logger redacts secrets.
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
