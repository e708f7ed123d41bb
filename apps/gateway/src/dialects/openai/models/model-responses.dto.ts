import { ApiProperty } from '@nestjs/swagger';

/** A model in OpenAI's shape, with the fields SillyTavern and sd.cpp's clients read beside it. */
export class ModelResponse {
  @ApiProperty({ example: 'default' })
  id!: string;

  @ApiProperty({ example: 'model' })
  object!: string;

  /** Unix seconds; the bridge does not know when a model was made. */
  @ApiProperty({ example: 0 })
  created!: number;

  @ApiProperty({ example: 'fusionbridge' })
  owned_by!: string;

  @ApiProperty({ example: 'default' })
  name!: string;

  /** `image` or `chat`. */
  @ApiProperty({ example: 'image' })
  type!: string;
}

/** Every name that can be asked for something. */
export class ModelListResponse {
  @ApiProperty({ example: 'list' })
  object!: string;

  @ApiProperty({ type: [ModelResponse] })
  data!: ModelResponse[];
}
