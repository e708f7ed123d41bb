import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { TakesForm } from '../../../bodies/index.js';
import { MEADOW } from '../../../openapi/index.js';
import { ImageRoute } from '../images/image-route.js';

const IMAGE = {
  type: 'string',
  format: 'binary',
  description: 'The picture: a file of the form; in JSON base64, a data URI or an http(s) URL.',
} as const;

/** Method decorator: a route that generates from one picture, in a multipart form or JSON together with the fields of `Shape`. */
export function OnePictureRoute(path: string, Shape: new () => object): MethodDecorator {
  const schema = {
    allOf: [
      { $ref: getSchemaPath(Shape) },
      { type: 'object', properties: { image: IMAGE }, required: ['image'] },
    ],
  };
  return applyDecorators(
    ImageRoute(path),
    TakesForm(),
    ApiExtraModels(Shape),
    ApiConsumes('application/json', 'multipart/form-data'),
    ApiBody({ schema, examples: { meadow: { summary: 'A picture', value: { image: MEADOW } } } }),
  );
}
