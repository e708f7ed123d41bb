import { ApiSchema } from '@nestjs/swagger';
import { Max, Min } from 'class-validator';
import { GenerationBody } from './generation-body.dto.js';
import { AT_LEAST, AT_MOST, Flag, List, Real, Text, Whole } from './pydantic-fields.js';

@ApiSchema({ description: 'Request body of `POST /sdapi/v1/txt2img`.' })
export class Txt2ImgBody extends GenerationBody {
  /** Ignored here; SillyTavern sends it. */
  @Real()
  denoising_strength: number = 0.75;

  /** Enables the second pass: the finished picture is enlarged with Lanczos, which is reported. */
  @Flag()
  enable_hr: boolean = false;

  /** Accepted and dropped. */
  @Whole()
  firstphase_width: number = 0;

  /** Accepted and dropped. */
  @Whole()
  firstphase_height: number = 0;

  /** Enlargement factor if `hr_resize_x` and `hr_resize_y` are 0. */
  @Real()
  hr_scale: number = 2;

  /** Any name is accepted; the upscaler is always Lanczos. */
  @Text()
  hr_upscaler?: string;

  /** Accepted and dropped. */
  @Whole()
  hr_second_pass_steps: number = 0;

  /** Width after the second pass; 0 derives it from `hr_resize_y`, or from `hr_scale` if both are 0. */
  @Whole()
  @Min(0, AT_LEAST)
  @Max(16_384, AT_MOST)
  hr_resize_x: number = 0;

  /** Height after the second pass; 0 derives it from `hr_resize_x`, or from `hr_scale` if both are 0. */
  @Whole()
  @Min(0, AT_LEAST)
  @Max(16_384, AT_MOST)
  hr_resize_y: number = 0;

  /** Accepted and dropped. */
  @Text()
  hr_checkpoint_name?: string;

  /** Accepted and dropped. */
  @Text()
  hr_sampler_name?: string;

  /** Accepted and dropped. */
  @Text()
  hr_scheduler?: string;

  /** Accepted and dropped. */
  @Text()
  hr_prompt: string = '';

  /** Accepted and dropped. */
  @Text()
  hr_negative_prompt: string = '';

  /** Accepted and dropped. */
  @List()
  hr_additional_modules?: unknown[];
}
