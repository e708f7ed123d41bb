import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Numeric } from '../../../bodies/index.js';
import { ImageBody, LONGEST_PROMPT } from './image-body.dto.js';

@ApiSchema({ description: 'Request body of `POST /v1/images/variations` without its picture.' })
export class VariationBody extends ImageBody {
  /** Description of the picture. Default: determined automatically, see `prompt_source` in the response. */
  @ApiPropertyOptional({ example: 'two robots drinking coffee on the beach' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_PROMPT)
  prompt?: string;

  /** 0 keeps the picture, 1 ignores it; default 0.6. For providers that support image-to-image. */
  @ApiPropertyOptional({ example: 0.6 })
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  strength?: number;
}
