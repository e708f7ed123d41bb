import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { CostDto } from '../views/attempt.dto.js';
import { DegradationDto } from '../views/degradation.dto.js';
import { LoraMatchDto, SelectedLoraDto } from '../views/lora.dto.js';

@ApiSchema({ name: 'Candidate', description: 'A candidate of a plan: a provider with one of its models.' })
class CandidateDto {
  /** The provider. */
  @ApiProperty({ example: 'sd-webui' })
  provider!: string;

  /** The provider's name of the model. */
  @ApiProperty({ example: 'flux1-dev-fp8' })
  model!: string;

  @ApiProperty({ description: 'The request as this vendor would get it.' })
  request!: object;

  /** Differences between the result and the request. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];

  @ApiProperty({ example: 'hd', nullable: true, type: String, description: 'Preset behind its values.' })
  preset!: string | null;

  @ApiProperty({ example: 1, description: 'Calls needed for all pictures.' })
  calls!: number;

  /** Estimated cost; null if the price is unknown. */
  @ApiProperty({ type: CostDto, nullable: true })
  estimate!: CostDto | null;
}

@ApiSchema({ name: 'Exclusion', description: 'A provider that cannot serve the request, with the reason.' })
export class ExclusionDto {
  /** The provider. */
  @ApiProperty({ example: 'openai-compatible' })
  provider!: string;

  /** The provider's name of the model. */
  @ApiProperty({ example: '' })
  model!: string;

  /** The reason. */
  @ApiProperty({ example: 'cannot honour a mask' })
  why!: string;
}

@ApiSchema({ description: 'What would be generated, by which providers, without generating it.' })
export class PlanResponse {
  /** The model. */
  @ApiProperty({ example: 'default' })
  model!: string;

  /** The prompt as the client sent it. */
  @ApiProperty()
  original_prompt!: string;

  /** How a long prompt was shortened; a short prompt stays unchanged. */
  @ApiProperty({ example: { prompt: 'a red fox', by: 'none', why: 'it is short' } })
  summary!: object;

  /** The prompt that would be sent to the provider. */
  @ApiProperty()
  prompt!: string;

  /** The negative prompt. */
  @ApiProperty()
  negative_prompt!: string;

  /** LoRAs that were applied. */
  @ApiProperty({ type: [SelectedLoraDto] })
  loras!: SelectedLoraDto[];

  /** Positions of LoRA names, keywords and triggers in the texts, in UTF-16 code units. */
  @ApiProperty({ type: [LoraMatchDto] })
  matches!: LoraMatchDto[];

  /** Seed. */
  @ApiProperty({ example: 42 })
  seed!: number;

  /** Routing policy that ordered the candidates. */
  @ApiProperty({ example: 'ordered' })
  routing!: string;

  /** Providers that can serve the request, in the order in which they would be called. */
  @ApiProperty({ type: [CandidateDto] })
  candidates!: CandidateDto[];

  /** Providers that cannot serve the request. */
  @ApiProperty({ type: [ExclusionDto] })
  excluded!: ExclusionDto[];

  /** Degradations that apply to every candidate. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];
}
