import { CONTENT_CREDENTIALS, type ContentCredentials } from '@fusionbridge/core';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { DegradationDto } from '../../api/views/degradation.dto.js';
import { PromptSummaryDto } from '../../api/views/summary.dto.js';
import { Flag, Numeric } from '../../bodies/index.js';

const LONGEST_PROMPT = 32_000;
const LONGEST_NAME = 200;

@ApiSchema({
  description:
    'Request body of `POST /api/ai/generate-image`, with the defaults and limits of the server it replaces.',
})
export class GenerateImageBody {
  /** The prompt. */
  @ApiProperty({ example: 'a red fox in the snow' })
  @MaxLength(LONGEST_PROMPT)
  @Matches(/\S/, { message: '$property must not be empty' })
  @IsString()
  prompt!: string;

  /** Width in pixels. */
  @ApiPropertyOptional({ example: 512 })
  @Numeric()
  @IsOptional()
  @IsInt()
  @Min(256)
  @Max(2048)
  width: number = 512;

  /** Height in pixels. */
  @ApiPropertyOptional({ example: 512 })
  @Numeric()
  @IsOptional()
  @IsInt()
  @Min(256)
  @Max(2048)
  height: number = 512;

  /** Number of steps. */
  @ApiPropertyOptional({ default: 20, example: 20 })
  @Numeric()
  @IsOptional()
  @IsInt()
  @Min(10)
  @Max(50)
  steps?: number;

  /** Guidance scale. */
  @ApiPropertyOptional({ default: 7, example: 7 })
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(20)
  cfgScale?: number;

  /** The negative prompt. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_PROMPT)
  negativePrompt: string = '';

  /** A1111's name of the sampler. */
  @ApiPropertyOptional({ default: 'Euler a' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  sampler?: string;

  /** -1 is random. */
  @ApiPropertyOptional({ example: -1 })
  @Numeric()
  @IsOptional()
  @IsInt()
  @Min(-1)
  @Max(4_294_967_295)
  seed: number = -1;

  /** Routing policy: `ordered`, `adaptive`, `cheapest`, `fastest` or `only:<provider>`. Also as header `x-fusionbridge-route`. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  routing?: string;

  /** `false` uses the prompt unchanged. By default, prose of 60 words or more is shortened. */
  @ApiPropertyOptional({ example: false })
  @Flag()
  @IsOptional()
  @IsBoolean({ message: '$property must be true or false' })
  summarize?: boolean;

  /** `strict` refuses a request that cannot be fulfilled completely; `report` (default) lists the degradations. Also as header `x-fusionbridge-fidelity`. */
  @IsOptional()
  @IsIn(['report', 'strict'])
  fidelity?: 'report' | 'strict';
}

@ApiSchema({ description: 'Response of `POST /api/ai/generate-image`.' })
export class GenerateImageResponse {
  /** Whether the request succeeded. */
  @ApiProperty({ example: true })
  success!: boolean;

  /** Path of the file on this server. */
  @ApiProperty({
    example:
      '/uploads/images/user-anonymous/1795300000000083820114720956284617402958471620385716-generated.png',
  })
  imageUrl!: string;

  /** Name of the file. */
  @ApiProperty({ example: '1795300000000083820114720956284617402958471620385716-generated.png' })
  filename!: string;

  /** The prompt. */
  @ApiProperty({ example: 'a red fox in the snow' })
  prompt!: string;

  /** Owner of the API key. */
  @ApiProperty({ example: 'anonymous' })
  userId!: string;

  /** The provider. */
  @ApiProperty({ example: 'stable-diffusion' })
  provider!: string;

  /** The provider's name of the model. */
  @ApiProperty({ example: 'flux1-dev-fp8' })
  model!: string;

  /** Duration in milliseconds. */
  @ApiProperty({ example: 1234 })
  processingTime!: number;

  /** Id of the job, see `GET /v1/jobs/{id}`. */
  @ApiProperty({ example: '5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11' })
  jobId!: string;

  /** Seed. */
  @ApiProperty({ example: 42 })
  seed!: number;

  /** How the prompt was shortened. */
  @ApiProperty({ type: PromptSummaryDto, nullable: true })
  summary!: PromptSummaryDto | null;

  /** What happened to the vendor's C2PA signature. */
  @ApiProperty({ enum: CONTENT_CREDENTIALS, example: 'none' })
  contentCredentials!: ContentCredentials;

  /** All differences between the picture and the request. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];
}

@ApiSchema({ name: 'ImageProvider', description: 'The state of a provider.' })
class ImageProviderDto {
  /** The provider. */
  @ApiProperty({ example: 'stable-diffusion' })
  provider!: string;

  /** Whether all required settings are present. */
  @ApiProperty({ example: true })
  configured!: boolean;

  /** Whether the provider responded. */
  @ApiProperty({ example: true })
  reachable!: boolean;

  /** The finding, or what to check. */
  @ApiProperty({ example: 'answers at http://127.0.0.1:7860' })
  message!: string;
}

@ApiSchema({ description: 'Response of `GET /api/ai/image-status`.' })
export class ImageStatusResponse {
  /** Whether the request succeeded. */
  @ApiProperty({ example: true })
  success!: boolean;

  /** Whether at least one provider is available. */
  @ApiProperty({ example: true })
  available!: boolean;

  /** All providers. */
  @ApiProperty({ type: [ImageProviderDto] })
  providers!: ImageProviderDto[];
}
