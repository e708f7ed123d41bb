import { ArrayMaxSize, Max, Min } from 'class-validator';
import { AT_LEAST, AT_MOST, Flag, List, Real, Text, Whole } from './pydantic-fields.js';

/** `POST /sdapi/v1/png-info`. */
export class PngInfoBody {
  /** Base64, a `data:` URI or an http(s) address. */
  @Text()
  image: string = '';
}

/** `POST /sdapi/v1/interrogate`. */
export class InterrogateBody {
  /** Base64, a `data:` URI or an http(s) address. */
  @Text()
  image: string = '';

  /**
   * Of no effect.
   * @example 'clip'
   */
  @Text()
  model: string = 'clip';
}

/** What both extras take. */
export class ExtrasFields {
  /** 0 enlarges by `upscaling_resize`, 1 brings to `upscaling_resize_w` x `upscaling_resize_h`. */
  @Whole()
  @Min(0, AT_LEAST)
  @Max(1, AT_MOST)
  resize_mode: number = 0;

  /** Of no effect. */
  @Flag()
  show_extras_results: boolean = true;

  /** Taken and left out; `html_info` says so. */
  @Real()
  gfpgan_visibility: number = 0;

  /** Taken and left out; `html_info` says so. */
  @Real()
  codeformer_visibility: number = 0;

  @Real()
  codeformer_weight: number = 0;

  /** How much larger. */
  @Real()
  @Min(0.05, AT_LEAST)
  @Max(16, AT_MOST)
  upscaling_resize: number = 2;

  @Whole()
  @Min(1, AT_LEAST)
  @Max(16_384, AT_MOST)
  upscaling_resize_w: number = 512;

  @Whole()
  @Min(1, AT_LEAST)
  @Max(16_384, AT_MOST)
  upscaling_resize_h: number = 512;

  /** `true` cuts what stands over, `false` gives the smallest size that covers width and height. */
  @Flag()
  upscaling_crop: boolean = true;

  /** `None` leaves the size; `Lanczos`, or a name of `GET upscalers`. Any other name is the first upscaler there is. */
  @Text()
  upscaler_1: string = 'None';

  /** Of no effect. */
  @Text()
  upscaler_2: string = 'None';

  @Real()
  extras_upscaler_2_visibility: number = 0;

  @Flag()
  upscale_first: boolean = false;
}

/** `POST /sdapi/v1/extra-single-image`. */
export class ExtrasBody extends ExtrasFields {
  /** Base64, a `data:` URI or an http(s) address. */
  @Text()
  image: string = '';
}

/** `POST /sdapi/v1/extra-batch-images`. */
export class ExtrasBatchBody extends ExtrasFields {
  /** Objects with `data` (base64, a `data:` URI or an http(s) address) and `name`; at most 16. */
  @ArrayMaxSize(16, { message: 'ensure this value has at most $constraint1 items' })
  @List()
  imageList: unknown[] = [];
}
