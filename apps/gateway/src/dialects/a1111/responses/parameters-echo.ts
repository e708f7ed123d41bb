import type { GenerationBody } from '../body/generation-body.dto.js';
import { Img2ImgBody } from '../body/img2img-body.dto.js';

/** A1111's defaults for omitted fields, echoed although the bridge chooses its own values. */
const ECHOED_DEFAULTS = { steps: 50, cfg_scale: 7, sampler_index: 'Euler' };

/** Fields of the bridge and of other programs: echoed only if they were sent. */
const NOT_A1111: ReadonlySet<string> = new Set([
  'model',
  'model_override',
  'clip_skip',
  'distilled_cfg_scale',
  'character_prompts',
  'visible_characters',
  'fidelity',
  'routing',
  'summarize',
  'hr_additional_modules',
]);

/** The pictures of an `img2img` request, as they were sent. */
export interface EchoedPictures {
  readonly init_images: readonly string[];
  readonly mask: string | null;
}

/**
 * The `parameters` of a response: the whole request with its defaults, as A1111's API echoes it. Undeclared fields are
 * not included, and so neither is SillyTavern's credential. Pictures are null unless `include_init_images` asks for
 * them (api.py `img2imgapi`).
 */
export function parametersEcho(
  body: GenerationBody,
  pictures: EchoedPictures | null = null,
): Record<string, unknown> {
  const fields = Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    value === undefined && NOT_A1111.has(name) ? [] : [[name, value ?? defaultOf(name)]],
  );
  const echo: Record<string, unknown> = Object.fromEntries(fields);
  if (!(body instanceof Img2ImgBody)) {
    return echo;
  }
  return { ...echo, latent_mask: null, init_images: null, mask: null, ...pictures };
}

function defaultOf(name: string): unknown {
  return Object.entries(ECHOED_DEFAULTS).find(([field]) => field === name)?.[1] ?? null;
}
