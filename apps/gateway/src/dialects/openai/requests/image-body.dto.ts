import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInstance,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Flag, Numeric, OneUnlessGiven } from '../../../bodies/index.js';
import { FormatName, ResponseFormatName } from './format-name.js';
import { ASPECT_RATIO, RESOLUTION, SIZE, SizeText } from './size-text.js';

/** The longest prompt OpenAI takes; role-play passages come near it. */
export const LONGEST_PROMPT = 32_000;
const LONGEST_NAME = 200;

@ApiSchema({ description: 'A LoRA that the client requests.' })
class LoraSetting {
  /** Name, file name, URL or AIR id. */
  @ApiProperty({ example: 'film-grain' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  name!: string;

  /** Weight; 1 is the LoRA as trained. */
  @ApiPropertyOptional({ example: 0.8 })
  @OneUnlessGiven()
  @Numeric()
  @IsNumber()
  @Min(-10)
  @Max(10)
  weight: number = 1;
}

/**
 * Fields of every OpenAI-style route that generates pictures: OpenAI's, FastFusion's and the bridge's own. Unknown fields
 * are listed in the response; null and an empty text count as absent. Aliases have already been renamed.
 */
export class ImageBody {
  /** A name from `GET /v1/models`. Default: the default model. */
  @ApiPropertyOptional({ example: 'default' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  model?: string;

  /** Number of pictures. Aliases: `batch_size`, `num_images`. */
  @ApiPropertyOptional({ example: 1 })
  @Numeric()
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(1)
  @Max(10)
  n?: number;

  /** Pixels (`1024x1024`), an aspect ratio (`16:9`), a tier (`1K`, `2K`, `4K`) or `auto`. Aliases: `image_size`; `width` with `height`. */
  @ApiPropertyOptional({ example: '1024x1024' })
  @SizeText()
  @IsOptional()
  @Matches(SIZE, { message: "must be 'auto', or like '1024x1024', '16:9' or '2K'" })
  size?: string;

  /** Aspect ratio if `size` gives no pixels: `16:9` or `auto`. */
  @ApiPropertyOptional({ example: '16:9' })
  @SizeText()
  @IsOptional()
  @Matches(ASPECT_RATIO, { message: "must be 'auto' or like '16:9'" })
  aspect_ratio?: string;

  /** Number of pixels if `size` gives none: that of a square of 1024 (`1K`), 2048 (`2K`) or 4096 (`4K`) pixels. */
  @ApiPropertyOptional({ example: '2K' })
  @SizeText()
  @IsOptional()
  @Matches(RESOLUTION, { message: 'must be 1K, 2K or 4K' })
  resolution?: string;

  /** Name of a preset, or OpenAI's `low`, `medium` or `high`. */
  @ApiPropertyOptional({ example: 'standard' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  quality?: string;

  /** Whether pictures are returned inline or as URLs. Together's `base64` means `b64_json`. */
  @ResponseFormatName()
  @IsOptional()
  @IsIn(['b64_json', 'url'])
  response_format?: 'b64_json' | 'url';

  /** File format of the pictures. */
  @ApiPropertyOptional({ example: 'png' })
  @FormatName()
  @IsOptional()
  @IsIn(['png', 'jpeg', 'webp'])
  output_format?: 'png' | 'jpeg' | 'webp';

  /** Quality for jpeg and webp, 0 to 100. */
  @ApiPropertyOptional({ example: 90 })
  @Numeric()
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  output_compression?: number;

  /** The negative prompt. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_PROMPT)
  negative_prompt?: string;

  /** The same seed gives the same picture; -1 is random. */
  @ApiPropertyOptional({ example: 42 })
  @Numeric()
  @IsOptional()
  @IsInt()
  @Min(-1)
  @Max(4_294_967_295)
  seed?: number;

  /** Number of steps. Alias: `steps`. */
  @ApiPropertyOptional({ example: 28 })
  @Numeric()
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  num_inference_steps?: number;

  /** Guidance scale. Aliases: `cfg_scale`, `guidance`. */
  @ApiPropertyOptional({ example: 3.5 })
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(100)
  guidance_scale?: number;

  /** LoRAs by name and weight. Aliases: `loras`, `image_loras` with `path` and `scale`. */
  @IsOptional()
  @IsArray()
  @IsInstance(LoraSetting, { each: true, message: 'each must be an object with a name' })
  @ValidateNested({ each: true })
  @Type(() => LoraSetting)
  lora_settings?: LoraSetting[];

  /** `false` uses the prompt unchanged. By default, prose of 60 words or more is shortened. */
  @ApiPropertyOptional({ example: false })
  @Flag()
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  summarize?: boolean;

  /** `strict` refuses a request that cannot be fulfilled completely; `report` (default) lists the degradations. Also as header `x-fusionbridge-fidelity`. */
  @IsOptional()
  @IsIn(['report', 'strict'])
  fidelity?: 'report' | 'strict';

  /**
   * Routing policy: `ordered`, `adaptive`, `cheapest`, `fastest` or `only:<provider>`. Default: the model's own policy.
   * Also as header `x-fusionbridge-route`.
   * @example adaptive
   */
  @IsOptional()
  @IsString()
  routing?: string;

  /** End-user identifier. Accepted, but not forwarded. */
  @IsOptional()
  user?: unknown;

  /** DALL·E's `vivid` or `natural`. Dropped and reported: no provider supports it. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  style?: string;

  /** `transparent`, `opaque` or `auto`. Dropped and reported for models without transparency. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  background?: string;

  /** OpenAI's `auto` or `low`. Accepted, but not forwarded: each provider applies its own rules. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  moderation?: string;

  /** Streams server-sent events: previews, then each picture. */
  @Flag()
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  stream?: boolean;

  /** Maximum number of previews in a stream. Only some providers offer previews. */
  @ApiPropertyOptional({ example: 2 })
  @Numeric()
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(0)
  @Max(3)
  partial_images?: number;

  /** Responds immediately with 202 and the job, which runs in the background. Also as header `Prefer: respond-async`. */
  @Flag()
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  async?: boolean;

  /**
   * `off` always generates new pictures. `on` (default) returns the earlier pictures of an identical request with a fixed
   * seed. Also as header `x-fusionbridge-cache`, or `Cache-Control: no-cache`.
   */
  @ApiPropertyOptional({ enum: ['on', 'off'] })
  @IsOptional()
  @IsIn(['on', 'off', true, false, 'true', 'false'], { message: "must be 'on' or 'off'" })
  cache?: unknown;
}
