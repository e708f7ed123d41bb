import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
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

@ApiSchema({ description: 'A LoRA that the client names explicitly.' })
class NamedLora {
  /** Name. */
  @ApiProperty({ example: 'elena' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  name!: string;

  /** Weight; 1 is the LoRA as trained. */
  @ApiPropertyOptional({ example: 0.8 })
  @OneUnlessGiven()
  @IsNumber()
  weight: number = 1;
}

@ApiSchema({ description: 'The texts to search for LoRAs.' })
export class MatchBody {
  /** A prompt or a passage of a story. */
  @ApiProperty({ example: 'Elena pushes the tavern door open. Marcus looks up and smiles.' })
  @IsString()
  @MaxLength(LONGEST_TEXT)
  prompt!: string;

  /** The negative prompt. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_TEXT)
  negative_prompt?: string;

  /** Characters in the picture. */
  @ApiPropertyOptional({ type: [String], example: ['Elena'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_NAMES)
  @IsString({ each: true })
  visible_characters?: string[];

  /** Descriptions of characters by name. */
  @ApiPropertyOptional({ example: { Elena: 'a tall woman with red hair' } })
  @IsOptional()
  @IsObject()
  character_prompts?: Record<string, unknown>;

  /** LoRAs requested explicitly. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_NAMES)
  @IsInstance(NamedLora, { each: true, message: 'each must be an object with a name' })
  @ValidateNested({ each: true })
  @Type(() => NamedLora)
  lora_settings?: NamedLora[];
}
