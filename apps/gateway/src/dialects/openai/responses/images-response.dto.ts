import { CONTENT_CREDENTIALS, type ContentCredentials } from '@fusionbridge/core';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { AttemptDto, CostDto } from '../../../api/views/attempt.dto.js';
import { DegradationDto } from '../../../api/views/degradation.dto.js';
import { SelectedLoraDto } from '../../../api/views/lora.dto.js';
import { PromptSummaryDto } from '../../../api/views/summary.dto.js';
import { PROMPT_SOURCES, type PromptSource } from '../variations/prompt-source.js';

@ApiSchema({
  name: 'Preset',
  description: 'The preset that was applied and the values sent to the provider.',
})
export class PresetDto {
  /** Name in `model_config.json`. */
  @ApiProperty({ example: 'standard' })
  name!: string;

  /** Number of steps sent to the provider. */
  @ApiProperty({ example: 28, nullable: true, type: Number })
  steps!: number | null;

  /** Guidance scale; null is the provider's default. */
  @ApiProperty({ example: 3.5, nullable: true, type: Number })
  guidance!: number | null;

  /** Sampler; null is the provider's default. */
  @ApiProperty({ example: 'Euler', nullable: true, type: String })
  sampler!: string | null;

  /** Schedule type; null is the provider's default. */
  @ApiProperty({ example: 'Simple', nullable: true, type: String })
  scheduler!: string | null;
}

@ApiSchema({
  /** Name. */
  name: 'GenerationAccount',
  description: 'How the pictures were generated: provider, attempts, degradations and cost.',
})
export class GenerationAccountDto {
  /** Id of the job, see `GET /v1/jobs/{id}`. */
  @ApiProperty({ example: '5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11' })
  job!: string;

  /** The model. */
  @ApiProperty({ example: 'default' })
  model!: string;

  /** The prompt that is sent to the provider. */
  @ApiProperty()
  prompt!: string;

  /** How the prompt was shortened. */
  @ApiProperty({ type: PromptSummaryDto, nullable: true })
  summary!: PromptSummaryDto | null;

  /** Seeds of the pictures. */
  @ApiProperty({ type: [Number], example: [42] })
  seeds!: number[];

  /**
   * What happened to the vendor's C2PA signature of each picture: `kept`, the file is unchanged; `dropped`, for the reason
   * given in `degradations`; `none`, there was no signature.
   */
  @ApiProperty({ enum: CONTENT_CREDENTIALS, isArray: true, example: ['none'] })
  content_credentials!: ContentCredentials[];

  /** The provider. */
  @ApiProperty({ example: 'sandbox', nullable: true, type: String })
  provider!: string | null;

  /** The provider's name of the model. */
  @ApiProperty({ example: 'scene', nullable: true, type: String })
  vendor_model!: string | null;

  /** The model that made the images, in the vendor's own words; left out if the vendor did not tell. */
  @ApiPropertyOptional({ example: 'flux-2-pro' })
  served_model?: string;

  /** Null if no preset was applied. */
  @ApiProperty({ type: PresetDto, nullable: true })
  preset!: PresetDto | null;
  /** Only for edits: how the mask was interpreted; null without a mask. */
  @ApiPropertyOptional({ enum: ['alpha', 'luminance', 'source_alpha'], nullable: true, type: String })
  mask_mode?: string | null;

  /** Only for variations: the source of the prompt. */
  @ApiPropertyOptional({ enum: PROMPT_SOURCES })
  prompt_source?: PromptSource;

  /** LoRAs that were applied. */
  @ApiProperty({ type: [SelectedLoraDto] })
  loras!: SelectedLoraDto[];

  /** Calls to providers, in order. */
  @ApiProperty({ type: [AttemptDto] })
  attempts!: AttemptDto[];

  /** Differences between the result and the request. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];

  /** Cost; null if it is unknown. */
  @ApiProperty({ type: CostDto, nullable: true })
  cost!: CostDto | null;

  /**
   * `hit`: the pictures are those of an earlier identical request, at no cost; `bypass`: no fixed seed, or the cache was
   * not to be used; null if the cache is disabled.
   */
  @ApiProperty({ enum: ['hit', 'miss', 'bypass'], nullable: true, type: String })
  cache!: 'hit' | 'miss' | 'bypass' | null;

  /** Seconds from the request to the pictures; null for a cache `hit`. */
  @ApiProperty({ example: 1.4, nullable: true, type: Number })
  seconds!: number | null;
}

@ApiSchema({ name: 'Image', description: 'One picture, as base64 or as a URL.' })
class ImageDto {
  @ApiPropertyOptional({ description: 'The file as base64.' })
  b64_json?: string;

  /** URL of the picture, if URLs were requested. */
  @ApiPropertyOptional({ example: 'http://127.0.0.1:7861/v1/images/data/3f0c.png' })
  url?: string;

  @ApiPropertyOptional({ description: 'The prompt that was really used, where it was changed.' })
  revised_prompt?: string;
}

@ApiSchema({ description: "Generated pictures in OpenAI's format, with the bridge's account of them." })
export class ImagesResponse {
  /** Creation time in Unix seconds. */
  @ApiProperty({ example: 1795300000 })
  created!: number;

  /** The pictures; empty if a repeated call finds that they were deleted meanwhile. */
  @ApiProperty({ type: [ImageDto] })
  data!: ImageDto[];

  /** File format; absent without pictures. */
  @ApiPropertyOptional({ example: 'png' })
  output_format?: string;

  /** Width and height in pixels; absent without pictures. */
  @ApiPropertyOptional({ example: '1024x1024' })
  size?: string;

  /** The requested quality. */
  @ApiPropertyOptional({ example: 'standard' })
  quality?: string;

  /** The bridge's account of the generation. */
  @ApiProperty({ type: GenerationAccountDto })
  fusionbridge!: GenerationAccountDto;
}
