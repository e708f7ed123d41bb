import { ApiProperty } from '@nestjs/swagger';

export class ServiceAnswer {
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

export class HealthAnswer {
  @ApiProperty({ example: 'ok' })
  status!: string;
}

/** A provider, and what it lacks. */
export class ProviderStatus {
  @ApiProperty({ example: 'sd-webui' })
  id!: string;

  @ApiProperty()
  configured!: boolean;

  /** What to set, where it is not configured. */
  @ApiProperty({ example: 'set SD_ENABLED=true' })
  message!: string;
}

class JobCounts {
  @ApiProperty({ example: 0 })
  queued!: number;

  @ApiProperty({ example: 0 })
  running!: number;
}

export class StatusAnswer {
  @ApiProperty({ example: 'running' })
  status!: string;

  @ApiProperty({ example: '0.1.0' })
  version!: string;

  /** Who would be asked for a plain picture of the default model, first to last. */
  @ApiProperty({ type: [String], example: ['sandbox'] })
  providers!: string[];

  @ApiProperty({ type: [ProviderStatus] })
  provider_details!: ProviderStatus[];

  @ApiProperty({ example: false })
  summarization_enabled!: boolean;

  /** The default model. */
  @ApiProperty({ example: 'default' })
  model!: string;

  /** Seconds until a picture ordered now would have its turn. */
  @ApiProperty({ example: 0 })
  estimated_delay!: number;

  /** LoRAs in the catalogue. */
  @ApiProperty({ example: 0 })
  total_loras!: number;

  @ApiProperty({ type: JobCounts })
  jobs!: JobCounts;

  @ApiProperty({ example: 12 })
  uptime_seconds!: number;

  /** Resident memory. */
  @ApiProperty({ example: 110 })
  memory_mb!: number;
}

export class ResetAnswer {
  @ApiProperty({ example: 'reset' })
  status!: string;

  @ApiProperty({ type: [String], example: ['sandbox'] })
  providers!: string[];
}
