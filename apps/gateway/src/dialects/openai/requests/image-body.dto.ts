import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
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

/** A LoRA the client names. */
class LoraSetting {
  /** Name, file, address or AIR id. */
  @ApiProperty({ example: 'film-grain' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  name!: string;

  /** 1 is the LoRA as trained. */
  @ApiPropertyOptional({ example: 0.8 })
  @OneUnlessGiven()
  @Numeric()
  @IsNumber()
  @Min(-10)
  @Max(10)
  weight: number = 1;
}

/**
 * What every route that makes pictures takes: OpenAI's fields, FastFusion's, and ours. Unknown fields are listed in the
 * answer, null and an empty text count as left out; the aliases of other clients were put under these names before.
 */
export class ImageBody {
  /** A name from `GET /v1/models`; the default model when left out. */
  @ApiPropertyOptional({ example: 'default' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  model?: string;

  /** Pictures wanted. Also `batch_size` and `num_images`. */
  @ApiPropertyOptional({ example: 1 })
  @Numeric()
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(1)
  @Max(10)
  n?: number;

  /** `1024x1024`, a shape (`16:9`), a tier (`1K`, `2K`, `4K`), or `auto`. Also `image_size`, or `width` and `height`. */
  @ApiPropertyOptional({ example: '1024x1024' })
  @SizeText()
  @IsOptional()
  @Matches(SIZE, { message: "must be 'auto', or like '1024x1024', '16:9' or '2K'" })
  size?: string;

  /** The shape, where `size` names no pixels: `16:9`, or `auto`. */
  @ApiPropertyOptional({ example: '16:9' })
  @SizeText()
  @IsOptional()
  @Matches(ASPECT_RATIO, { message: "must be 'auto' or like '16:9'" })
  aspect_ratio?: string;

  /** How many pixels, where `size` names none: as many as a square of 1024 (`1K`), 2048 (`2K`) or 4096 (`4K`) has. */
  @ApiPropertyOptional({ example: '2K' })
  @SizeText()
  @IsOptional()
  @Matches(RESOLUTION, { message: 'must be 1K, 2K or 4K' })
  resolution?: string;

  /** A preset's name, or OpenAI's low, medium, high. */
  @ApiPropertyOptional({ example: 'standard' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  quality?: string;

  /** How the pictures come: in the answer, or as addresses. Together's `base64` is `b64_json`. */
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

  /** What must not appear. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_PROMPT)
  negative_prompt?: string;

  /** The same seed gives the same picture; -1 is a random one. */
  @ApiPropertyOptional({ example: 42 })
  @Numeric()
  @IsOptional()
  @IsInt()
  @Min(-1)
  @Max(4_294_967_295)
  seed?: number;

  /** Also `steps`. */
  @ApiPropertyOptional({ example: 28 })
  @Numeric()
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  num_inference_steps?: number;

  /** Also `cfg_scale` and `guidance`. */
  @ApiPropertyOptional({ example: 3.5 })
  @Numeric()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(100)
  guidance_scale?: number;

  /** LoRAs by name and weight (FastFusion's field). Also `loras` and `image_loras`, with `path` and `scale`. */
  @IsOptional()
  @IsArray()
  @IsInstance(LoraSetting, { each: true, message: 'each must be an object with a name' })
  @ValidateNested({ each: true })
  @Type(() => LoraSetting)
  lora_settings?: LoraSetting[];

  /** `false`: the prompt is painted as it is, however long; prose of 60 words or more is shortened otherwise. */
  @ApiPropertyOptional({ example: false })
  @Flag()
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  summarize?: boolean;

  /** `strict` refuses what cannot be honoured whole, `report` (default) lists it. Also header x-fusionbridge-fidelity. */
  @IsOptional()
  @IsIn(['report', 'strict'])
  fidelity?: 'report' | 'strict';

  /**
   * How the provider is chosen: ordered, adaptive, cheapest, fastest or only:<provider>; the model's own way where it
   * is left out. Also header x-fusionbridge-route.
   * @example adaptive
   */
  @IsOptional()
  @IsString()
  routing?: string;

  /** Who the client's own user is. Taken, and passed on to nobody. */
  @IsOptional()
  user?: unknown;

  /** DALL·E's `vivid` or `natural`: taken and reported as left out, no provider has a field for it. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  style?: string;

  /** `transparent`, `opaque` or `auto`. Models that paint no transparency report it as left out. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  background?: string;

  /** OpenAI's `auto` or `low`. Taken, and passed on to nobody: each provider moderates by its own rules. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  moderation?: string;

  /** Answers with server-sent events: previews as they come, then each picture. */
  @Flag()
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  stream?: boolean;

  /** Most previews a stream shows on the way. Only providers that show their work have any. */
  @ApiPropertyOptional({ example: 2 })
  @Numeric()
  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(0)
  @Max(3)
  partial_images?: number;

  /** Answers at once with 202 and the job, which is painted whether anybody waits or not. Also `Prefer: respond-async`. */
  @Flag()
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  async?: boolean;

  /**
   * `off`: paint anew, whatever an equal request has made before. `on` (default): with a fixed seed an equal request is
   * answered with the picture it made before. Also header x-fusionbridge-cache, or `Cache-Control: no-cache`.
   */
  @ApiPropertyOptional({ enum: ['on', 'off'] })
  @IsOptional()
  @IsIn(['on', 'off', true, false, 'true', 'false'], { message: "must be 'on' or 'off'" })
  cache?: unknown;
}
