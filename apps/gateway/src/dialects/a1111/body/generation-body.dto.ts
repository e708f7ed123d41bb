import { IsIn, Max, MaxLength, Min } from 'class-validator';
import {
  AT_LEAST,
  AT_MOST,
  Dict,
  Flag,
  List,
  NOT_LONGER,
  Real,
  Text,
  TextOrTexts,
  Texts,
  Whole,
  WholeOrWholes,
} from './pydantic-fields.js';

/** Longer than any chat message; keeps a runaway client from filling the database. */
const LONGEST_PROMPT = 65_536;
const LARGEST_SIDE = 16_384;
const LARGEST_BATCH = 32;
const MOST_BATCHES = 100;

/**
 * Fields of `txt2img` and `img2img`, with A1111's names and defaults (modules/api/models.py). Every field may be absent,
 * null or an empty text. Unsupported and unknown fields are listed in `info.degradations`.
 */
export class GenerationBody {
  /**
   * The prompt. `<lora:name:weight>` tags select LoRAs and are removed. A list requests one picture per entry.
   * @example 'a red fox in the snow, watercolour <lora:film-grain:0.6>'
   */
  @TextOrTexts()
  @MaxLength(LONGEST_PROMPT, NOT_LONGER)
  prompt: string | string[] = '';

  /**
   * The negative prompt. Dropped and reported for models that do not support one.
   * @example 'blurry, text'
   */
  @TextOrTexts()
  @MaxLength(LONGEST_PROMPT, NOT_LONGER)
  negative_prompt: string | string[] = '';

  /** Names of prompt styles. None are defined, so they are dropped and reported. */
  @Texts()
  styles: string[] = [];

  /**
   * -1 is random. Picture i uses seed + i. A list gives each picture its own seed.
   * @example 1234
   */
  @WholeOrWholes()
  seed: number | number[] = -1;

  /** Accepted and dropped; reported as a degradation. */
  @Whole()
  subseed: number = -1;

  /** Accepted and dropped; reported as a degradation. */
  @Real()
  subseed_strength: number = 0;

  /** Accepted and dropped; reported as a degradation. */
  @Whole()
  seed_resize_from_h: number = -1;

  /** Accepted and dropped; reported as a degradation. */
  @Whole()
  seed_resize_from_w: number = -1;

  /**
   * Sampler by A1111's name or alias, optionally followed by a schedule type. Unknown names are accepted.
   * @example 'DPM++ 2M Karras'
   */
  @Text()
  sampler_name?: string;

  /**
   * Schedule type by name or label.
   * @example 'Karras'
   */
  @Text()
  scheduler?: string;

  /** Pictures per batch; the number of pictures is `batch_size` times `n_iter`. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(LARGEST_BATCH, AT_MOST)
  batch_size: number = 1;

  /** Number of batches. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(MOST_BATCHES, AT_MOST)
  n_iter: number = 1;

  /** Default: whatever suits the model (echoed as 50). */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(1000, AT_MOST)
  steps?: number;

  /** Default: whatever suits the model (echoed as 7). Flux models use 3.5 instead of 7. */
  @Real()
  @Min(0, AT_LEAST)
  @Max(1000, AT_MOST)
  cfg_scale?: number;

  /** Forge's distilled guidance for Flux. Used if `cfg_scale` is 1. */
  @Real()
  @Min(0, AT_LEAST)
  @Max(1000, AT_MOST)
  distilled_cfg_scale?: number;

  /** Width in pixels. If the model does not support the size, the nearest one is generated and resized. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(LARGEST_SIDE, AT_MOST)
  width: number = 512;

  /** Height in pixels. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(LARGEST_SIDE, AT_MOST)
  height: number = 512;

  /** Accepted and dropped; reported as a degradation. */
  @Flag()
  restore_faces?: boolean;

  /** Accepted and dropped; reported as a degradation. */
  @Flag()
  tiling?: boolean;

  /** Ignored: the bridge keeps every picture. */
  @Flag()
  do_not_save_samples: boolean = false;

  /** Ignored: there are no grids. */
  @Flag()
  do_not_save_grid: boolean = false;

  /** Accepted and dropped, as are the `s_` fields. */
  @Real()
  eta?: number;

  /** Accepted and dropped. */
  @Real()
  s_min_uncond?: number;

  /** Accepted and dropped. */
  @Real()
  s_churn?: number;

  /** Accepted and dropped. */
  @Real()
  s_tmax?: number;

  /** Accepted and dropped. */
  @Real()
  s_tmin?: number;

  /** Accepted and dropped. */
  @Real()
  s_noise?: number;

  /**
   * `sd_model_checkpoint`, `samples_format` and `jpeg_quality` apply to this request. Other settings are dropped, and
   * reported unless they have their default value.
   * @example { "sd_model_checkpoint": "default", "samples_format": "png" }
   */
  @Dict()
  override_settings: Record<string, unknown> = {};

  /** `false` applies `override_settings` to the caller's later requests, too. */
  @Flag()
  override_settings_restore_afterwards: boolean = true;

  /** Accepted and dropped; reported as a degradation. */
  @Text()
  refiner_checkpoint?: string;

  /** Accepted and dropped; reported as a degradation. */
  @Real()
  refiner_switch_at?: number;

  /** `true` removes LoRA tags from the prompt without applying them. */
  @Flag()
  disable_extra_networks: boolean = false;

  /** Accepted and dropped; reported as a degradation. */
  @Text()
  firstpass_image?: string;

  /** Ignored. */
  @Dict()
  comments?: Record<string, unknown>;

  /** Ignored: jobs have their own ids. */
  @Text()
  force_task_id?: string;

  /** Older name of `sampler_name`, which takes precedence. Default `Euler`. */
  @Text()
  sampler_index?: string;

  /** Accepted and dropped; reported as a degradation. */
  @Text()
  script_name?: string;

  /** Accepted and dropped; reported as a degradation. */
  @List()
  script_args: unknown[] = [];

  /** `false` returns `images` empty. */
  @Flag()
  send_images: boolean = true;

  /** Ignored: the bridge keeps every picture. */
  @Flag()
  save_images: boolean = false;

  /** Accepted and dropped, including SillyTavern's ADetailer. */
  @Dict()
  alwayson_scripts: Record<string, unknown> = {};

  /** Accepted and dropped; reported as a degradation. */
  @Text()
  infotext?: string;

  /** Values above 1 are dropped. */
  @Whole()
  clip_skip?: number;

  /**
   * Model for this request by title, id or alias (stable-diffusion.cpp).
   * @example 'default'
   */
  @Text()
  model?: string;

  /** Alias of `model` used by Agnai. */
  @Text()
  model_override?: string;

  /**
   * Descriptions of characters by name (Flux LoRA Bridge).
   * @example { "Elena": "a tall woman with red hair" }
   */
  @Dict()
  character_prompts?: Record<string, unknown>;

  /** Characters in the picture (Flux LoRA Bridge). */
  @Texts()
  visible_characters?: string[];

  /** `strict` refuses a request that cannot be fulfilled completely; `report` (default) lists the degradations. */
  @Text()
  @IsIn(['report', 'strict'], { message: 'unexpected value; permitted: report, strict' })
  fidelity?: 'report' | 'strict';

  /**
   * `false` uses the prompt unchanged. By default, prose of 60 words or more is shortened.
   * @example false
   */
  @Flag()
  summarize?: boolean;

  /** Routing policy: `ordered`, `adaptive`, `cheapest`, `fastest` or `only:<provider>`. Also as header `x-fusionbridge-route`. */
  @Text()
  routing?: string;
}
