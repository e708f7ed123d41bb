import { ApiProperty } from '@nestjs/swagger';
import { CostDto } from '../views/attempt.dto.js';
import { DegradationDto } from '../views/degradation.dto.js';
import { LoraMatchDto, SelectedLoraDto } from '../views/lora.dto.js';

/** A candidate of a plan. */
class CandidateDto {
  @ApiProperty({ example: 'sd-webui' })
  provider!: string;

  @ApiProperty({ example: 'flux1-dev-fp8' })
  model!: string;

  @ApiProperty({ description: 'The request as this vendor would get it.' })
  request!: object;

  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];

  @ApiProperty({ example: 'hd', nullable: true, type: String, description: 'Preset behind its values.' })
  preset!: string | null;

  @ApiProperty({ example: 1, description: 'Calls needed for all pictures.' })
  calls!: number;

  @ApiProperty({ type: CostDto, nullable: true })
  estimate!: CostDto | null;
}

/** A provider that cannot paint it. */
export class ExclusionDto {
  @ApiProperty({ example: 'openai-compatible' })
  provider!: string;

  @ApiProperty({ example: '' })
  model!: string;

  @ApiProperty({ example: 'cannot honour a mask' })
  why!: string;
}

export class PlanResponse {
  @ApiProperty({ example: 'default' })
  model!: string;

  @ApiProperty()
  original_prompt!: string;

  /** What was made of a passage of prose, by whom and why; a short prompt stays as it is. */
  @ApiProperty({ example: { prompt: 'a red fox', by: 'none', why: 'it is short' } })
  summary!: object;

  @ApiProperty()
  prompt!: string;

  @ApiProperty()
  negative_prompt!: string;

  @ApiProperty({ type: [SelectedLoraDto] })
  loras!: SelectedLoraDto[];

  /** Where names, keywords and triggers of LoRAs stand in the texts; positions in UTF-16 units. */
  @ApiProperty({ type: [LoraMatchDto] })
  matches!: LoraMatchDto[];

  @ApiProperty({ example: 42 })
  seed!: number;

  /** How the candidates were put in order. */
  @ApiProperty({ example: 'ordered' })
  routing!: string;

  @ApiProperty({ type: [CandidateDto] })
  candidates!: CandidateDto[];

  @ApiProperty({ type: [ExclusionDto] })
  excluded!: ExclusionDto[];

  /** What no candidate is told. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];
}
