import { applyDecorators } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { AcceptedAnswer } from '../../../api/jobs/accepted-answer.dto.js';
import { GenerationAnswer } from './image-answers.dto.js';

/** Describes the three ways in which every route that makes pictures answers. */
export function ApiImageAnswers(): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(GenerationAnswer),
    ApiHeader({ name: 'prefer', required: false, example: 'respond-async' }),
    ApiOkResponse({
      description: 'The pictures; with `stream: true` server-sent events, see docs/images.md.',
      content: {
        'application/json': { schema: { $ref: getSchemaPath(GenerationAnswer) } },
        // No schema: readers of OpenAPI would hold each event against it.
        'text/event-stream': {},
      },
    }),
    ApiAcceptedResponse({
      type: AcceptedAnswer,
      description: 'The job, with `async: true` or `Prefer: respond-async`.',
    }),
  );
}
