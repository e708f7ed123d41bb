import { applyDecorators } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiInternalServerErrorResponse,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  ApiSchema,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';

@ApiSchema({ description: 'A provider and why it failed.' })
class ProviderReason {
  @ApiProperty({ example: 'stable-diffusion' })
  provider!: string;

  @ApiProperty({
    example: 'sd-webui could not be reached at http://127.0.0.1:7860. Is it started with --api?',
  })
  reason!: string;
}

@ApiSchema({ description: "An error with each provider's reason." })
export class SimpleErrorResponse {
  @ApiProperty({ example: false })
  success!: boolean;

  @ApiProperty({ example: 'Image generation failed' })
  error!: string;

  @ApiProperty({
    example: 'Image generation failed with all providers. Last error: sd-webui could not be reached.',
  })
  message!: string;

  /** The invalid field, if one is. */
  @ApiPropertyOptional({ example: 'width' })
  field?: string;

  @ApiProperty({ type: [ProviderReason] })
  providers!: ProviderReason[];
}

/** Method decorator: documents how `generate-image` can be refused. */
export function ApiSimpleRefusals(): MethodDecorator {
  const type = SimpleErrorResponse;
  return applyDecorators(
    ApiBadRequestResponse({ type, description: 'The request must be changed; `field` says where.' }),
    ApiUnauthorizedResponse({ type, description: 'A key is needed, or it is not known.' }),
    ApiTooManyRequestsResponse({ type, description: 'Too many generations a minute; see Retry-After.' }),
    ApiResponse({
      status: 424,
      type,
      description:
        'An order may have been charged, or the operator has to mend a setting: do not send it again.',
    }),
    ApiInternalServerErrorResponse({
      type,
      description: 'Every provider failed; each is named with its reason.',
    }),
  );
}
