import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Numeric } from '../../../bodies/index.js';
import { ImageBody, LONGEST_PROMPT } from './image-body.dto.js';

@ApiSchema({ description: 'Request body of `POST /v1/images/upscales` without its picture.' })
export class UpscaleBody extends ImageBody {
  /** Enlargement factor, default 2. Mutually exclusive with `size`. */
  @ApiPropertyOptional({ example: 2 })
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(8)
  scale?: number;

  /** Dropped and reported for upscalers without a prompt. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_PROMPT)
  prompt?: string;

  /** 0 to 1. Dropped and reported for upscalers that do not support it. */
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  strength?: number;
}
