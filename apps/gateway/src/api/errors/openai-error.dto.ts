import { applyDecorators } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiInternalServerErrorResponse,
  ApiNotFoundResponse,
  ApiPaymentRequiredResponse,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  ApiSchema,
  ApiServiceUnavailableResponse,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';

@ApiSchema({ description: 'What went wrong, and what the client can do about it.' })
class OpenAiErrorDetail {
  @ApiProperty({ example: 'Invalid \'prompt\': must not be empty. Found "".' })
  message!: string;

  @ApiProperty({ example: 'invalid_request_error' })
  type!: string;

  /** The invalid field. */
  @ApiProperty({ example: 'prompt', nullable: true, type: String })
  param!: string | null;

  @ApiProperty({ example: 'invalid_value' })
  code!: string;

  /** Whether the same request may be sent again after `retry-after`. */
  @ApiPropertyOptional({ example: false })
  retryable?: boolean;

  /** Whether the call was charged. */
  @ApiPropertyOptional({ enum: ['yes', 'no', 'unknown'] })
  billed?: string;

  /** Suggested actions. */
  @ApiPropertyOptional({ type: [String] })
  suggestions?: readonly string[];
}

@ApiSchema({ description: "An error in the format of OpenAI's API." })
export class OpenAiErrorResponse {
  @ApiProperty({ type: OpenAiErrorDetail })
  error!: OpenAiErrorDetail;
}

/** Method decorator: documents how a call that paints or plans can be refused. */
export function ApiRefusals(): MethodDecorator {
  const type = OpenAiErrorResponse;
  return applyDecorators(
    ApiBadRequestResponse({
      type,
      description: 'The request must be changed, or was refused for its content.',
    }),
    ApiUnauthorizedResponse({ type, description: 'A key is needed, or it is not known.' }),
    ApiNotFoundResponse({ type, description: 'There is no such model, or nothing of that name.' }),
    ApiPaymentRequiredResponse({ type, description: 'No provider has credit left.' }),
    ApiTooManyRequestsResponse({ type, description: 'Too many generations a minute; see Retry-After.' }),
    ApiResponse({
      status: 424,
      type,
      description:
        'An order may have been charged, or the operator has to mend a setting: do not send it again (x-should-retry: false).',
    }),
    ApiInternalServerErrorResponse({ type, description: 'It failed; nothing was bought.' }),
    ApiServiceUnavailableResponse({ type, description: 'It failed, nothing was bought: try again.' }),
  );
}
