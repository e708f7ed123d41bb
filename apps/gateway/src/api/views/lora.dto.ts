import { ApiProperty } from '@nestjs/swagger';

/** A LoRA that was chosen, and why. */
export class SelectedLoraDto {
  @ApiProperty({ example: 'film-grain' })
  name!: string;

  @ApiProperty({ example: 0.8 })
  weight!: number;

  @ApiProperty({ example: 'named in the request' })
  reason!: string;
}

/** A phrase of a LoRA that was found in a text. */
export class LoraMatchDto {
  @ApiProperty({ example: 'elena' })
  lora!: string;

  @ApiProperty({ enum: ['keyword', 'trigger', 'alias', 'character'] })
  kind!: string;

  /** As the catalogue has it. */
  @ApiProperty({ example: 'elena' })
  phrase!: string;

  @ApiProperty({ enum: ['prompt', 'negative_prompt', 'visible_characters', 'character_prompts'] })
  field!: string;

  /** As the text has it. */
  @ApiProperty({ example: 'Elena' })
  text!: string;

  /** UTF-16 units into the text. */
  @ApiProperty({ example: 0 })
  start!: number;

  @ApiProperty({ example: 5 })
  end!: number;
}
