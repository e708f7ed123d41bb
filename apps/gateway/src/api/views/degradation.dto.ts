import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Degradation', description: 'One difference between the result and the request.' })
export class DegradationDto {
  @ApiProperty({ example: 'size' })
  field!: string;

  @ApiProperty({ example: '500x500' })
  asked!: string;

  @ApiProperty({ example: 'painted at 512x512, then brought to 500x500' })
  given!: string;

  @ApiProperty({ example: 'the vendor does not paint the asked size' })
  why!: string;
}
