import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { DegradationDto } from '../views/degradation.dto.js';
import { LoraMatchDto, SelectedLoraDto } from '../views/lora.dto.js';

@ApiSchema({ description: 'An entry of the LoRA catalogue.' })
export class LoraResponse {
  /** Identifier used in `<lora:id:weight>` tags, in `lora_settings` and in paths. */
  @ApiProperty({ example: 'elena' })
  id!: string;

  /** Name. */
  @ApiProperty({ example: 'Elena, the captain' })
  name!: string;

  /** Weight; 1 is the LoRA as trained. */
  @ApiProperty({ example: 0.9 })
  weight!: number;

  /** Priority; 1 is applied first. */
  @ApiProperty({ example: 1 })
  rank!: number;

  /** Category, for filtering. */
  @ApiProperty({ example: 'character' })
  category!: string;

  /** Character that the LoRA shows. Only one LoRA of a character is applied. */
  @ApiProperty({ example: 'Elena', nullable: true, type: String })
  character!: string | null;

  /** Other names. */
  @ApiProperty({ type: [String] })
  aliases!: readonly string[];

  /** Keywords that select the LoRA in a text. */
  @ApiProperty({ type: [String], example: ['elena', 'captain elena'] })
  keywords!: readonly string[];

  /** Words that activate the LoRA. */
  @ApiProperty({ type: [String], example: ['ohwx elena'] })
  trigger_words!: readonly string[];

  /** Words prepended to the prompt. */
  @ApiProperty()
  prepend_prompt!: string;

  /** Words appended to the prompt. */
  @ApiProperty()
  append_prompt!: string;

  /** The negative prompt. */
  @ApiProperty()
  negative_prompt!: string;

  /** Description of the character. */
  @ApiProperty()
  appearance!: string;

  /** Free text. */
  @ApiProperty()
  notes!: string;

  /** Whether the LoRA is applied to every request. */
  @ApiProperty({ example: false })
  permanent!: boolean;

  /** Model family the LoRA was trained for. */
  @ApiProperty({ example: 'flux', nullable: true, type: String })
  base!: string | null;

  /** SHA-256 of the file; null if it is unknown. */
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
  /** Type of the object. */
  @ApiProperty({ example: 'list' })
  object!: string;

  /** The entries. */
  @ApiProperty({ type: [LoraResponse] })
  data!: LoraResponse[];
}

@ApiSchema({ description: 'The LoRAs that a text selects.' })
export class LoraMatchResponse {
  /** Where LoRAs were found in the texts. */
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

  /** The negative prompt. */
  @ApiProperty()
  negative_prompt!: string;
}

@ApiSchema({ description: 'The result of an import.' })
export class LoraImportResponse {
  /** Number of LoRAs in the catalogue after the import. */
  @ApiProperty({ example: 75 })
  loras!: number;
}
