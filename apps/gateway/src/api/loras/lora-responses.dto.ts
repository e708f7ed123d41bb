import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { DegradationDto } from '../views/degradation.dto.js';
import { LoraMatchDto, SelectedLoraDto } from '../views/lora.dto.js';

@ApiSchema({ description: 'An entry of the LoRA catalogue.' })
export class LoraResponse {
  /** Identifier used in `<lora:id:weight>` tags, in `lora_settings` and in paths. */
  @ApiProperty({ example: 'elena' })
  id!: string;

  @ApiProperty({ example: 'Elena, the captain' })
  name!: string;

  @ApiProperty({ example: 0.9 })
  weight!: number;

  /** Priority; 1 is applied first. */
  @ApiProperty({ example: 1 })
  rank!: number;

  @ApiProperty({ example: 'character' })
  category!: string;

  /** Character that the LoRA shows. Only one LoRA of a character is applied. */
  @ApiProperty({ example: 'Elena', nullable: true, type: String })
  character!: string | null;

  @ApiProperty({ type: [String] })
  aliases!: readonly string[];

  @ApiProperty({ type: [String], example: ['elena', 'captain elena'] })
  keywords!: readonly string[];

  @ApiProperty({ type: [String], example: ['ohwx elena'] })
  trigger_words!: readonly string[];

  @ApiProperty()
  prepend_prompt!: string;

  @ApiProperty()
  append_prompt!: string;

  @ApiProperty()
  negative_prompt!: string;

  @ApiProperty()
  appearance!: string;

  @ApiProperty()
  notes!: string;

  @ApiProperty({ example: false })
  permanent!: boolean;

  /** Model family the LoRA was trained for. */
  @ApiProperty({ example: 'flux', nullable: true, type: String })
  base!: string | null;

  @ApiProperty({ nullable: true, type: String })
  sha256!: string | null;

  /** Download sources. */
  @ApiProperty({ example: { url: 'https://huggingface.co/owner/lora/resolve/main/elena.safetensors' } })
  sources!: object;

  /** Identifiers at individual providers. */
  @ApiProperty({ example: { runware: 'civitai:58390@62833' } })
  providers!: object;
}

@ApiSchema({ description: 'A list of LoRAs.' })
export class LoraListResponse {
  @ApiProperty({ example: 'list' })
  object!: string;

  @ApiProperty({ type: [LoraResponse] })
  data!: LoraResponse[];
}

@ApiSchema({ description: 'The LoRAs that a text selects.' })
export class LoraMatchResponse {
  @ApiProperty({ type: [LoraMatchDto] })
  matches!: LoraMatchDto[];

  /** In the order in which they are applied. If a provider accepts fewer, the last ones are dropped. */
  @ApiProperty({ type: [SelectedLoraDto] })
  selected!: SelectedLoraDto[];

  /** Matches that are not applied, with the reason. */
  @ApiProperty({ type: [DegradationDto] })
  dropped!: DegradationDto[];

  /** The prompt including the LoRAs' words. */
  @ApiProperty({ example: 'photo of, Elena in a tavern, ohwx elena' })
  prompt!: string;

  @ApiProperty()
  negative_prompt!: string;
}

@ApiSchema({ description: 'The result of an import.' })
export class LoraImportResponse {
  /** Number of LoRAs in the catalogue after the import. */
  @ApiProperty({ example: 75 })
  loras!: number;
}
