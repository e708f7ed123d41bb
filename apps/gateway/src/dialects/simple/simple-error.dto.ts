import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'A provider and why it failed.' })
class ProviderReason {
  /** The provider. */
  @ApiProperty({ example: 'stable-diffusion' })
  provider!: string;

  /** The reason. */
  @ApiProperty({
    example: 'sd-webui could not be reached at http://127.0.0.1:7860. Is it started with --api?',
  })
  reason!: string;
}

@ApiSchema({ description: "An error with each provider's reason." })
export class SimpleErrorResponse {
  /** Always false. */
  @ApiProperty({ example: false })
  success!: boolean;

  /** Short title of the error. */
  @ApiProperty({ example: 'Image generation failed' })
  error!: string;

  /** Explanation. */
  @ApiProperty({
    example: 'Image generation failed with all providers. Last error: sd-webui could not be reached.',
  })
  message!: string;

  /** The invalid field, if one is. */
  @ApiPropertyOptional({ example: 'width' })
  field?: string;

  /** Each provider's reason. */
  @ApiProperty({ type: [ProviderReason] })
  providers!: ProviderReason[];
}
