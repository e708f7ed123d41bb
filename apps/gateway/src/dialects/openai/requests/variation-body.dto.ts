import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Numeric } from '../../../bodies/index.js';
import { ImageBody, LONGEST_PROMPT } from './image-body.dto.js';

/** Body of `POST /v1/images/variations`, beside the picture itself. */
export class VariationBody extends ImageBody {
  /** What the picture shows; when left out it is looked for, see `prompt_source` in the answer. */
  @ApiPropertyOptional({ example: 'two robots drinking coffee on the beach' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_PROMPT)
  prompt?: string;

  /** How far to go from the picture, 0 to 1; 0.6 when left out. For providers that start from a picture. */
  @ApiPropertyOptional({ example: 0.6 })
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  strength?: number;
}
