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
 * What `txt2img` and `img2img` share, with A1111's names and defaults (modules/api/models.py). Every field may be
 * left out, null or an empty text. What is taken but cannot be done is listed in `info.degradations`, and so is
 * what is not known at all.
 */
export class GenerationBody {
  /**
   * What to paint. `<lora:name:weight>` tags choose LoRAs and are taken out. A list asks for one picture each.
   * @example 'a red fox in the snow, watercolour <lora:film-grain:0.6>'
   */
  @TextOrTexts()
  @MaxLength(LONGEST_PROMPT, NOT_LONGER)
  prompt: string | string[] = '';

  /**
   * What should not be there. Models without a negative prompt leave it out and say so.
   * @example 'blurry, text'
   */
  @TextOrTexts()
  @MaxLength(LONGEST_PROMPT, NOT_LONGER)
  negative_prompt: string | string[] = '';

  /** Names of prompt styles. None are defined, so they are left out and listed. */
  @Texts()
  styles: string[] = [];

  /**
   * -1 is random. Picture i uses seed + i. A list gives each picture its own.
   * @example 1234
   */
  @WholeOrWholes()
  seed: number | number[] = -1;

  /** Taken and left out. */
  @Whole()
  subseed: number = -1;

  /** Taken and left out. */
  @Real()
  subseed_strength: number = 0;

  /** Taken and left out. */
  @Whole()
  seed_resize_from_h: number = -1;

  /** Taken and left out. */
  @Whole()
  seed_resize_from_w: number = -1;

  /**
   * A sampler by A1111's name or alias; a schedule type at its end is split off. Unknown names never fail.
   * @example 'DPM++ 2M Karras'
   */
  @Text()
  sampler_name?: string;

  /**
   * A schedule type by name or label.
   * @example 'Karras'
   */
  @Text()
  scheduler?: string;

  /** Pictures at once; together with `n_iter` the number of pictures. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(LARGEST_BATCH, AT_MOST)
  batch_size: number = 1;

  /** Batches one after the other. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(MOST_BATCHES, AT_MOST)
  n_iter: number = 1;

  /** Echoed as 50 when left out; what is used then is what suits the model. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(1000, AT_MOST)
  steps?: number;

  /** Echoed as 7 when left out; what is used then is what suits the model. Flux models take 3.5 in place of 7. */
  @Real()
  @Min(0, AT_LEAST)
  @Max(1000, AT_MOST)
  cfg_scale?: number;

  /** Forge: Flux's own guidance. Counts where `cfg_scale` is 1, as Forge's clients send it for Flux. */
  @Real()
  @Min(0, AT_LEAST)
  @Max(1000, AT_MOST)
  distilled_cfg_scale?: number;

  /** In pixels. A size the model does not paint is painted at the nearest and brought to this. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(LARGEST_SIDE, AT_MOST)
  width: number = 512;

  /** In pixels. */
  @Whole()
  @Min(1, AT_LEAST)
  @Max(LARGEST_SIDE, AT_MOST)
  height: number = 512;

  /** Taken and left out. */
  @Flag()
  restore_faces?: boolean;

  /** Taken and left out. */
  @Flag()
  tiling?: boolean;

  /** Of no effect: the bridge keeps every picture. */
  @Flag()
  do_not_save_samples: boolean = false;

  /** Of no effect: there are no grids. */
  @Flag()
  do_not_save_grid: boolean = false;

  /** Taken and left out, as are the `s_` fields. */
  @Real()
  eta?: number;

  @Real()
  s_min_uncond?: number;

  @Real()
  s_churn?: number;

  @Real()
  s_tmax?: number;

  @Real()
  s_tmin?: number;

  @Real()
  s_noise?: number;

  /**
   * `sd_model_checkpoint`, `samples_format` and `jpeg_quality` count for this request; the rest is left out, and listed
   * unless it is at its default.
   * @example { "sd_model_checkpoint": "default", "samples_format": "png" }
   */
  @Dict()
  override_settings: Record<string, unknown> = {};

  /** `false` keeps what `override_settings` said for the caller's later requests. */
  @Flag()
  override_settings_restore_afterwards: boolean = true;

  /** Taken and left out. */
  @Text()
  refiner_checkpoint?: string;

  /** Taken and left out. */
  @Real()
  refiner_switch_at?: number;

  /** `true`: LoRA tags are taken out of the prompt but not applied. */
  @Flag()
  disable_extra_networks: boolean = false;

  /** Taken and left out. */
  @Text()
  firstpass_image?: string;

  /** Of no effect. */
  @Dict()
  comments?: Record<string, unknown>;

  /** Of no effect; jobs have ids of their own. */
  @Text()
  force_task_id?: string;

  /** The older name of `sampler_name`, which counts more. Echoed as `Euler` when left out. */
  @Text()
  sampler_index?: string;

  /** Taken and left out. */
  @Text()
  script_name?: string;

  /** Taken and left out. */
  @List()
  script_args: unknown[] = [];

  /** `false` leaves `images` empty. */
  @Flag()
  send_images: boolean = true;

  /** Of no effect: the bridge keeps every picture. */
  @Flag()
  save_images: boolean = false;

  /** Taken and left out, SillyTavern's ADetailer among them. */
  @Dict()
  alwayson_scripts: Record<string, unknown> = {};

  /** Taken and left out. */
  @Text()
  infotext?: string;

  /** Taken and left out above 1. */
  @Whole()
  clip_skip?: number;

  /**
   * stable-diffusion.cpp: the model for this request, by title, id or alias.
   * @example 'default'
   */
  @Text()
  model?: string;

  /** Agnai's name for `model`. */
  @Text()
  model_override?: string;

  /**
   * The Flux LoRA Bridge plugin: what each character looks like.
   * @example { "Elena": "a tall woman with red hair" }
   */
  @Dict()
  character_prompts?: Record<string, unknown>;

  /** The Flux LoRA Bridge plugin: which characters are in the picture. */
  @Texts()
  visible_characters?: string[];

  /** `strict` refuses a request that cannot be done in full; `report` lists what was left out. */
  @Text()
  @IsIn(['report', 'strict'], { message: 'unexpected value; permitted: report, strict' })
  fidelity?: 'report' | 'strict';

  /**
   * `false`: the prompt is painted as it is, however long; prose of 60 words or more is shortened otherwise.
   * @example false
   */
  @Flag()
  summarize?: boolean;

  /** How the provider is chosen: ordered, adaptive, cheapest, fastest or only:<provider>. Also header x-fusionbridge-route. */
  @Text()
  routing?: string;
}
