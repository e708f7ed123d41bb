import { ApiProperty } from '@nestjs/swagger';
import { DegradationDto } from '../views/degradation.dto.js';
import { LoraMatchDto, SelectedLoraDto } from '../views/lora.dto.js';

/** One LoRA, in the words of its file. */
export class LoraResponse {
  /** What it is asked for by: in `<lora:id:weight>`, in `lora_settings`, in the routes. */
  @ApiProperty({ example: 'elena' })
  id!: string;

  @ApiProperty({ example: 'Elena, the captain' })
  name!: string;

  @ApiProperty({ example: 0.9 })
  weight!: number;

  /** 1 goes first. */
  @ApiProperty({ example: 1 })
  rank!: number;

  @ApiProperty({ example: 'character' })
  category!: string;

  /** Whom it shows; of several LoRAs of one character one is used. */
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

  /** Family of models it was trained for. */
  @ApiProperty({ example: 'flux', nullable: true, type: String })
  base!: string | null;

  @ApiProperty({ nullable: true, type: String })
  sha256!: string | null;

  /** Where it can be had. */
  @ApiProperty({ example: { url: 'https://huggingface.co/owner/lora/resolve/main/elena.safetensors' } })
  sources!: object;

  /** What certain providers call it. */
  @ApiProperty({ example: { runware: 'civitai:58390@62833' } })
  providers!: object;
}

export class LoraListResponse {
  @ApiProperty({ example: 'list' })
  object!: string;

  @ApiProperty({ type: [LoraResponse] })
  data!: LoraResponse[];
}

export class LoraMatchResponse {
  @ApiProperty({ type: [LoraMatchDto] })
  matches!: LoraMatchDto[];

  /** In the order in which they would be applied; the last ones are dropped where a vendor takes fewer. */
  @ApiProperty({ type: [SelectedLoraDto] })
  selected!: SelectedLoraDto[];

  /** What was found and is left out, and why. */
  @ApiProperty({ type: [DegradationDto] })
  dropped!: DegradationDto[];

  /** With the words of the LoRAs. */
  @ApiProperty({ example: 'photo of, Elena in a tavern, ohwx elena' })
  prompt!: string;

  @ApiProperty()
  negative_prompt!: string;
}

export class LoraImportResponse {
  /** LoRAs in the catalogue now. */
  @ApiProperty({ example: 75 })
  loras!: number;
}
