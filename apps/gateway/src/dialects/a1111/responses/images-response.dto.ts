import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';

@ApiSchema({ description: 'Response of `POST /sdapi/v1/txt2img` and `POST /sdapi/v1/img2img`.' })
export class A1111ImagesResponse {
  /** Base64 pictures, PNG unless `samples_format` differs; never a grid. Empty with `send_images: false`. */
  images!: string[];

  /** The request with its defaults. `init_images` and `mask` are null unless requested. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  parameters!: Record<string, unknown>;

  /**
   * JSON in a string: A1111's keys (`seed`, `all_seeds`, `width`, `height`, `infotexts`, …), those of the Flux LoRA
   * Bridge (`original_prompt`, `final_prompt`, `provider`, `loras_used`, `total_time_seconds`, …), `degradations` and
   * `attempts`.
   * @example '{"prompt":"a red fox","seed":1234,"width":512,"height":512,"infotexts":["a red fox\\nSteps: 20"]}'
   */
  info!: string;
}

@ApiSchema({ description: 'One invalid field of a request body.' })
class ValidationMistake {
  /**
   * Path of the invalid field.
   * @example ["body", "steps"]
   */
  @ApiProperty({ type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'integer' }] } })
  loc!: (string | number)[];

  /**
   * Explanation.
   * @example 'value is not a valid integer'
   */
  msg!: string;

  /**
   * Type of the error.
   * @example 'type_error.integer'
   */
  type!: string;
}

/** FastAPI's answer to a body it cannot read, or A1111's to one that it can and will not do. */
@ApiExtraModels(ValidationMistake)
@ApiSchema({ description: "FastAPI's response to an invalid body, or A1111's to a request it refuses." })
export class A1111ValidationErrorResponse {
  /** The invalid fields, or one sentence. */
  @ApiProperty({
    oneOf: [{ type: 'array', items: { $ref: getSchemaPath(ValidationMistake) } }, { type: 'string' }],
  })
  detail!: ValidationMistake[] | string;
}

@ApiSchema({ description: "Any other error in A1111's format." })
export class A1111ErrorResponse {
  /**
   * A1111's exception class; `HTTPException` for errors the client can fix.
   * @example 'AllProvidersFailed'
   */
  error!: string;

  /** Message of an `HTTPException`. */
  detail!: string;

  /** Always empty. */
  body!: string;

  /**
   * Message of any other exception.
   * @example 'The only provider failed. sd-webui is not reachable.'
   */
  errors!: string;
}
