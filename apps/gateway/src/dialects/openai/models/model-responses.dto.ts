import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({
  description:
    "A model in OpenAI's format, with the additional fields that SillyTavern and stable-diffusion.cpp's clients read.",
})
export class ModelResponse {
  /** Identifier. */
  @ApiProperty({ example: 'default' })
  id!: string;

  /** Type of the object. */
  @ApiProperty({ example: 'model' })
  object!: string;

  /** Always 0: the creation time is unknown. */
  @ApiProperty({ example: 0 })
  created!: number;

  /** Owner of the model. */
  @ApiProperty({ example: 'fusionbridge' })
  owned_by!: string;

  /** Name. */
  @ApiProperty({ example: 'default' })
  name!: string;

  /** `image` or `chat`. */
  @ApiProperty({ example: 'image' })
  type!: string;
}

@ApiSchema({ description: 'All models that can be requested.' })
export class ModelListResponse {
  /** Type of the object. */
  @ApiProperty({ example: 'list' })
  object!: string;

  /** The entries. */
  @ApiProperty({ type: [ModelResponse] })
  data!: ModelResponse[];
}
