import type { HarmlessFields } from '../../../bodies/index.js';
import { WEB_UI_OPTIONS } from '../catalogue/web-ui-options.js';

/**
 * Undeclared fields that are dropped silently: SillyTavern's server and the clients of A1111's relatives send them on
 * their own (contracts/clients.md §2, §3), with any value or only at their default.
 */
export const HARMLESS: HarmlessFields = {
  /** SillyTavern tells its own server the address and the credential of the bridge. */
  url: 'any',
  auth: 'any',
  /** SillyTavern's Draw Things source. */
  upscaler_scale: [1],
  /** Forge, at its defaults. */
  hr_cfg: [1],
  hr_distilled_cfg: [3.5],
  /** SD.Next and sdwebuiapi: these affect the response, not the picture. */
  use_async: 'any',
  use_deprecated_controlnet: 'any',
  save_samples: 'any',
};

const CHOSEN: HarmlessFields = {
  sd_model_checkpoint: 'any',
  samples_format: 'any',
  jpeg_quality: 'any',
};

/** No effect on the picture: how a web UI stores and shows its own files. */
const ABOUT_FILES: HarmlessFields = {
  samples_save: 'any',
  grid_save: 'any',
  return_grid: 'any',
  save_images_add_number: 'any',
  enable_pnginfo: 'any',
  webp_lossless: 'any',
  img_max_size_mp: 'any',
  live_previews_enable: 'any',
  show_progress_every_n_steps: 'any',
  interrogate_clip_num_beams: 'any',
  face_restoration_unload: 'any',
};

/** Options of `override_settings` that are honoured, or that can be dropped silently. */
export const HARMLESS_OPTIONS: HarmlessFields = {
  ...Object.fromEntries(Object.entries(WEB_UI_OPTIONS).map(([name, value]) => [name, [value]])),
  sd_vae: ['Automatic', 'None'],
  ...ABOUT_FILES,
  ...CHOSEN,
};

const NOT_NAMED = ['None', 'none'];

/**
 * Declared fields that cannot be honoured, with the values that ask for nothing: A1111's own defaults, and those that
 * its clients send.
 */
export const HARMLESS_VALUES = {
  eta: [0, 1],
  s_min_uncond: [0],
  s_churn: [0],
  s_tmin: [0],
  s_tmax: [0],
  s_noise: [1],
  firstpass_image: NOT_NAMED,
  firstphase_width: [0],
  firstphase_height: [0],
  image_cfg_scale: [1.5],
  initial_noise_multiplier: [1],
} as const satisfies HarmlessFields;
