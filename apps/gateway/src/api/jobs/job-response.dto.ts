import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { AttemptDto, CostDto } from '../views/attempt.dto.js';
import { DegradationDto } from '../views/degradation.dto.js';
import { PictureFacts } from '../views/picture-facts.dto.js';
import { PromptSummaryDto } from '../views/summary.dto.js';

@ApiSchema({ name: 'JobProgress', description: 'Progress of a running job.' })
class JobProgressDto {
  /** Fraction that is done, 0 to 1. */
  @ApiProperty({ example: 0.35 })
  fraction!: number;

  /** Current step; null if it is unknown. */
  @ApiProperty({ example: 7, nullable: true, type: Number })
  step!: number | null;

  /** Number of steps; null if it is unknown. */
  @ApiProperty({ example: 20, nullable: true, type: Number })
  steps!: number | null;

  /** Status message of the provider. */
  @ApiProperty({ example: 'queued, position 3', nullable: true, type: String })
  note!: string | null;
}

@ApiSchema({ name: 'JobPicture', description: 'A picture of a job.' })
export class JobPictureDto extends PictureFacts {
  /** Identifier. */
  @ApiProperty({ example: '3f0c9a52d7b14e68a1c05b7e92d4f836' })
  id!: string;

  /** URL of the file; no key is needed. */
  @ApiProperty({ example: 'http://127.0.0.1:7861/v1/images/data/3f0c9a52d7b14e68a1c05b7e92d4f836.png' })
  url!: string;

  /** The provider's name of the model. */
  @ApiProperty({ example: 'scene' })
  model!: string;
}

@ApiSchema({ name: 'JobError', description: 'Why a job delivered no picture.' })
export class JobErrorDto {
  /** Kind of the error. */
  @ApiProperty({ example: 'all_failed' })
  kind!: string;

  /** Explanation. */
  @ApiProperty({ example: 'The only provider failed. sd-webui could not be reached.' })
  message!: string;

  /** The invalid field; null if there is none. */
  @ApiProperty({ nullable: true, type: String })
  field!: string | null;

  /** Whether anything was charged; the message names the provider. */
  @ApiProperty({ enum: ['yes', 'no', 'unknown'] })
  billed!: string;

  /** Seconds to wait before a retry, as the vendor requested; null if it did not. */
  @ApiProperty({ example: 7, nullable: true, type: Number })
  retry_after!: number | null;
}

@ApiSchema({ description: 'The durable record of a request. Times are Unix milliseconds.' })
export class JobResponse {
  /** Identifier. */
  @ApiProperty({ example: '5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11' })
  id!: string;

  /** Type of the object. */
  @ApiProperty({ example: 'job' })
  object!: string;

  /** State of the job. */
  @ApiProperty({ enum: ['queued', 'planning', 'running', 'succeeded', 'failed', 'cancelled'] })
  state!: string;

  /** API that received the request. */
  @ApiProperty({ example: 'openai' })
  dialect!: string;

  /** Public model name; null if none was requested or planned. */
  @ApiProperty({ example: 'default', nullable: true, type: String })
  model!: string | null;

  /** The prompt that is sent to the provider. */
  @ApiProperty({ example: 'a red fox in the snow' })
  prompt!: string;

  /** The shortened prompt before LoRAs added their words. */
  @ApiProperty({ example: 'a red fox in the snow' })
  summarized_prompt!: string;

  /** The prompt as the client sent it. */
  @ApiProperty({ example: 'a red fox in the snow' })
  original_prompt!: string;

  /** How the prompt was shortened; null until the job is planned. */
  @ApiProperty({ type: PromptSummaryDto, nullable: true })
  summary!: PromptSummaryDto | null;

  /** Progress of the job. */
  @ApiProperty({ type: JobProgressDto })
  progress!: JobProgressDto;

  /** Calls to providers, in order. */
  @ApiProperty({ type: [AttemptDto] })
  attempts!: AttemptDto[];

  /** Pictures of the job. */
  @ApiProperty({ type: [JobPictureDto] })
  results!: JobPictureDto[];

  /** Differences between the result and the request. */
  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];

  /** Cost; null if it is unknown. */
  @ApiProperty({ type: CostDto, nullable: true })
  cost!: CostDto | null;

  /** Why the job failed; null if it did not. */
  @ApiProperty({ type: JobErrorDto, nullable: true })
  error!: JobErrorDto | null;

  /** When the job was submitted. */
  @ApiProperty({ example: 1_795_300_000_000 })
  created_at!: number;

  /** When the job started; null until then. */
  @ApiProperty({ example: 1_795_300_000_010, nullable: true, type: Number })
  started_at!: number | null;

  /** When the job ended; null until then. */
  @ApiProperty({ example: 1_795_300_001_400, nullable: true, type: Number })
  finished_at!: number | null;
}
