import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInstance,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { OneUnlessGiven } from '../../bodies/index.js';

const LONGEST_TEXT = 32_000;
const MOST_NAMES = 100;

class NamedLora {
  @ApiProperty({ example: 'elena' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  name!: string;

  @ApiPropertyOptional({ example: 0.8 })
  @OneUnlessGiven()
  @IsNumber()
  weight: number = 1;
}

/** Texts to look for LoRAs in. */
export class MatchBody {
  /** A prompt, or a passage of a story. */
  @ApiProperty({ example: 'Elena pushes the tavern door open. Marcus looks up and smiles.' })
  @IsString()
  @MaxLength(LONGEST_TEXT)
  prompt!: string;

  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  negative_prompt?: string;

  /** Who is in the picture. */
  @ApiPropertyOptional({ type: [String], example: ['Elena'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_NAMES)
  @IsString({ each: true })
  visible_characters?: string[];

  /** What characters look like, by name. */
  @ApiPropertyOptional({ example: { Elena: 'a tall woman with red hair' } })
  @IsOptional()
  @IsObject()
  character_prompts?: Record<string, unknown>;

  /** LoRAs that a client would name. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_NAMES)
  @IsInstance(NamedLora, { each: true, message: 'each must be an object with a name' })
  @ValidateNested({ each: true })
  @Type(() => NamedLora)
  lora_settings?: NamedLora[];
}
