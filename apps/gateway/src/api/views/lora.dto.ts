import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'SelectedLora', description: 'A selected LoRA and the reason for it.' })
export class SelectedLoraDto {
  @ApiProperty({ example: 'film-grain' })
  name!: string;

  @ApiProperty({ example: 0.8 })
  weight!: number;

  @ApiProperty({ example: 'named in the request' })
  reason!: string;
}

@ApiSchema({ name: 'LoraMatch', description: 'A phrase of a LoRA found in a text.' })
export class LoraMatchDto {
  @ApiProperty({ example: 'elena' })
  lora!: string;

  @ApiProperty({ enum: ['keyword', 'trigger', 'alias', 'character'] })
  kind!: string;

  /** The phrase in the catalogue. */
  @ApiProperty({ example: 'elena' })
  phrase!: string;

  @ApiProperty({ enum: ['prompt', 'negative_prompt', 'visible_characters', 'character_prompts'] })
  field!: string;

  /** The phrase in the text. */
  @ApiProperty({ example: 'Elena' })
  text!: string;

  /** Start position in UTF-16 code units. */
  @ApiProperty({ example: 0 })
  start!: number;

  @ApiProperty({ example: 5 })
  end!: number;
}
