import { ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, Max, Min } from 'class-validator';
import { AT_LEAST, AT_MOST, Flag, List, Real, Text, Whole } from './pydantic-fields.js';

@ApiSchema({ description: 'Request body of `POST /sdapi/v1/png-info`.' })
export class PngInfoBody {
  /** The picture as base64, a `data:` URI or an http(s) URL. */
  @Text()
  image: string = '';
}

@ApiSchema({ description: 'Request body of `POST /sdapi/v1/interrogate`.' })
export class InterrogateBody {
  /** The picture as base64, a `data:` URI or an http(s) URL. */
  @Text()
  image: string = '';

  /**
   * Ignored.
   * @example 'clip'
   */
  @Text()
  model: string = 'clip';
}

/** Fields of both `extra` routes. */
export class ExtrasFields {
  /** 0 enlarges by `upscaling_resize`, 1 resizes to `upscaling_resize_w` x `upscaling_resize_h`. */
  @Whole()
  @Min(0, AT_LEAST)
  @Max(1, AT_MOST)
  resize_mode: number = 0;

  /** Ignored. */
  @Flag()
  show_extras_results: boolean = true;

  /** Accepted and dropped; reported in `html_info`. */
  @Real()
  gfpgan_visibility: number = 0;

  /** Accepted and dropped; reported in `html_info`. */
  @Real()
  codeformer_visibility: number = 0;

  /** Ignored. */
  @Real()
  codeformer_weight: number = 0;

  /** Enlargement factor. */
  @Real()
  @Min(0.05, AT_LEAST)
  @Max(16, AT_MOST)
  upscaling_resize: number = 2;

  /** Width in pixels for `resize_mode` 1. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(16_384, AT_MOST)
  upscaling_resize_w: number = 512;

  /** Height in pixels for `resize_mode` 1. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(16_384, AT_MOST)
  upscaling_resize_h: number = 512;

  /** `true` crops to the exact size, `false` returns the smallest size that covers it. */
  @Flag()
  upscaling_crop: boolean = true;

  /** `None`, `Lanczos` or a name from `GET /sdapi/v1/upscalers`. Any other name selects the first upscaler. */
  @Text()
  upscaler_1: string = 'None';

  /** Ignored. */
  @Text()
  upscaler_2: string = 'None';

  /** Accepted and dropped. */
  @Real()
  extras_upscaler_2_visibility: number = 0;

  /** Accepted and dropped. */
  @Flag()
  upscale_first: boolean = false;
}

@ApiSchema({ description: 'Request body of `POST /sdapi/v1/extra-single-image`.' })
export class ExtrasBody extends ExtrasFields {
  /** The picture as base64, a `data:` URI or an http(s) URL. */
  @Text()
  image: string = '';
}

@ApiSchema({ description: 'Request body of `POST /sdapi/v1/extra-batch-images`.' })
export class ExtrasBatchBody extends ExtrasFields {
  /** At most 16 objects with `data` (base64, a `data:` URI or an http(s) URL) and `name`. */
  @ArrayMaxSize(16, { message: 'ensure this value has at most $constraint1 items' })
  @List()
  imageList: unknown[] = [];
}
