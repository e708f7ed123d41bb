import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

/** `POST /sdapi/v1/txt2img` and `/img2img`. */
export class A1111ImagesResponse {
  /** Bare base64, PNG unless `samples_format` says otherwise; never a grid. Empty with `send_images: false`. */
  images!: string[];

  /** The request with its defaults. `init_images` and `mask` are null unless asked for. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  parameters!: Record<string, unknown>;

  /**
   * JSON in a string: A1111's keys (`seed`, `all_seeds`, `width`, `height`, `infotexts`, …), those of the Flux LoRA
   * Bridge (`original_prompt`, `final_prompt`, `provider`, `loras_used`, `total_time_seconds`, …), and what was left
   * out (`degradations`) and tried (`attempts`).
   * @example '{"prompt":"a red fox","seed":1234,"width":512,"height":512,"infotexts":["a red fox\\nSteps: 20"]}'
   */
  info!: string;
}

/** One mistake in a body. */
class ValidationMistake {
  /** @example ["body", "steps"] */
  @ApiProperty({ type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'integer' }] } })
  loc!: (string | number)[];

  /** @example 'value is not a valid integer' */
  msg!: string;

  /** @example 'type_error.integer' */
  type!: string;
}

/** FastAPI's answer to a body it cannot read, or A1111's to one that it can and will not do. */
@ApiExtraModels(ValidationMistake)
export class A1111ValidationErrorResponse {
  /** The mistakes, or one sentence. */
  @ApiProperty({
    oneOf: [{ type: 'array', items: { $ref: getSchemaPath(ValidationMistake) } }, { type: 'string' }],
  })
  detail!: ValidationMistake[] | string;
}

/** Any other error. */
export class A1111ErrorResponse {
  /**
   * A1111's exception class, `HTTPException` for what the client can change.
   * @example 'AllProvidersFailed'
   */
  error!: string;

  /** What an `HTTPException` says. */
  detail!: string;

  /** Always empty. */
  body!: string;

  /**
   * What any other exception says.
   * @example 'The only provider failed. sd-webui is not reachable.'
   */
  errors!: string;
}
