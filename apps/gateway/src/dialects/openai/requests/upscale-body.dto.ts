import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Numeric } from '../../../bodies/index.js';
import { ImageBody, LONGEST_PROMPT } from './image-body.dto.js';

/** Body of `POST /v1/images/upscales`, beside the picture itself. */
export class UpscaleBody extends ImageBody {
  /** How much larger, 2 when left out. Give this or `size`. */
  @ApiPropertyOptional({ example: 2 })
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(8)
  scale?: number;

  /** Taken, and reported as left out by upscalers that take no words. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_PROMPT)
  prompt?: string;

  /** The same: 0 to 1. */
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  strength?: number;
}
