import { ApiProperty } from '@nestjs/swagger';
import { IsNumber, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Numeric } from '../../../bodies/index.js';
import { ImageBody, LONGEST_PROMPT } from './image-body.dto.js';

/** Body of `POST /v1/images/generations`. */
export class GenerationBody extends ImageBody {
  /** What to paint. */
  @ApiProperty({ example: 'a cat wearing a crown next to a castle at sunset' })
  @MaxLength(LONGEST_PROMPT)
  @Matches(/\S/, { message: 'must not be empty' })
  @IsString()
  prompt!: string;

  /** How far to go from a source picture; there is none here, so it is reported as left out. */
  @Numeric()
  @IsOptional()
  @IsNumber()
  strength?: number;
}
