import { ApiProperty } from '@nestjs/swagger';
import { AttemptDto, CostDto } from '../views/attempt.dto.js';
import { DegradationDto } from '../views/degradation.dto.js';
import { PictureFacts } from '../views/picture-facts.dto.js';
import { PromptSummaryDto } from '../views/summary.dto.js';

class JobProgressDto {
  /** 0 to 1. */
  @ApiProperty({ example: 0.35 })
  fraction!: number;

  @ApiProperty({ example: 7, nullable: true, type: Number })
  step!: number | null;

  @ApiProperty({ example: 20, nullable: true, type: Number })
  steps!: number | null;

  @ApiProperty({ example: 'queued, position 3', nullable: true, type: String })
  note!: string | null;
}

/** A picture the job made. */
export class JobPictureDto extends PictureFacts {
  @ApiProperty({ example: '3f0c9a52d7b14e68a1c05b7e92d4f836' })
  id!: string;

  /** Path at this bridge; needs no key. */
  @ApiProperty({ example: 'http://127.0.0.1:7861/v1/images/data/3f0c9a52d7b14e68a1c05b7e92d4f836.png' })
  url!: string;

  @ApiProperty({ example: 'scene' })
  model!: string;
}

/** Why a job gave no picture. */
export class JobErrorDto {
  @ApiProperty({ example: 'all_failed' })
  kind!: string;

  @ApiProperty({ example: 'The only provider failed. sd-webui could not be reached.' })
  message!: string;

  @ApiProperty({ nullable: true, type: String })
  field!: string | null;

  /** Whether anything was charged; the message says by whom. */
  @ApiProperty({ enum: ['yes', 'no', 'unknown'] })
  billed!: string;

  /** Seconds to wait before the next try, as the vendor asked; null where it did not. */
  @ApiProperty({ example: 7, nullable: true, type: Number })
  retry_after!: number | null;
}

/** The durable record behind a call. Times are Unix milliseconds. */
export class JobResponse {
  @ApiProperty({ example: '5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11' })
  id!: string;

  @ApiProperty({ example: 'job' })
  object!: string;

  @ApiProperty({ enum: ['queued', 'planning', 'running', 'succeeded', 'failed', 'cancelled'] })
  state!: string;

  /** Which door it came through. */
  @ApiProperty({ example: 'openai' })
  dialect!: string;

  @ApiProperty({ example: 'default', nullable: true, type: String })
  model!: string | null;

  /** The final prompt. */
  @ApiProperty({ example: 'a red fox in the snow' })
  prompt!: string;

  /** What was made of a passage of prose, before LoRAs added their words. */
  @ApiProperty({ example: 'a red fox in the snow' })
  summarized_prompt!: string;

  /** As the client wrote it. */
  @ApiProperty({ example: 'a red fox in the snow' })
  original_prompt!: string;

  /** Null before the job is planned. */
  @ApiProperty({ type: PromptSummaryDto, nullable: true })
  summary!: PromptSummaryDto | null;

  @ApiProperty({ type: JobProgressDto })
  progress!: JobProgressDto;

  @ApiProperty({ type: [AttemptDto] })
  attempts!: AttemptDto[];

  @ApiProperty({ type: [JobPictureDto] })
  results!: JobPictureDto[];

  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];

  @ApiProperty({ type: CostDto, nullable: true })
  cost!: CostDto | null;

  @ApiProperty({ type: JobErrorDto, nullable: true })
  error!: JobErrorDto | null;

  @ApiProperty({ example: 1_795_300_000_000 })
  created_at!: number;

  @ApiProperty({ example: 1_795_300_000_010, nullable: true, type: Number })
  started_at!: number | null;

  @ApiProperty({ example: 1_795_300_001_400, nullable: true, type: Number })
  finished_at!: number | null;
}
