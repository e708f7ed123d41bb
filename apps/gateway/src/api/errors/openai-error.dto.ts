import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'What went wrong, and what the client can do about it.' })
class OpenAiErrorDetail {
  /** Explanation. */
  @ApiProperty({ example: 'Invalid \'prompt\': must not be empty. Found "".' })
  message!: string;

  /** Type of the error. */
  @ApiProperty({ example: 'invalid_request_error' })
  type!: string;

  /** The invalid field. */
  @ApiProperty({ example: 'prompt', nullable: true, type: String })
  param!: string | null;

  /** Error code. */
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
  /** The error. */
  @ApiProperty({ type: OpenAiErrorDetail })
  error!: OpenAiErrorDetail;
}
