import { Max, Min } from 'class-validator';
import { GenerationBody } from './generation-body.dto.js';
import { AT_LEAST, AT_MOST, Flag, Real, Text, Texts, Whole } from './pydantic-fields.js';

/** `POST /sdapi/v1/img2img`. Pictures are bare base64, `data:` URIs or http(s) addresses. */
export class Img2ImgBody extends GenerationBody {
  /** The picture to start from. Of several the first is taken, and the rest listed. */
  @Texts()
  init_images: string[] = [];

  /** 0 stretches the picture to the size, 1 and 2 crop it to the proportions, 3 stretches. */
  @Whole()
  @Min(0, AT_LEAST)
  @Max(3, AT_MOST)
  resize_mode: number = 0;

  /** 0 keeps the picture, 1 ignores it. */
  @Real()
  @Min(0, AT_LEAST)
  @Max(1, AT_MOST)
  denoising_strength: number = 0.75;

  /** Taken and left out. */
  @Real()
  image_cfg_scale?: number;

  /** White is repainted, black stays. Any size; brought to the picture's. */
  @Text()
  mask?: string;

  /** The seam fades over 4 pixels inside the mask; another width is listed. */
  @Whole()
  @Min(0, AT_LEAST)
  mask_blur: number = 4;

  @Whole()
  mask_blur_x?: number;

  @Whole()
  mask_blur_y?: number;

  /** Of no effect. */
  @Flag()
  mask_round: boolean = true;

  /** What the masked part starts from: 0 fill, 1 original, 2 latent noise, 3 nothing. Taken and left out. */
  @Whole()
  inpainting_fill: number = 0;

  /** Of no effect: the model sees the whole picture. */
  @Flag()
  inpaint_full_res: boolean = true;

  @Whole()
  inpaint_full_res_padding: number = 0;

  /** 1 repaints what is black in the mask. */
  @Whole()
  inpainting_mask_invert: number = 0;

  /** Taken and left out. */
  @Real()
  initial_noise_multiplier?: number;

  /** Taken and left out. */
  @Text()
  latent_mask?: string;

  /** `true` sends `init_images` and `mask` back in `parameters`. */
  @Flag()
  include_init_images: boolean = false;
}
