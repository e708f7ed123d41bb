import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'The generation parameters stored in a picture.' })
export class PngInfoResponse {
  /**
   * A1111's parameters text; empty if the file has none.
   * @example 'a red fox\nSteps: 20, Seed: 1234, Size: 512x512'
   */
  info!: string;

  /** All texts stored in the file. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  items!: Readonly<Record<string, string>>;

  /** The parsed `info`. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  parameters!: Record<string, string>;
}

@ApiSchema({ description: 'The caption of a picture.' })
export class InterrogateResponse {
  /** The caption. */
  caption!: string;
}

@ApiSchema({ description: 'Enlarged pictures.' })
export class ExtrasBatchResponse {
  /** What was done with each picture, and what was dropped. */
  html_info!: string;

  /** Base64 pictures in the order of the request. */
  @ApiProperty({ type: [String] })
  images!: string[];
}

@ApiSchema({ description: 'An enlarged picture.' })
export class ExtrasResponse {
  /** What was done, and what was dropped. */
  html_info!: string;

  /** Base64 picture. */
  image!: string;
}
