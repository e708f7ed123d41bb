import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'The name and version of the service.' })
export class ServiceResponse {
  /** Name of the service. */
  @ApiProperty({ example: 'FusionBridge' })
  service!: string;

  /** Version of the bridge. */
  @ApiProperty({ example: '0.1.0' })
  version!: string;

  /** Status. */
  @ApiProperty({ example: 'running' })
  status!: string;

  /** Supported APIs and features. */
  @ApiProperty({ type: [String] })
  features!: readonly string[];

  /** Path of the API documentation. */
  @ApiProperty({ example: '/docs' })
  docs!: string;

  /** The model. */
  @ApiProperty({ example: 'default' })
  model!: string;

  /** Upscaler that is always available. */
  @ApiProperty({ example: 'Lanczos' })
  upscaler!: string;
}

@ApiSchema({ description: 'The bridge is healthy.' })
export class HealthResponse {
  /** Status. */
  @ApiProperty({ example: 'ok' })
  status!: string;
}

@ApiSchema({ description: 'The bridge cannot store its work.' })
export class UnhealthyResponse {
  /** Status. */
  @ApiProperty({ example: 'unavailable' })
  status!: string;

  /** One sentence per problem. */
  @ApiProperty({ type: [String], example: ["The bridge's database cannot be written: its disk is full."] })
  problems!: readonly string[];
}

@ApiSchema({ description: "Why a provider's model is in cooldown, and until when." })
class RestStatus {
  /** End of the cooldown in ISO 8601. The provider is then probed at no cost. */
  @ApiProperty({ example: '2026-11-21T10:00:00.000Z' })
  until!: string;

  /** The error that started the cooldown. */
  @ApiProperty({ example: 'fal has no credit left (403)' })
  because!: string;
}

@ApiSchema({ description: "The last error of a provider's model." })
class LastErrorStatus {
  /** Time in ISO 8601. */
  @ApiProperty({ example: '2026-11-21T09:59:00.000Z' })
  at!: string;

  /** Kind of the error. */
  @ApiProperty({ example: 'timeout' })
  kind!: string;

  /** Explanation. */
  @ApiProperty({ example: 'fal did not answer within 60 s' })
  message!: string;

  /** Setting to check, if the operator can fix the error. */
  @ApiProperty({ example: 'FAL_API_KEY', nullable: true, type: String })
  setting!: string | null;
}

@ApiSchema({ description: 'Statistics of one model of a provider since the start or the last reset.' })
export class PlaceStatus {
  /** The provider's name of the model; empty for its default model. */
  @ApiProperty({ example: 'fal-ai/flux-lora' })
  model!: string;

  /** `open`: in cooldown. */
  @ApiProperty({ enum: ['closed', 'open'] })
  circuit!: 'closed' | 'open';

  /** The cooldown; null if the model is not in one. */
  @ApiProperty({ type: RestStatus, nullable: true })
  rest!: RestStatus | null;

  /** 0 to 1, weighted with a half-life of three minutes. */
  @ApiProperty({ example: 0.97 })
  success_rate!: number;

  /** Median duration of the last hundred pictures, in seconds. */
  @ApiProperty({ example: 4.2, nullable: true, type: Number })
  p50_seconds!: number | null;

  /** 95th percentile of the duration of the last hundred pictures, in seconds. */
  @ApiProperty({ example: 9.8, nullable: true, type: Number })
  p95_seconds!: number | null;

  /** Calls in progress. */
  @ApiProperty({ example: 1 })
  in_flight!: number;

  /** The last error; null if there was none. */
  @ApiProperty({ type: LastErrorStatus, nullable: true })
  last_error!: LastErrorStatus | null;
}

@ApiSchema({ description: 'A provider: whether it is configured, and the statistics of its models.' })
export class ProviderStatus {
  /** Identifier. */
  @ApiProperty({ example: 'sd-webui' })
  id!: string;

  /** Whether all required settings are present. */
  @ApiProperty()
  configured!: boolean;

  /** What to set if the provider is not configured. */
  @ApiProperty({ example: 'set SD_ENABLED=true' })
  message!: string;

  /** Settings to complete. */
  @ApiProperty({ type: [String], example: [] })
  hints!: string[];

  /** One entry per model that was called. */
  @ApiProperty({ type: [PlaceStatus] })
  models!: PlaceStatus[];
}

@ApiSchema({ description: 'Numbers of unfinished jobs.' })
class JobCounts {
  /** Jobs that wait. */
  @ApiProperty({ example: 0 })
  queued!: number;

  /** Jobs in progress. */
  @ApiProperty({ example: 0 })
  running!: number;
}

@ApiSchema({ description: 'What was read from `model_config.json`.' })
export class ModelConfigStatus {
  /** Name. */
  @ApiProperty({ example: 'FLUX.1-dev', nullable: true, type: String })
  name!: string | null;

  /** Maximum number of pictures per request; null if the operator set no limit. */
  @ApiProperty({ example: 2, nullable: true, type: Number })
  max_n!: number | null;

  /** Values accepted as `quality`. */
  @ApiProperty({ type: [String], example: ['auto', 'standard', 'hd'] })
  presets!: readonly string[];

  /** Image routes that are disabled and respond with 404. */
  @ApiProperty({ type: [String], example: [] })
  switched_off!: readonly string[];

  /** Keys that only a local engine uses. */
  @ApiProperty({ type: [String], example: ['pipeline.torch_device'] })
  unused_until_a_local_engine_is_configured!: readonly string[];

  /** Keys that are not known and may be misspelled. */
  @ApiProperty({ type: [String], example: [] })
  unknown_keys!: readonly string[];
}

@ApiSchema({ description: 'The result of the last clean-up.' })
class CleanUpStatus {
  /** Time in ISO 8601. */
  @ApiProperty({ example: '2026-11-21T09:30:00.000Z' })
  at!: string;

  /** Deleted jobs, with the records of their pictures. */
  @ApiProperty({ example: 12 })
  jobs!: number;

  /** Deleted files. */
  @ApiProperty({ example: 14 })
  files!: number;

  /** Bytes freed. */
  @ApiProperty({ example: 21_000_000 })
  bytes!: number;

  /** Error that interrupted the clean-up. */
  @ApiProperty({ nullable: true, type: String })
  error!: string | null;
}

@ApiSchema({ description: 'Kept pictures. The counts may be 30 s old.' })
export class PicturesStatus {
  /** Number of kept pictures. */
  @ApiProperty({ example: 1200 })
  kept!: number;

  /** Size of the generated pictures, without their source pictures. */
  @ApiProperty({ example: 1_900_000_000 })
  bytes!: number;

  /** Time in ISO 8601. */
  @ApiProperty({ example: '2026-11-14T10:00:00.000Z', nullable: true, type: String })
  oldest!: string | null;

  /** null until the first clean-up, one or two minutes after the start. */
  @ApiProperty({ type: CleanUpStatus, nullable: true })
  last_clean_up!: CleanUpStatus | null;
}

@ApiSchema({ description: 'The state of the bridge.' })
export class StatusResponse {
  /** Status. */
  @ApiProperty({ example: 'running' })
  status!: string;

  /** Version of the bridge. */
  @ApiProperty({ example: '0.1.0' })
  version!: string;

  /** Providers for a plain picture of the default model, in order. */
  @ApiProperty({ type: [String], example: ['sandbox'] })
  providers!: string[];

  /** All providers with their statistics. */
  @ApiProperty({ type: [ProviderStatus] })
  provider_details!: ProviderStatus[];

  /** Whether long prompts are shortened. */
  @ApiProperty({ example: true })
  summarization_enabled!: boolean;

  /** Last error of the language model that shortens prompts. The bridge shortens them itself until it recovers. */
  @ApiProperty({ nullable: true, type: String })
  summarization_error!: string | null;

  /** Files of replaced systems that were found and are used. */
  @ApiProperty({ type: [String], example: ['master_lora_dict.json'] })
  inherited_files!: readonly string[];

  /** The default model. */
  @ApiProperty({ example: 'default' })
  model!: string;

  /** Seconds until a job submitted now would start. */
  @ApiProperty({ example: 0 })
  estimated_delay!: number;

  /** Number of LoRAs in the catalogue. */
  @ApiProperty({ example: 0 })
  total_loras!: number;

  /** Error in the catalogue's file. The last valid version stays in use. */
  @ApiProperty({ nullable: true, type: String })
  lora_file_error!: string | null;

  /** What was read from `model_config.json`. */
  @ApiProperty({ type: ModelConfigStatus })
  model_config!: ModelConfigStatus;

  /** Unfinished jobs. */
  @ApiProperty({ type: JobCounts })
  jobs!: JobCounts;

  /** Kept pictures. */
  @ApiProperty({ type: PicturesStatus })
  pictures!: PicturesStatus;

  /** Seconds since the start. */
  @ApiProperty({ example: 12 })
  uptime_seconds!: number;

  /** Resident memory in MiB. */
  @ApiProperty({ example: 110 })
  memory_mb!: number;
}

@ApiSchema({ description: 'Confirms a reset.' })
export class ResetResponse {
  /** Status. */
  @ApiProperty({ example: 'reset' })
  status!: string;

  /** Providers in the order in which they would be called. */
  @ApiProperty({ type: [String], example: ['sandbox'] })
  providers!: string[];
}
