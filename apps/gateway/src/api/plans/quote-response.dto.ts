import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { CostDto } from '../views/attempt.dto.js';
import { DegradationDto } from '../views/degradation.dto.js';
import { ExclusionDto } from './plan-response.dto.js';

@ApiSchema({ description: 'A candidate with its price.' })
class QuotedCandidate {
  /** The provider. */
  @ApiProperty({ example: 'runware' })
  provider!: string;

  /** The provider's name of the model. */
  @ApiProperty({ example: 'runware:101@1' })
  model!: string;

  /** Name of the preset; null if none is applied. */
  @ApiProperty({ example: 'hd', nullable: true, type: String })
  preset!: string | null;

  @ApiProperty({ example: 1, description: 'Calls needed for all pictures.' })
  calls!: number;

  @ApiProperty({ description: 'False where nobody can say beforehand what the provider charges.' })
  price_known!: boolean;

  @ApiProperty({ type: CostDto, nullable: true, description: 'For all calls.' })
  estimate!: CostDto | null;

  /** Degradations of this candidate. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];
}

@ApiSchema({ description: 'What the pictures would cost. All amounts are for all pictures together.' })
export class QuoteResponse {
  /** The model. */
  @ApiProperty({ example: 'default' })
  model!: string;

  /** Number of pictures. */
  @ApiProperty({ example: 1 })
  pictures!: number;

  /** Always US dollars. */
  @ApiProperty({ enum: ['USD'] })
  currency!: 'USD';

  /** Lowest known price; null if no price is known. */
  @ApiProperty({ example: 0.003, nullable: true, type: Number })
  min!: number | null;

  /** Highest known price; null if no price is known. */
  @ApiProperty({ example: 0.04, nullable: true, type: Number })
  max!: number | null;

  /** Price of the first candidate; null if it is unknown. */
  @ApiProperty({ example: 0.0038, nullable: true, type: Number })
  first!: number | null;

  /** Source of the first candidate's price. */
  @ApiProperty({ enum: ['reported', 'list', 'estimate', 'free', 'unknown'] })
  source!: string;

  /** Candidates whose price is unknown and may lie outside the range. */
  @ApiProperty({ type: [String], example: [] })
  unknown!: string[];

  /** In the order in which they would be called. Only the one that delivers is paid. */
  @ApiProperty({ type: [QuotedCandidate] })
  candidates!: QuotedCandidate[];

  /** Providers that cannot serve the request. */
  @ApiProperty({ type: [ExclusionDto] })
  excluded!: ExclusionDto[];

  /** Degradations that apply to every candidate. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];
}
