import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumber, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { Numeric } from '../../../bodies/index.js';
import { MASK_MODES, type MaskMode } from '../input-pictures/mask-reader.js';
import { ImageBody, LONGEST_PROMPT } from './image-body.dto.js';

/** Body of `POST /v1/images/edits`, its pictures aside. */
export class EditBody extends ImageBody {
  /** What to change, or what the picture shows when it is done. */
  @ApiProperty({ example: 'a fox with a golden crown' })
  @MaxLength(LONGEST_PROMPT)
  @Matches(/\S/, { message: 'must not be empty' })
  @IsString()
  prompt!: string;

  /**
   * What of the mask is repainted: `alpha`, what is see-through (OpenAI); `luminance`, what is white (FastFusion).
   * `auto` takes what is see-through if anything is, and says in the answer which it was. Without a mask, holes in the
   * picture itself are one, unless `none`.
   */
  @ApiPropertyOptional({ default: 'auto' })
  @IsOptional()
  @IsIn(MASK_MODES)
  mask_mode?: MaskMode;

  /** How far to go from the picture: 0 keeps it, 1 ignores it. Providers that follow instructions have no such field. */
  @ApiPropertyOptional({ example: 0.75 })
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  strength?: number;

  /** How closely OpenAI's models keep to the picture. Reported as left out where a provider has no such field. */
  @IsOptional()
  @IsIn(['low', 'high'])
  input_fidelity?: 'low' | 'high';
}

/** A form of `POST /v1/images/edits`, as it is documented; JSON has texts where the form has files. */
export class EditForm extends EditBody {
  /** PNG, JPEG or WebP, at most 16. The first is edited, the others are shown beside it. Also `image[]`, `images`. */
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'binary' }, maxItems: 16 })
  image!: unknown;

  /** Of the first picture's shape; `mask_mode` says how it is read. */
  @ApiPropertyOptional({ type: 'string', format: 'binary' })
  mask?: unknown;
}
