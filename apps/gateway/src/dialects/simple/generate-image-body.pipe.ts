import { BridgeError } from '@fusionbridge/core';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { refuseCutOuts, refuseUnfit } from '../../bodies/index.js';
import { GenerateImageBody } from './generate-image-body.dto.js';

/** Reads the body of the simple dialect; nulls and unknown fields are left out. */
@Injectable()
export class GenerateImageBodyPipe implements PipeTransform<unknown, Promise<GenerateImageBody>> {
  private readonly fields = Object.keys(new GenerateImageBody());

  /** @throws BridgeError `invalid_request` that names the field */
  async transform(value: unknown): Promise<GenerateImageBody> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw BridgeError.invalid('prompt', 'The body must be a JSON object with a prompt.');
    }
    const known = Object.fromEntries(
      Object.entries(value).filter(([name, content]) => this.fields.includes(name) && content !== null),
    );
    refuseCutOuts(known);
    refuseUnfit(known);
    const body = plainToInstance(GenerateImageBody, known, { exposeDefaultValues: true });
    const [error] = await validate(body, { stopAtFirstError: true });
    if (error !== undefined) {
      throw BridgeError.invalid(error.property, `${Object.values(error.constraints ?? {}).join(', ')}.`);
    }
    return body;
  }
}
