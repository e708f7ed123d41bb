import { BridgeError } from '@fusionbridge/core';
import type { PipeTransform } from '@nestjs/common';

/** Lets JSON objects through and nothing else. */
export class JsonObjectPipe implements PipeTransform<unknown, Record<string, unknown>> {
  /** @throws BridgeError `invalid_request` */
  transform(value: unknown): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw BridgeError.invalid('body', 'The body must be a JSON object.');
    }
    return { ...value };
  }
}
