import { applyDecorators } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { AcceptedJobResponse } from '../../../api/jobs/accepted-job-response.dto.js';
import { ImagesResponse } from './images-response.dto.js';

/** Method decorator: documents the three kinds of response of every route that generates pictures. */
export function ApiImageResponses(): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(ImagesResponse),
    ApiHeader({ name: 'prefer', required: false, example: 'respond-async' }),
    ApiOkResponse({
      description: 'The pictures; with `stream: true` server-sent events, see docs/images.md.',
      content: {
        'application/json': { schema: { $ref: getSchemaPath(ImagesResponse) } },
        // No schema: OpenAPI tools would validate each event against it.
        'text/event-stream': {},
      },
    }),
    ApiAcceptedResponse({
      type: AcceptedJobResponse,
      description: 'The job, with `async: true` or `Prefer: respond-async`.',
    }),
  );
}
