import { CONTENT_CREDENTIALS, type ContentCredentials } from '@fusionbridge/core';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AttemptDto, CostDto } from '../../../api/views/attempt.dto.js';
import { DegradationDto } from '../../../api/views/degradation.dto.js';
import { SelectedLoraDto } from '../../../api/views/lora.dto.js';
import { PromptSummaryDto } from '../../../api/views/summary.dto.js';
import { PROMPT_SOURCES, type PromptSource } from '../variations/prompt-source.js';

/** Which preset was used, and what the provider was told. */
export class PresetDto {
  /** As `model_config.json` calls it, whatever it was asked as. */
  @ApiProperty({ example: 'standard' })
  name!: string;

  @ApiProperty({ example: 28, nullable: true, type: Number })
  steps!: number | null;

  @ApiProperty({ example: 3.5, nullable: true, type: Number })
  guidance!: number | null;

  @ApiProperty({ example: 'Euler', nullable: true, type: String })
  sampler!: string | null;

  @ApiProperty({ example: 'Simple', nullable: true, type: String })
  scheduler!: string | null;
}

/** What was done, what was left out and what it cost. */
export class GenerationAccountDto {
  /** See `GET /v1/jobs/{id}`. */
  @ApiProperty({ example: '5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11' })
  job!: string;

  @ApiProperty({ example: 'default' })
  model!: string;

  /** The final prompt. */
  @ApiProperty()
  prompt!: string;

  @ApiProperty({ type: PromptSummaryDto, nullable: true })
  summary!: PromptSummaryDto | null;

  @ApiProperty({ type: [Number], example: [42] })
  seeds!: number[];

  /**
   * What became of the vendor's signature (C2PA) of each picture: `kept`, the file is the vendor's byte for byte; `dropped`, with
   * the reason under `degradations`; `none`, there was no signature.
   */
  @ApiProperty({ enum: CONTENT_CREDENTIALS, isArray: true, example: ['none'] })
  content_credentials!: ContentCredentials[];

  @ApiProperty({ example: 'sandbox', nullable: true, type: String })
  provider!: string | null;

  @ApiProperty({ example: 'scene', nullable: true, type: String })
  vendor_model!: string | null;

  /** Null where the provider has none, or its own. */
  @ApiProperty({ type: PresetDto, nullable: true })
  preset!: PresetDto | null;
  /** Of an edit: what was taken for its mask; null where there is none. */
  @ApiPropertyOptional({ enum: ['alpha', 'luminance', 'source_alpha'], nullable: true, type: String })
  mask_mode?: string | null;

  /** Of a variation: where its prompt came from. */
  @ApiPropertyOptional({ enum: PROMPT_SOURCES })
  prompt_source?: PromptSource;

  @ApiProperty({ type: [SelectedLoraDto] })
  loras!: SelectedLoraDto[];

  @ApiProperty({ type: [AttemptDto] })
  attempts!: AttemptDto[];

  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];

  @ApiProperty({ type: CostDto, nullable: true })
  cost!: CostDto | null;

  /**
   * `hit`: the pictures are those of the equal request that `job` names, and cost nothing now. `bypass`: there was no fixed
   * seed, or the cache was not to be used. null where it is switched off.
   */
  @ApiProperty({ enum: ['hit', 'miss', 'bypass'], nullable: true, type: String })
  cache!: 'hit' | 'miss' | 'bypass' | null;

  /** From the call to the pictures; null for a `hit`, which only reads them. */
  @ApiProperty({ example: 1.4, nullable: true, type: Number })
  seconds!: number | null;
}

/** One picture: either field, never both. */
class ImageDto {
  @ApiPropertyOptional({ description: 'The file as base64.' })
  b64_json?: string;

  @ApiPropertyOptional({ example: 'http://127.0.0.1:7861/v1/images/data/3f0c.png' })
  url?: string;

  @ApiPropertyOptional({ description: 'The prompt that was really used, where it was changed.' })
  revised_prompt?: string;
}

export class ImagesResponse {
  /** Unix seconds. */
  @ApiProperty({ example: 1795300000 })
  created!: number;

  @ApiProperty({ type: [ImageDto] })
  data!: ImageDto[];

  @ApiProperty({ example: 'png' })
  output_format!: string;

  @ApiProperty({ example: '1024x1024' })
  size!: string;

  /** As it was asked. */
  @ApiPropertyOptional({ example: 'standard' })
  quality?: string;

  @ApiProperty({ type: GenerationAccountDto })
  fusionbridge!: GenerationAccountDto;
}
