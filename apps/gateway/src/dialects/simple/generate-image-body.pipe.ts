import { BridgeError } from '@fusionbridge/core';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { refuseCutOuts, refuseUnfit, rememberReading, UnknownFields } from '../../bodies/index.js';
import { GenerateImageBody } from './generate-image-body.dto.js';
import { HARMLESS } from './harmless-fields.js';

/**
 * Reads the body of the simple dialect; nulls and empty texts are left out, and what it does not know is found with
 * `readingOf(body)`.
 */
@Injectable()
export class GenerateImageBodyPipe implements PipeTransform<unknown, Promise<GenerateImageBody>> {
  private readonly fields = new Set(Object.keys(new GenerateImageBody()));

  /** @throws BridgeError `invalid_request` that names the field */
  async transform(value: unknown): Promise<GenerateImageBody> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw BridgeError.invalid('prompt', 'The body must be a JSON object with a prompt.');
    }
    const unknown = new UnknownFields(HARMLESS);
    const known = Object.fromEntries(unknown.sift(value, this.fields));
    refuseCutOuts(known);
    refuseUnfit(known);
    const body = plainToInstance(GenerateImageBody, known, { exposeDefaultValues: true });
    const [error] = await validate(body, { stopAtFirstError: true });
    if (error !== undefined) {
      throw BridgeError.invalid(error.property, `${Object.values(error.constraints ?? {}).join(', ')}.`);
    }
    rememberReading(body, { leftOut: unknown.degradations });
    return body;
  }
}
