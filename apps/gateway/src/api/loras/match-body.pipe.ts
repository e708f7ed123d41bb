import { Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { isBlank, refuseCutOuts, refuseUnfit } from '../../bodies/index.js';
import { rejectedField } from '../errors/rejected-field.js';
import { JsonObjectPipe } from './json-object.pipe.js';
import { MatchBody } from './match-body.dto.js';

/** Reads the body of a search; null and an empty text count as left out. */
@Injectable()
export class MatchBodyPipe implements PipeTransform<unknown, Promise<MatchBody>> {
  private readonly objects = new JsonObjectPipe();

  /** @throws BridgeError `invalid_request` that names the field */
  async transform(value: unknown): Promise<MatchBody> {
    const given = Object.entries(this.objects.transform(value)).filter(([, content]) => !isBlank(content));
    const fields = Object.fromEntries(given);
    refuseCutOuts(fields);
    refuseUnfit(fields);
    const body = plainToInstance(MatchBody, fields, { exposeDefaultValues: true });
    const [error] = await validate(body, { stopAtFirstError: true });
    if (error !== undefined) {
      throw rejectedField(error);
    }
    return body;
  }
}
