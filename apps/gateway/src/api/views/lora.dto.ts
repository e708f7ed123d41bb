import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'SelectedLora', description: 'A selected LoRA and the reason for it.' })
export class SelectedLoraDto {
  /** Name. */
  @ApiProperty({ example: 'film-grain' })
  name!: string;

  /** Weight; 1 is the LoRA as trained. */
  @ApiProperty({ example: 0.8 })
  weight!: number;

  /** The reason. */
  @ApiProperty({ example: 'named in the request' })
  reason!: string;
}

@ApiSchema({ name: 'LoraMatch', description: 'A phrase of a LoRA found in a text.' })
export class LoraMatchDto {
  /** Id of the LoRA. */
  @ApiProperty({ example: 'elena' })
  lora!: string;

  /** What the phrase is to the LoRA. */
  @ApiProperty({ enum: ['keyword', 'trigger', 'alias', 'character'] })
  kind!: string;

  /** The phrase in the catalogue. */
  @ApiProperty({ example: 'elena' })
  phrase!: string;

  /** The text that contains the phrase. */
  @ApiProperty({ enum: ['prompt', 'negative_prompt', 'visible_characters', 'character_prompts'] })
  field!: string;

  /** The phrase in the text. */
  @ApiProperty({ example: 'Elena' })
  text!: string;

  /** Start position in UTF-16 code units. */
  @ApiProperty({ example: 0 })
  start!: number;

  /** End position in UTF-16 code units, exclusive. */
  @ApiProperty({ example: 5 })
  end!: number;
}
