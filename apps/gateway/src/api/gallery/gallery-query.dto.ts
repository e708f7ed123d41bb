import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Numeric } from '../../bodies/index.js';

const LONGEST_NAME = 200;

const LONGEST_SEARCH = 1_000;
const LATEST = 8_000_000_000;

/** Query of `GET /v1/images`. Filters that are absent or empty are ignored. */
export class GalleryQuery {
  /** Pictures per page. */
  @ApiPropertyOptional({ type: 'integer', example: 50, default: 50 })
  @Numeric()
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `next_cursor` of the previous page. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  after?: string;

  /** Words that the final prompt must contain, all of them, as whole words, ignoring case. */
  @ApiPropertyOptional({ example: 'red fox' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_SEARCH)
  q?: string;

  /** Public model name. */
  @ApiPropertyOptional({ example: 'default' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  model?: string;

  /** Provider that generated the picture. */
  @ApiPropertyOptional({ example: 'fal' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  provider?: string;

  /** Name of a LoRA. */
  @ApiPropertyOptional({ example: 'film-grain' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  lora?: string;

  /** Operation: `text`, `edit`, `variation`, `upscale`, … */
  @ApiPropertyOptional({ example: 'edit' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  operation?: string;

  /** API that received the request: `openai`, `a1111`, `simple`, … */
  @ApiPropertyOptional({ example: 'openai' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  dialect?: string;

  /** Only pictures created after this time, in Unix seconds. */
  @ApiPropertyOptional({ type: 'integer', example: 1_795_300_000 })
  @Numeric()
  @IsOptional()
  @IsInt({ message: 'must be Unix seconds' })
  @Min(0)
  @Max(LATEST)
  created_after?: number;

  /** Only pictures created before this time, in Unix seconds. */
  @ApiPropertyOptional({ type: 'integer', example: 1_795_400_000 })
  @Numeric()
  @IsOptional()
  @IsInt({ message: 'must be Unix seconds' })
  @Min(0)
  @Max(LATEST)
  created_before?: number;
}
