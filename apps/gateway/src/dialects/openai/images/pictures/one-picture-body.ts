import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';

const IMAGE = {
  type: 'string',
  format: 'binary',
  description: 'The picture: a file of the form; in JSON base64, a data URI or an http(s) address.',
} as const;

/** Method decorator: documents a body of the class, with one picture beside its fields. */
export function ApiOnePictureBody(Shape: new () => object): MethodDecorator {
  const schema = {
    allOf: [
      { $ref: getSchemaPath(Shape) },
      { type: 'object', properties: { image: IMAGE }, required: ['image'] },
    ],
  };
  return applyDecorators(
    ApiExtraModels(Shape),
    ApiConsumes('multipart/form-data', 'application/json'),
    ApiBody({ schema }),
  );
}
