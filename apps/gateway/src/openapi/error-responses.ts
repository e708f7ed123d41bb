import { applyDecorators, type Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

/** The error body of a dialect. */
type ErrorType = Type<unknown>;

function documented(type: ErrorType, responses: Readonly<Record<number, string>>): MethodDecorator {
  return applyDecorators(
    ...Object.entries(responses).map(([status, description]) =>
      ApiResponse({ status: Number(status), type, description }),
    ),
  );
}

/**
 * Method decorator: errors of a request whose body is read.
 * @param invalid Status and body of a request with invalid fields; default 400 with the dialect's error
 */
export function ApiBodyErrors(
  type: ErrorType,
  invalid: { readonly status: number; readonly type: ErrorType } = { status: 400, type },
): MethodDecorator {
  return applyDecorators(
    documented(invalid.type, { [invalid.status]: 'The request is invalid.' }),
    documented(type, {
      413: 'The body, or a file in it, is too large.',
      415: 'The media type, charset or content encoding of the body is not supported.',
    }),
  );
}

/** Method decorator: errors of a request that may be charged. */
export function ApiGenerationErrors(type: ErrorType): MethodDecorator {
  return documented(type, {
    402: 'No provider has credit left.',
    424: 'The request may have been charged, or the operator has to correct a setting. Do not retry.',
    500: 'The generation failed without being charged.',
    503: 'The generation failed without being charged; retry later.',
  });
}

/** Method decorator: the idempotency key was used before, with another body. */
export function ApiIdempotencyErrors(type: ErrorType): MethodDecorator {
  return documented(type, { 422: 'The `Idempotency-Key` was already used with a different body.' });
}

/** Method decorator: something that the request names does not exist. */
export function ApiNotFound(type: ErrorType, description: string): MethodDecorator {
  return documented(type, { 404: description });
}

/** Method decorator: something on the server side does not work for the moment. */
export function ApiUnavailable(type: ErrorType, description: string): MethodDecorator {
  return documented(type, { 503: description });
}
