import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { TakesForm } from '../../../bodies/index.js';
import { ImageRoute } from '../images/image-route.js';

const IMAGE = {
  type: 'string',
  format: 'binary',
  description: 'The picture: a file of the form; in JSON base64, a data URI or an http(s) address.',
} as const;

/** Method decorator: a route that makes pictures from one picture, sent beside the fields of the class, as a form or as JSON. */
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
    ApiConsumes('multipart/form-data', 'application/json'),
    ApiBody({ schema }),
  );
}
