import { ApiProperty } from '@nestjs/swagger';
import { CostDto } from '../views/attempt.dto.js';
import { DegradationDto } from '../views/degradation.dto.js';
import { ExclusionDto } from './plan-response.dto.js';

/** Somebody who could paint it, and for how much. */
class QuotedCandidate {
  @ApiProperty({ example: 'runware' })
  provider!: string;

  @ApiProperty({ example: 'runware:101@1' })
  model!: string;

  @ApiProperty({ example: 'hd', nullable: true, type: String })
  preset!: string | null;

  @ApiProperty({ example: 1, description: 'Calls needed for all pictures.' })
  calls!: number;

  @ApiProperty({ description: 'False where nobody can say beforehand what the provider charges.' })
  price_known!: boolean;

  @ApiProperty({ type: CostDto, nullable: true, description: 'For all calls.' })
  estimate!: CostDto | null;

  /** What this one would leave out. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];
}

/** What the pictures would cost. All amounts are for all pictures together. */
export class QuoteResponse {
  @ApiProperty({ example: 'default' })
  model!: string;

  @ApiProperty({ example: 1 })
  pictures!: number;

  @ApiProperty({ enum: ['USD'] })
  currency!: 'USD';

  /** At the cheapest whose price is known; null where none is. */
  @ApiProperty({ example: 0.003, nullable: true, type: Number })
  min!: number | null;

  /** At the dearest whose price is known; null where none is. */
  @ApiProperty({ example: 0.04, nullable: true, type: Number })
  max!: number | null;

  /** At the one that is asked first; null where that is not known. */
  @ApiProperty({ example: 0.0038, nullable: true, type: Number })
  first!: number | null;

  /** Where the price of the first one comes from. */
  @ApiProperty({ enum: ['reported', 'list', 'estimate', 'free', 'unknown'] })
  source!: string;

  /** Providers that may be asked and whose price nobody knows: they may lie outside of the range. */
  @ApiProperty({ type: [String], example: [] })
  unknown!: string[];

  /** In the order in which they would be asked. One is paid, not all. */
  @ApiProperty({ type: [QuotedCandidate] })
  candidates!: QuotedCandidate[];

  @ApiProperty({ type: [ExclusionDto] })
  excluded!: ExclusionDto[];

  /** What no candidate is told. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];
}
