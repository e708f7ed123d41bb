import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Degradation', description: 'One difference between the result and the request.' })
export class DegradationDto {
  /** The field that could not be honoured. */
  @ApiProperty({ example: 'size' })
  field!: string;

  /** The requested value. */
  @ApiProperty({ example: '500x500' })
  asked!: string;

  /** The value that was used instead, or `dropped`. */
  @ApiProperty({ example: 'painted at 512x512, then brought to 500x500' })
  given!: string;

  /** The reason. */
  @ApiProperty({ example: 'the vendor does not paint the asked size' })
  why!: string;
}
