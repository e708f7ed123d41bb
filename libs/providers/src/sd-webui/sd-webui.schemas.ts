import { z } from 'zod';
import { FastApiDetail } from '@fusionbridge/http';
import { pictureAnswer } from '../protocol/pictures/index.js';

/** `POST txt2img | img2img` (A1111 api.py: TextToImageResponse); `info` is JSON in a string, an object at some, empty at sd.cpp. */
export const GenerationAnswer = pictureAnswer(['images'], { info: z.unknown().optional() });

export type GenerationAnswer = z.infer<typeof GenerationAnswer>;

/** What is needed of `info` (processing.py: Processed.js). */
export const GenerationInfo = z.object({
  all_seeds: z.array(z.number()).nullish().catch(null),
  index_of_first_image: z.number().nullish().catch(null),
  sd_model_name: z.string().nullish().catch(null),
  sampler_name: z.string().nullish().catch(null),
  infotexts: z.array(z.string()).nullish().catch(null),
});

export type GenerationInfo = z.infer<typeof GenerationInfo>;

/** `GET progress`; `current_task` only at Forge and newer A1111. */
export const ProgressAnswer = z.object({
  progress: z.number().catch(0),
  state: z.object({
    job_count: z.number().catch(0),
    job_timestamp: z.string().catch(''),
    sampling_step: z.number().catch(0),
    sampling_steps: z.number().catch(0),
  }),
  current_image: z.string().nullish().catch(null),
  current_task: z.string().nullish().catch(null),
});

export type ProgressAnswer = z.infer<typeof ProgressAnswer>;

/** `GET loras`. */
export const LorasAnswer = z.array(
  z.object({
    name: z.string(),
    /** Every server has it but stable-diffusion.cpp's. */
    alias: z.string().nullish().catch(null),
  }),
);

/** `GET upscalers`. */
export const UpscalersAnswer = z.array(z.object({ name: z.string() }));

/** `POST extra-single-image`. */
export const ExtrasAnswer = pictureAnswer(['image'], {});

/** `GET options`. */
export const OptionsAnswer = z.object({ sd_model_checkpoint: z.string().nullish().catch(null) });

/** Errors: the handler's `{error, detail, errors}` or FastAPI's `{detail: [{loc, msg}]}`. */
export const FailureAnswer = z.object({
  error: z.string().nullish().catch(null),
  detail: FastApiDetail,
  errors: z.string().nullish().catch(null),
});
