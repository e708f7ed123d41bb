import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { CountsAsGeneration } from '../../../access/index.js';
import { CACHE_HEADER } from '../../../generation/cache-choice.js';
import { ROUTE_HEADER } from '../../../generation/routing-choice.js';
import { OpenAiErrorResponse } from '../../../api/errors/openai-error.dto.js';
import { ApiImageResponses } from '../responses/api-image-responses.js';
import {
  ApiBodyErrors,
  ApiGenerationErrors,
  ApiIdempotencyErrors,
  ApiNotFound,
} from '../../../openapi/index.js';

/** Method decorator: a POST route that generates pictures, with every response mode of `ImagePainting`. */
export function ImageRoute(path: string): MethodDecorator {
  return applyDecorators(
    Post(path),
    HttpCode(200),
    CountsAsGeneration(),
    ApiHeader({ name: 'x-fusionbridge-fidelity', required: false, enum: ['report', 'strict'] }),
    ApiHeader({ name: ROUTE_HEADER, required: false, example: 'adaptive' }),
    ApiHeader({ name: CACHE_HEADER, required: false, enum: ['on', 'off'] }),
    ApiHeader({
      name: 'idempotency-key',
      required: false,
      description: 'The same key and body again join the job; the key with another body is refused with 422.',
    }),
    ApiImageResponses(),
    ApiBodyErrors(OpenAiErrorResponse),
    ApiNotFound(OpenAiErrorResponse, 'The model does not exist, or the route is disabled.'),
    ApiIdempotencyErrors(OpenAiErrorResponse),
    ApiGenerationErrors(OpenAiErrorResponse),
  );
}
