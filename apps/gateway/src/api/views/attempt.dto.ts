import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Cost', description: 'An amount in US dollars and its source.' })
export class CostDto {
  /** US dollars. */
  @ApiProperty({ example: 0 })
  usd!: number;

  /** Whether the amount was reported by the vendor, comes from a price list, or is an estimate. */
  @ApiProperty({ enum: ['reported', 'list', 'estimate', 'free'] })
  source!: string;
}

@ApiSchema({ name: 'Attempt', description: 'One call to one provider.' })
export class AttemptDto {
  /** The provider. */
  @ApiProperty({ example: 'sandbox' })
  provider!: string;

  /** The provider's name of the model. */
  @ApiProperty({ example: 'scene' })
  model!: string;

  /** The model that made the images, in the vendor's own words; left out if the vendor did not tell. */
  @ApiPropertyOptional({ example: 'flux-2-pro' })
  served_model?: string;

  /** Outcome of the call; null while it is running. */
  @ApiProperty({
    enum: ['not_sent', 'rejected', 'accepted', 'unknown', 'delivered'],
    nullable: true,
    type: String,
  })
  outcome!: string | null;

  /** Number of valid pictures delivered. */
  @ApiProperty({ example: 1 })
  delivered!: number;

  /** Cost; null if it is unknown. */
  @ApiProperty({ type: CostDto, nullable: true })
  cost!: CostDto | null;

  /** Duration in seconds; null while the call is running. */
  @ApiProperty({ example: 1.25, nullable: true, type: Number })
  seconds!: number | null;

  /** Why the call failed; null if it did not. */
  @ApiProperty({ nullable: true, type: String })
  error!: string | null;
}
