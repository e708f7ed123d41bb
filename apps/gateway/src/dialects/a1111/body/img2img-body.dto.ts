import { ApiSchema } from '@nestjs/swagger';
import { Max, Min } from 'class-validator';
import { GenerationBody } from './generation-body.dto.js';
import { AT_LEAST, AT_MOST, Flag, Real, Text, Texts, Whole } from './pydantic-fields.js';

@ApiSchema({
  description: 'Request body of `POST /sdapi/v1/img2img`. Pictures are base64, `data:` URIs or http(s) URLs.',
})
export class Img2ImgBody extends GenerationBody {
  /** The source picture. If there are several, the first is used and the rest are reported. */
  @Texts()
  init_images: string[] = [];

  /** How the picture is fitted to the size: 0 and 3 stretch it, 1 and 2 crop it. */
  @Whole()
  @Min(0, AT_LEAST)
  @Max(3, AT_MOST)
  resize_mode: number = 0;

  /** 0 keeps the source picture, 1 ignores it. */
  @Real()
  @Min(0, AT_LEAST)
  @Max(1, AT_MOST)
  denoising_strength: number = 0.75;

  /** Accepted and dropped; reported as a degradation. */
  @Real()
  image_cfg_scale?: number;

  /** Mask: white is repainted, black stays. Any size; resized to the picture. */
  @Text()
  mask?: string;

  /** Only a blur of 4 pixels is supported; other values are reported. */
  @Whole()
  @Min(0, AT_LEAST)
  mask_blur: number = 4;

  /** Only a blur of 4 pixels is supported; other values are reported. */
  @Whole()
  mask_blur_x?: number;

  /** Only a blur of 4 pixels is supported; other values are reported. */
  @Whole()
  mask_blur_y?: number;

  /** Ignored. */
  @Flag()
  mask_round: boolean = true;

  /** Initial content of the masked area: 0 fill, 1 original, 2 latent noise, 3 nothing. Accepted and dropped. */
  @Whole()
  inpainting_fill: number = 0;

  /** Ignored: the model always sees the whole picture. */
  @Flag()
  inpaint_full_res: boolean = true;

  /** Ignored: the model always sees the whole picture. */
  @Whole()
  inpaint_full_res_padding: number = 0;

  /** 1 inverts the mask. */
  @Whole()
  inpainting_mask_invert: number = 0;

  /** Accepted and dropped; reported as a degradation. */
  @Real()
  initial_noise_multiplier?: number;

  /** Accepted and dropped; reported as a degradation. */
  @Text()
  latent_mask?: string;

  /** `true` returns `init_images` and `mask` in `parameters`. */
  @Flag()
  include_init_images: boolean = false;
}
