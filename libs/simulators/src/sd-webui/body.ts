import { isRecord, type Reply } from '../kit/index.js';

/** One finding of FastAPI's validation. */
interface Finding {
  readonly loc: readonly string[];
  readonly msg: string;
  readonly type: string;
}

type Kind = 'integer' | 'float' | 'str' | 'bool' | 'list' | 'dict';

/** Fields of StableDiffusionTxt2ImgProcessingAPI and StableDiffusionImg2ImgProcessingAPI that are checked here. */
const FIELDS: Readonly<Record<string, Kind>> = {
  prompt: 'str',
  negative_prompt: 'str',
  seed: 'integer',
  steps: 'integer',
  cfg_scale: 'float',
  distilled_cfg_scale: 'float',
  width: 'integer',
  height: 'integer',
  batch_size: 'integer',
  n_iter: 'integer',
  sampler_name: 'str',
  sampler_index: 'str',
  scheduler: 'str',
  denoising_strength: 'float',
  override_settings: 'dict',
  override_settings_restore_afterwards: 'bool',
  alwayson_scripts: 'dict',
  send_images: 'bool',
  save_images: 'bool',
  force_task_id: 'str',
  init_images: 'list',
  mask: 'str',
  mask_blur: 'integer',
  inpainting_fill: 'integer',
  inpaint_full_res: 'bool',
  inpainting_mask_invert: 'integer',
  resize_mode: 'integer',
};

const FITS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  integer: isNumeric,
  float: isNumeric,
  str: (value) => ['string', 'number'].includes(typeof value),
  bool: (value) => typeof value === 'boolean' || ['true', 'false', 0, 1].some((one) => one === value),
  list: (value) => Array.isArray(value),
  dict: isRecord,
};

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()));
}

/** A generation request as A1111 understands it: its own defaults filled in. Unknown fields are ignored. */
export interface GenerationBody {
  readonly given: Readonly<Record<string, unknown>>;
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly seed: number;
  readonly steps: number;
  readonly cfgScale: number;
  readonly distilledCfgScale: number | null;
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly sampler: string;
  readonly scheduler: string;
  readonly strength: number;
  readonly model: string | null;
  readonly restoreModel: boolean;
  readonly sendImages: boolean;
  readonly saveImages: boolean;
  readonly taskId: string;
  readonly initImage: string | null;
  readonly mask: string | null;
  readonly invertMask: boolean;
}

/** The request, or the 422 that FastAPI answers. */
export function readBody(json: unknown): GenerationBody | Reply {
  if (!isRecord(json)) {
    return unprocessable([{ loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' }]);
  }
  const findings = Object.entries(FIELDS)
    .filter(([name, kind]) => json[name] !== undefined && json[name] !== null && !FITS[kind](json[name]))
    .map(([name, kind]) => findingOf(name, kind));
  return findings.length > 0 ? unprocessable(findings) : understood(json);
}

function findingOf(name: string, kind: Kind): Finding {
  return kind === 'str'
    ? { loc: ['body', name], msg: 'str type expected', type: 'type_error.str' }
    : { loc: ['body', name], msg: `value is not a valid ${kind}`, type: `type_error.${kind}` };
}

function unprocessable(detail: readonly Finding[]): Reply {
  return { status: 422, body: { detail } };
}

function understood(given: Record<string, unknown>): GenerationBody {
  const overrides = isRecord(given['override_settings']) ? given['override_settings'] : {};
  const [initImage] = Array.isArray(given['init_images']) ? given['init_images'] : [];
  return {
    given,
    prompt: textOf(given['prompt']) ?? '',
    negativePrompt: textOf(given['negative_prompt']) ?? '',
    seed: numberOf(given['seed'], -1),
    steps: numberOf(given['steps'], 50),
    cfgScale: numberOf(given['cfg_scale'], 7),
    distilledCfgScale: isNumeric(given['distilled_cfg_scale']) ? Number(given['distilled_cfg_scale']) : null,
    width: multipleOfEight(numberOf(given['width'], 512)),
    height: multipleOfEight(numberOf(given['height'], 512)),
    count: numberOf(given['batch_size'], 1) * numberOf(given['n_iter'], 1),
    sampler: textOf(given['sampler_name']) ?? textOf(given['sampler_index']) ?? 'Euler',
    scheduler: textOf(given['scheduler']) ?? 'Automatic',
    strength: numberOf(given['denoising_strength'], 0.75),
    model: textOf(overrides['sd_model_checkpoint']),
    restoreModel: given['override_settings_restore_afterwards'] !== false,
    sendImages: given['send_images'] !== false,
    saveImages: given['save_images'] === true,
    taskId: textOf(given['force_task_id']) ?? 'task(own)',
    initImage: textOf(initImage),
    mask: textOf(given['mask']),
    invertMask: numberOf(given['inpainting_mask_invert'], 0) === 1,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function numberOf(value: unknown, otherwise: number): number {
  return isNumeric(value) ? Number(value) : otherwise;
}

/** Latents are an eighth of the picture; what does not divide is cut off. */
function multipleOfEight(side: number): number {
  return Math.max(8, Math.floor(side / 8) * 8);
}
