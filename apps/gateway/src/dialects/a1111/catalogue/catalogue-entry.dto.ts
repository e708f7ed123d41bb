import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({
  name: 'Checkpoint',
  description: 'A public model of the bridge, in the form of an A1111 checkpoint.',
})
export class CheckpointDto {
  /**
   * The value that `sd_model_checkpoint` accepts and `GET /sdapi/v1/options` returns.
   * @example 'default'
   */
  title!: string;

  /**
   * Name of the model.
   * @example 'default'
   */
  model_name!: string;

  /** Always null: a public model is not a file. */
  @ApiProperty({ type: String, nullable: true, example: null })
  hash!: null;

  /** SHA-256 of the file; null if it is unknown. */
  @ApiProperty({ type: String, nullable: true, example: null })
  sha256!: null;

  /** The model's id. */
  filename!: string;

  /** Always null. */
  @ApiProperty({ type: String, nullable: true, example: null })
  config!: null;
}

@ApiSchema({ name: 'Sampler', description: 'A sampler of A1111.' })
export class SamplerDto {
  /**
   * Name.
   * @example 'Euler a'
   */
  name!: string;

  /** Other names of the sampler. */
  @ApiProperty({ type: [String], example: ['k_euler_a'] })
  aliases!: readonly string[];

  /** Options of the sampler in A1111. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  options!: Readonly<Record<string, string>>;
}

@ApiSchema({ name: 'Scheduler', description: 'A schedule type of A1111.' })
export class SchedulerDto {
  /**
   * Name.
   * @example 'karras'
   */
  name!: string;

  /**
   * Display name.
   * @example 'Karras'
   */
  label!: string;

  /** Other names. */
  @ApiProperty({ type: [String], nullable: true })
  aliases!: readonly string[] | null;

  /** Always the default of A1111. */
  default_rho!: number;

  /** Always false. */
  need_inner_model!: boolean;
}

@ApiSchema({ name: 'Upscaler', description: 'An upscaler.' })
export class UpscalerDto {
  /**
   * Name.
   * @example 'Lanczos'
   */
  name!: string;

  /** Name of the model. */
  @ApiProperty({ type: String, nullable: true, example: null })
  model_name!: null;

  /** Always null. */
  @ApiProperty({ type: String, nullable: true, example: null })
  model_path!: null;

  /** Always null. */
  @ApiProperty({ type: String, nullable: true, example: null })
  model_url!: null;

  /**
   * Enlargement factor.
   * @example 4
   */
  scale!: number;
}

@ApiSchema({ description: 'An entry that has only a name.' })
export class NamedEntry {
  /**
   * Name.
   * @example 'Latent'
   */
  name!: string;
}

@ApiSchema({ description: "A LoRA of the catalogue in A1111's form." })
export class LoraEntry {
  /** Name for `<lora:name:weight>` tags. */
  @ApiProperty({ example: 'elena' })
  name!: string;

  /** Display name of the LoRA. */
  @ApiProperty({ example: 'Elena, the captain' })
  alias!: string;

  /** Download source; never a local path. */
  @ApiProperty({ example: 'https://huggingface.co/owner/lora/resolve/main/elena.safetensors' })
  path!: string;

  /** Trigger words and base model. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  metadata!: Record<string, unknown>;
}

@ApiSchema({ description: 'Textual inversion embeddings; always empty.' })
export class EmbeddingsResponse {
  /** Always empty. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  loaded!: Record<string, unknown>;

  /** Always empty. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  skipped!: Record<string, unknown>;
}

@ApiSchema({ description: 'Scripts; always empty.' })
export class ScriptsResponse {
  /** Always empty. */
  txt2img!: string[];

  /** Always empty. */
  img2img!: string[];
}

@ApiSchema({ description: 'Memory of the server process. No GPU is involved.' })
export class MemoryResponse {
  /** Memory of this process in bytes. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  ram!: Record<string, number>;

  /** Always an error: no GPU is involved. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  cuda!: Record<string, unknown>;
}
