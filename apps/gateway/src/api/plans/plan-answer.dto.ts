import { ApiProperty } from '@nestjs/swagger';
import { CostAnswer } from '../views/attempt.dto.js';
import { DegradationAnswer } from '../views/degradation.dto.js';
import { LoraMatchAnswer, SelectedLoraAnswer } from '../views/lora.dto.js';

/** A candidate of a plan. */
class CandidateAnswer {
  @ApiProperty({ example: 'sd-webui' })
  provider!: string;

  @ApiProperty({ example: 'flux1-dev-fp8' })
  model!: string;

  @ApiProperty({ description: 'The request as this vendor would get it.' })
  request!: object;

  @ApiProperty({ type: [DegradationAnswer] })
  degradations!: DegradationAnswer[];

  @ApiProperty({ example: 'hd', nullable: true, type: String, description: 'Preset behind its values.' })
  preset!: string | null;

  @ApiProperty({ example: 1, description: 'Calls needed for all pictures.' })
  calls!: number;

  @ApiProperty({ type: CostAnswer, nullable: true })
  estimate!: CostAnswer | null;
}

/** A provider that cannot paint it. */
export class ExclusionAnswer {
  @ApiProperty({ example: 'openai-compatible' })
  provider!: string;

  @ApiProperty({ example: '' })
  model!: string;

  @ApiProperty({ example: 'cannot honour a mask' })
  why!: string;
}

export class PlanAnswer {
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

  @ApiProperty({ type: [SelectedLoraAnswer] })
  loras!: SelectedLoraAnswer[];

  /** Where names, keywords and triggers of LoRAs stand in the texts; positions in UTF-16 units. */
  @ApiProperty({ type: [LoraMatchAnswer] })
  matches!: LoraMatchAnswer[];

  @ApiProperty({ example: 42 })
  seed!: number;

  /** How the candidates were put in order. */
  @ApiProperty({ example: 'ordered' })
  routing!: string;

  @ApiProperty({ type: [CandidateAnswer] })
  candidates!: CandidateAnswer[];

  @ApiProperty({ type: [ExclusionAnswer] })
  excluded!: ExclusionAnswer[];

  /** What no candidate is told. */
  @ApiProperty({ type: [DegradationAnswer] })
  degradations!: DegradationAnswer[];
}
