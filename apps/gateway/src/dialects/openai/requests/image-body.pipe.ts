import { BridgeError } from '@fusionbridge/core';
import type { PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { refuseCutOuts, refuseDeep, refuseUnfit, rememberReading } from '../../../bodies/index.js';
import { rejectedField } from '../../../api/errors/rejected-field.js';
import { BodyFieldReader } from './body-fields.js';
import type { ImageBody } from './image-body.dto.js';

/**
 * Reads and validates the body of a route: aliases are resolved, blank fields omitted. Unknown fields are available
 * from `readingOf(body)`.
 */
export class ImageBodyPipe<T extends ImageBody> implements PipeTransform<unknown, Promise<T>> {
  private readonly reader: BodyFieldReader;

  /** @param others Fields that the route reads elsewhere, such as its pictures */
  constructor(
    private readonly Shape: new () => T,
    others: readonly string[] = [],
  ) {
    this.reader = new BodyFieldReader(Object.keys(new Shape()), others);
  }

  /** @throws BridgeError `invalid_request` that names the field as the client did */
  async transform(value: unknown): Promise<T> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw BridgeError.invalid('body', 'The body must be a JSON object with at least a prompt.');
    }
    const { fields, ...reading } = this.reader.read(value);
    refuseCutOuts(fields);
    refuseDeep(fields);
    refuseUnfit(fields);
    const body = plainToInstance(this.Shape, fields, { exposeDefaultValues: true });
    const [error] = await validate(body, { stopAtFirstError: true });
    if (error !== undefined) {
      throw rejectedField(error, reading.nameOf);
    }
    rememberReading(body, reading);
    return body;
  }
}
