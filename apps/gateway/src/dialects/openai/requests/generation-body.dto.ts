import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsNumber, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Numeric } from '../../../bodies/index.js';
import { ImageBody, LONGEST_PROMPT } from './image-body.dto.js';

@ApiSchema({ description: 'Request body of `POST /v1/images/generations`.' })
export class GenerationBody extends ImageBody {
  /** The prompt. */
  @ApiProperty({ example: 'a cat wearing a crown next to a castle at sunset' })
  @MaxLength(LONGEST_PROMPT)
  @Matches(/\S/, { message: 'must not be empty' })
  @IsString()
  prompt!: string;

  /** Only meaningful with a source picture; otherwise dropped and reported. */
  @Numeric()
  @IsOptional()
  @IsNumber()
  strength?: number;
}
