import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Cost', description: 'An amount in US dollars and its source.' })
export class CostDto {
  @ApiProperty({ example: 0 })
  usd!: number;

  @ApiProperty({ enum: ['reported', 'list', 'estimate', 'free'] })
  source!: string;
}

@ApiSchema({ name: 'Attempt', description: 'One call to one provider.' })
export class AttemptDto {
  @ApiProperty({ example: 'sandbox' })
  provider!: string;

  @ApiProperty({ example: 'scene' })
  model!: string;

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

  @ApiProperty({ type: CostDto, nullable: true })
  cost!: CostDto | null;

  @ApiProperty({ example: 1.25, nullable: true, type: Number })
  seconds!: number | null;

  @ApiProperty({ nullable: true, type: String })
  error!: string | null;
}
