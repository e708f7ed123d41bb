import { ApiProperty } from '@nestjs/swagger';

/** `GET /sdapi/v1/sd-models`: a public model of the bridge. */
export class CheckpointDto {
  /**
   * What `sd_model_checkpoint` takes and `GET /options` answers, byte for byte.
   * @example 'default'
   */
  title!: string;

  /** @example 'default' */
  model_name!: string;

  /** Always null: a public model is no file. */
  @ApiProperty({ type: String, nullable: true, example: null })
  hash!: null;

  @ApiProperty({ type: String, nullable: true, example: null })
  sha256!: null;

  /** The model's id; there is no file. */
  filename!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  config!: null;
}

/** `GET /sdapi/v1/samplers`. */
export class SamplerDto {
  /** @example 'Euler a' */
  name!: string;

  @ApiProperty({ type: [String], example: ['k_euler_a'] })
  aliases!: readonly string[];

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  options!: Readonly<Record<string, string>>;
}

/** `GET /sdapi/v1/schedulers`. */
export class SchedulerDto {
  /** @example 'karras' */
  name!: string;

  /** @example 'Karras' */
  label!: string;

  @ApiProperty({ type: [String], nullable: true })
  aliases!: readonly string[] | null;

  default_rho!: number;

  need_inner_model!: boolean;
}

/** `GET /sdapi/v1/upscalers`. */
export class UpscalerDto {
  /** @example 'Lanczos' */
  name!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  model_name!: null;

  @ApiProperty({ type: String, nullable: true, example: null })
  model_path!: null;

  @ApiProperty({ type: String, nullable: true, example: null })
  model_url!: null;

  /** @example 4 */
  scale!: number;
}

/** `GET /sdapi/v1/latent-upscale-modes`. */
export class NamedEntry {
  /** @example 'Latent' */
  name!: string;
}

/** `GET /sdapi/v1/loras`. */
export class LoraEntry {
  /** For `<lora:name:weight>`. */
  @ApiProperty({ example: 'elena' })
  name!: string;

  @ApiProperty({ example: 'Elena, the captain' })
  alias!: string;

  /** Where it can be had; never a path of this machine. */
  @ApiProperty({ example: 'https://huggingface.co/owner/lora/resolve/main/elena.safetensors' })
  path!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  metadata!: Record<string, unknown>;
}

/** `GET /sdapi/v1/embeddings`. */
export class EmbeddingsResponse {
  @ApiProperty({ type: 'object', additionalProperties: true })
  loaded!: Record<string, unknown>;

  @ApiProperty({ type: 'object', additionalProperties: true })
  skipped!: Record<string, unknown>;
}

/** `GET /sdapi/v1/scripts`. */
export class ScriptsResponse {
  txt2img!: string[];

  img2img!: string[];
}

/** `GET /sdapi/v1/memory`. */
export class MemoryResponse {
  /** In bytes, of this process. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  ram!: Record<string, number>;

  @ApiProperty({ type: 'object', additionalProperties: true })
  cuda!: Record<string, unknown>;
}
