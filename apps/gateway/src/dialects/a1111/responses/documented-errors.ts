import { applyDecorators } from '@nestjs/common';
import { ApiBadRequestResponse } from '@nestjs/swagger';
import { ApiBodyErrors, ApiGenerationErrors } from '../../../openapi/index.js';
import { A1111ErrorResponse, A1111ValidationErrorResponse } from './images-response.dto.js';

/** Method decorator: errors of a route that reads a body; invalid fields are FastAPI's 422. */
export function A1111BodyErrors(): MethodDecorator {
  return ApiBodyErrors(A1111ErrorResponse, { status: 422, type: A1111ValidationErrorResponse });
}

/** Method decorator: errors of a route that may be charged. */
export function A1111GenerationErrors(): MethodDecorator {
  return applyDecorators(
    ApiBadRequestResponse({
      type: A1111ErrorResponse,
      description: 'The content of the request was refused.',
    }),
    ApiGenerationErrors(A1111ErrorResponse),
  );
}
