import { ApiProperty } from '@nestjs/swagger';

/** `POST /sdapi/v1/png-info`. */
export class PngInfoResponse {
  /**
   * A1111's text, empty where the file has none.
   * @example 'a red fox\nSteps: 20, Seed: 1234, Size: 512x512'
   */
  info!: string;

  /** Every text in the file. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  items!: Readonly<Record<string, string>>;

  /** `info`, read. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  parameters!: Record<string, string>;
}

/** `POST /sdapi/v1/interrogate`. */
export class InterrogateResponse {
  /** The prompt in the file. */
  caption!: string;
}

/** `POST /sdapi/v1/extra-batch-images`. */
export class ExtrasBatchResponse {
  /** What was done with each, and what was left out. */
  html_info!: string;

  /** Bare base64, in the order in which they were sent. */
  @ApiProperty({ type: [String] })
  images!: string[];
}

/** `POST /sdapi/v1/extra-single-image`. */
export class ExtrasResponse {
  /** What was done, and what was left out. */
  html_info!: string;

  /** Bare base64. */
  image!: string;
}
