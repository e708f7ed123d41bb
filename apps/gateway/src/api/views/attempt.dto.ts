import { ApiProperty } from '@nestjs/swagger';

/** US dollars, and where the figure comes from. */
export class CostDto {
  @ApiProperty({ example: 0 })
  usd!: number;

  @ApiProperty({ enum: ['reported', 'list', 'estimate', 'free'] })
  source!: string;
}

/** One call to one provider. */
export class AttemptDto {
  @ApiProperty({ example: 'sandbox' })
  provider!: string;

  @ApiProperty({ example: 'scene' })
  model!: string;

  /** What became of it. */
  @ApiProperty({
    enum: ['not_sent', 'rejected', 'accepted', 'unknown', 'delivered'],
    nullable: true,
    type: String,
  })
  outcome!: string | null;

  /** Pictures that passed the checks. */
  @ApiProperty({ example: 1 })
  delivered!: number;

  @ApiProperty({ type: CostDto, nullable: true })
  cost!: CostDto | null;

  @ApiProperty({ example: 1.25, nullable: true, type: Number })
  seconds!: number | null;

  @ApiProperty({ nullable: true, type: String })
  error!: string | null;
}
