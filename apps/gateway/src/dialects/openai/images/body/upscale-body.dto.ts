import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Numeric } from '../../../../bodies/index.js';
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

  /** For upscalers that paint detail in; the others report it as left out. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_PROMPT)
  prompt?: string;

  /** For upscalers that paint detail in: how freely, 0 to 1. */
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  strength?: number;
}
