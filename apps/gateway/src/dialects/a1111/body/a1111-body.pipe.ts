import { Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validate } from 'class-validator';
import { isCutOut, refuseUnfit, rememberReading, UnknownFields } from '../../../bodies/index.js';
import { BodyRejected, type RejectedField } from './body-rejected.js';
import { HARMLESS } from './harmless-fields.js';

/** class-validator's constraint names and pydantic's error types. */
const PYDANTIC_TYPES: Readonly<Record<string, string>> = {
  isInt: 'type_error.integer',
  isNumber: 'type_error.float',
  isBoolean: 'type_error.bool',
  isString: 'type_error.str',
  isArray: 'type_error.list',
  isObject: 'type_error.dict',
  min: 'value_error.number.not_ge',
  max: 'value_error.number.not_le',
  maxLength: 'value_error.any_str.max_length',
};

/**
 * Reads a body as A1111 does. Unknown fields never reach the request (SillyTavern puts its credential there) and are
 * available from `readingOf(body)`; null and an empty text count as omitted; errors have FastAPI's format.
 */
@Injectable()
export class A1111BodyPipe<T extends object> implements PipeTransform<unknown, Promise<T>> {
  private readonly fields: ReadonlySet<string>;

  constructor(private readonly Body: Type<T>) {
    this.fields = new Set(Object.keys(new Body()));
  }

  /** @throws BodyRejected; BridgeError `invalid_request` for too many values */
  async transform(value: unknown): Promise<T> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw BodyRejected.notAnObject(value);
    }
    const unknown = new UnknownFields(HARMLESS);
    const known = Object.fromEntries(unknown.sift(value, this.fields));
    refuseUnfit(known);
    refusePicturesInTexts(known);
    const body = plainToInstance(this.Body, known, { exposeDefaultValues: true });
    const errors = await validate(body);
    if (errors.length > 0) {
      throw new BodyRejected(errors.map(rejectedField));
    }
    rememberReading(body, { leftOut: unknown.degradations });
    return body;
  }
}

/** One error per field, as in pydantic: bounds are not checked if the type is wrong. */
function rejectedField(error: ValidationError): RejectedField {
  const mistakes = Object.entries(error.constraints ?? {}).map(([rule, msg]) => ({
    loc: ['body', error.property],
    msg,
    type: PYDANTIC_TYPES[rule] ?? 'value_error',
  }));
  return (
    mistakes.find((one) => one.type.startsWith('type_error')) ??
    mistakes[0] ?? { loc: ['body', error.property], msg: 'value is not valid', type: 'value_error' }
  );
}

/** Fields that hold pictures, including those that have no effect. */
const PICTURES = ['image', 'init_images', 'mask', 'latent_mask', 'firstpass_image'];

/** A text replaced as picture data cannot be a prompt: it was thousands of characters without whitespace. */
function refusePicturesInTexts(fields: Readonly<Record<string, unknown>>): void {
  const mistakes = Object.entries(fields)
    .filter(([name, content]) => !PICTURES.includes(name) && [content].flat().some(isCutOut))
    .map(([name]) => ({
      loc: ['body', name],
      msg: 'thousands of characters without a blank are no text',
      type: 'value_error',
    }));
  if (mistakes.length > 0) {
    throw new BodyRejected(mistakes);
  }
}
