import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsNumber, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { Numeric } from '../../../bodies/index.js';
import { MASK_MODES, type MaskMode } from '../input-pictures/mask-reader.js';
import { ImageBody, LONGEST_PROMPT } from './image-body.dto.js';

@ApiSchema({ description: 'Request body of `POST /v1/images/edits` without its pictures.' })
export class EditBody extends ImageBody {
  /** The change to make, or a description of the result. */
  @ApiProperty({ example: 'a fox with a golden crown' })
  @MaxLength(LONGEST_PROMPT)
  @Matches(/\S/, { message: 'must not be empty' })
  @IsString()
  prompt!: string;

  /**
   * Which part of the mask is repainted: `alpha`, the transparent part (OpenAI); `luminance`, the white part (FastFusion).
   * `auto` uses transparency if there is any, and reports its choice as `mask_mode`. Without a mask, transparent parts of
   * the picture itself are repainted, unless the mode is `none`.
   */
  @ApiPropertyOptional({ default: 'auto' })
  @IsOptional()
  @IsIn(MASK_MODES)
  mask_mode?: MaskMode;

  /** 0 keeps the picture, 1 ignores it. Not supported by instruction-based models. */
  @ApiPropertyOptional({ example: 0.75 })
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  strength?: number;

  /** How closely OpenAI's models preserve the picture. Dropped and reported for other providers. */
  @IsOptional()
  @IsIn(['low', 'high'])
  input_fidelity?: 'low' | 'high';
}

@ApiSchema({ description: 'Request body of `POST /v1/images/edits`, as a multipart form or as JSON.' })
export class EditForm extends EditBody {
  /**
   * At most 16 pictures: files of the form; in JSON base64, data URIs or http(s) URLs. The first is edited, the others are
   * references. Aliases: `image[]`, `images`.
   */
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'binary' }, maxItems: 16 })
  image!: unknown;

  /** Mask with the aspect ratio of the first picture, interpreted according to `mask_mode`. */
  @ApiPropertyOptional({ type: 'string', format: 'binary' })
  mask?: unknown;
}
