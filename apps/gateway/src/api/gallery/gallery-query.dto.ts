import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Numeric } from '../../bodies/index.js';

const LONGEST_NAME = 200;

const LONGEST_SEARCH = 1_000;
const LATEST = 8_000_000_000;

/** What `GET /v1/images` is asked for. Filters that are left out, or empty, do not matter. */
export class GalleryQuery {
  /** Pictures of a page. */
  @ApiPropertyOptional({ type: 'integer', example: 50, default: 50 })
  @Numeric()
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  after?: string;

  /** Words of the final prompt: all of them have to be there, as whole words, in capitals or not. */
  @ApiPropertyOptional({ example: 'red fox' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_SEARCH)
  q?: string;

  /** The public model. */
  @ApiPropertyOptional({ example: 'default' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  model?: string;

  /** Who painted it. */
  @ApiPropertyOptional({ example: 'fal' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  provider?: string;

  /** A LoRA's name. */
  @ApiPropertyOptional({ example: 'film-grain' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  lora?: string;

  /** `text`, `edit`, `variation`, `upscale`, … */
  @ApiPropertyOptional({ example: 'edit' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  operation?: string;

  /** Which door it came through: `openai`, `a1111`, `simple`, … */
  @ApiPropertyOptional({ example: 'openai' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  dialect?: string;

  /** Unix seconds; of a later second only. */
  @ApiPropertyOptional({ type: 'integer', example: 1_795_300_000 })
  @Numeric()
  @IsOptional()
  @IsInt({ message: 'must be Unix seconds' })
  @Min(0)
  @Max(LATEST)
  created_after?: number;

  /** Unix seconds; of an earlier second only. */
  @ApiPropertyOptional({ type: 'integer', example: 1_795_400_000 })
  @Numeric()
  @IsOptional()
  @IsInt({ message: 'must be Unix seconds' })
  @Min(0)
  @Max(LATEST)
  created_before?: number;
}
