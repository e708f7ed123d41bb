import { ApiProperty } from '@nestjs/swagger';

export class ServiceResponse {
  @ApiProperty({ example: 'FusionBridge' })
  service!: string;

  @ApiProperty({ example: '0.1.0' })
  version!: string;

  @ApiProperty({ example: 'running' })
  status!: string;

  @ApiProperty({ type: [String] })
  features!: readonly string[];

  @ApiProperty({ example: '/docs' })
  docs!: string;

  @ApiProperty({ example: 'default' })
  model!: string;

  @ApiProperty({ example: 'Lanczos' })
  upscaler!: string;
}

export class HealthResponse {
  @ApiProperty({ example: 'ok' })
  status!: string;
}

export class UnhealthyResponse {
  @ApiProperty({ example: 'unavailable' })
  status!: string;

  /** A sentence for each. */
  @ApiProperty({ type: [String], example: ["The bridge's database cannot be written: its disk is full."] })
  problems!: readonly string[];
}

/** Why and for how long a provider is left alone. */
class RestStatus {
  /** ISO 8601; then it is probed, which costs nothing. */
  @ApiProperty({ example: '2026-11-21T10:00:00.000Z' })
  until!: string;

  @ApiProperty({ example: 'fal has no credit left (403)' })
  because!: string;
}

class LastErrorStatus {
  /** ISO 8601. */
  @ApiProperty({ example: '2026-11-21T09:59:00.000Z' })
  at!: string;

  @ApiProperty({ example: 'timeout' })
  kind!: string;

  @ApiProperty({ example: 'fal did not answer within 60 s' })
  message!: string;

  /** Name of the setting to check, where the operator can mend it. */
  @ApiProperty({ example: 'FAL_API_KEY', nullable: true, type: String })
  setting!: string | null;
}

/** What a provider has done with one model since the start, or the last reset. */
export class PlaceStatus {
  /** The provider's own name of the model; empty for whatever it takes by default. */
  @ApiProperty({ example: 'fal-ai/flux-lora' })
  model!: string;

  /** `open`: it is left alone for a while. */
  @ApiProperty({ enum: ['closed', 'open'] })
  circuit!: 'closed' | 'open';

  @ApiProperty({ type: RestStatus, nullable: true })
  rest!: RestStatus | null;

  /** 0 to 1; what happened three minutes ago counts half. */
  @ApiProperty({ example: 0.97 })
  success_rate!: number;

  /** Seconds to a picture, of the last hundred. */
  @ApiProperty({ example: 4.2, nullable: true, type: Number })
  p50_seconds!: number | null;

  @ApiProperty({ example: 9.8, nullable: true, type: Number })
  p95_seconds!: number | null;

  /** Calls that go on now. */
  @ApiProperty({ example: 1 })
  in_flight!: number;

  @ApiProperty({ type: LastErrorStatus, nullable: true })
  last_error!: LastErrorStatus | null;
}

/** A provider, what it lacks, and how it does. */
export class ProviderStatus {
  @ApiProperty({ example: 'sd-webui' })
  id!: string;

  @ApiProperty()
  configured!: boolean;

  /** What to set, where it is not configured. */
  @ApiProperty({ example: 'set SD_ENABLED=true' })
  message!: string;

  /** What its settings leave undone. */
  @ApiProperty({ type: [String], example: [] })
  hints!: string[];

  /** One for each of its models that was asked. */
  @ApiProperty({ type: [PlaceStatus] })
  models!: PlaceStatus[];
}

class JobCounts {
  @ApiProperty({ example: 0 })
  queued!: number;

  @ApiProperty({ example: 0 })
  running!: number;
}

/** What `model_config.json` says, and what of it nobody reads. */
export class ModelConfigStatus {
  @ApiProperty({ example: 'FLUX.1-dev', nullable: true, type: String })
  name!: string | null;

  /** Most pictures in one request; null is no limit of the operator's. */
  @ApiProperty({ example: 2, nullable: true, type: Number })
  max_n!: number | null;

  /** What may be asked for as `quality`. */
  @ApiProperty({ type: [String], example: ['auto', 'standard', 'hd'] })
  presets!: readonly string[];

  /** Image routes that answer 404. */
  @ApiProperty({ type: [String], example: [] })
  switched_off!: readonly string[];

  @ApiProperty({ type: [String], example: ['pipeline.torch_device'] })
  unused_until_a_local_engine_is_configured!: readonly string[];

  /** Mistyped, perhaps. */
  @ApiProperty({ type: [String], example: [] })
  unknown_keys!: readonly string[];
}

/** What the last clean-up took away. */
class CleanUpStatus {
  /** ISO 8601. */
  @ApiProperty({ example: '2026-11-21T09:30:00.000Z' })
  at!: string;

  /** Jobs, with the records of their pictures. */
  @ApiProperty({ example: 12 })
  jobs!: number;

  @ApiProperty({ example: 14 })
  files!: number;

  @ApiProperty({ example: 21_000_000 })
  bytes!: number;

  /** What stopped it before its end. */
  @ApiProperty({ nullable: true, type: String })
  error!: string | null;
}

/** Kept pictures, counted half a minute ago at most. */
export class PicturesStatus {
  @ApiProperty({ example: 1200 })
  kept!: number;

  /** Of the pictures that were made; what they were made from comes on top. */
  @ApiProperty({ example: 1_900_000_000 })
  bytes!: number;

  /** ISO 8601. */
  @ApiProperty({ example: '2026-11-14T10:00:00.000Z', nullable: true, type: String })
  oldest!: string | null;

  /** null before the first, a minute or two after the start. */
  @ApiProperty({ type: CleanUpStatus, nullable: true })
  last_clean_up!: CleanUpStatus | null;
}

export class StatusResponse {
  @ApiProperty({ example: 'running' })
  status!: string;

  @ApiProperty({ example: '0.1.0' })
  version!: string;

  /** Who would be asked for a plain picture of the default model, first to last. */
  @ApiProperty({ type: [String], example: ['sandbox'] })
  providers!: string[];

  @ApiProperty({ type: [ProviderStatus] })
  provider_details!: ProviderStatus[];

  /** Long prose is shortened before it is painted. */
  @ApiProperty({ example: true })
  summarization_enabled!: boolean;

  /** What the language model that shortens prompts last failed with; the bridge shortens them by itself meanwhile. */
  @ApiProperty({ nullable: true, type: String })
  summarization_error!: string | null;

  /** Files of replaced systems that were found under their default names and are used. */
  @ApiProperty({ type: [String], example: ['master_lora_dict.json'] })
  inherited_files!: readonly string[];

  /** The default model. */
  @ApiProperty({ example: 'default' })
  model!: string;

  /** Seconds until a picture ordered now would have its turn. */
  @ApiProperty({ example: 0 })
  estimated_delay!: number;

  /** LoRAs in the catalogue. */
  @ApiProperty({ example: 0 })
  total_loras!: number;

  /** What is wrong with the catalogue's file; the last good one counts meanwhile. */
  @ApiProperty({ nullable: true, type: String })
  lora_file_error!: string | null;

  @ApiProperty({ type: ModelConfigStatus })
  model_config!: ModelConfigStatus;

  @ApiProperty({ type: JobCounts })
  jobs!: JobCounts;

  @ApiProperty({ type: PicturesStatus })
  pictures!: PicturesStatus;

  @ApiProperty({ example: 12 })
  uptime_seconds!: number;

  /** Resident memory. */
  @ApiProperty({ example: 110 })
  memory_mb!: number;
}

export class ResetResponse {
  @ApiProperty({ example: 'reset' })
  status!: string;

  @ApiProperty({ type: [String], example: ['sandbox'] })
  providers!: string[];
}
