import type { Degradation } from '@fusionbridge/core';

/** ComfyUI's names for A1111's samplers, those in lower case. */
const SAMPLERS: Readonly<Record<string, string>> = {
  euler: 'euler',
  'euler a': 'euler_ancestral',
  heun: 'heun',
  lms: 'lms',
  dpm2: 'dpm_2',
  'dpm2 a': 'dpm_2_ancestral',
  'dpm fast': 'dpm_fast',
  'dpm adaptive': 'dpm_adaptive',
  'dpm++ 2s a': 'dpmpp_2s_ancestral',
  'dpm++ sde': 'dpmpp_sde',
  'dpm++ 2m': 'dpmpp_2m',
  'dpm++ 2m sde': 'dpmpp_2m_sde',
  'dpm++ 3m sde': 'dpmpp_3m_sde',
  ddim: 'ddim',
  ddpm: 'ddpm',
  lcm: 'lcm',
  unipc: 'uni_pc',
};

/** ComfyUI's names for A1111's schedule types; `null` leaves the choice to the template. */
const SCHEDULERS: Readonly<Record<string, string | null>> = {
  automatic: null,
  uniform: 'normal',
  normal: 'normal',
  karras: 'karras',
  exponential: 'exponential',
  'sgm uniform': 'sgm_uniform',
  simple: 'simple',
  ddim: 'ddim_uniform',
  beta: 'beta',
  'kl optimal': 'kl_optimal',
};

/** Older clients name sampler and schedule in one: `DPM++ 2M Karras`. */
const BOTH_IN_ONE = /^(.+) (karras|exponential)$/i;
/** A name in ComfyUI's own words. */
const OWN_WORDS = /^[a-z][a-z0-9_]*$/;

/** How the server is to sample; null leaves it to the template. */
export interface Sampling {
  readonly sampler: string | null;
  readonly scheduler: string | null;
  readonly degradations: readonly Degradation[];
}

/** A client's sampler and schedule in ComfyUI's words. A name without a counterpart is dropped, and that is said. */
export function samplingOf(asked: {
  readonly sampler: string | null;
  readonly scheduler: string | null;
}): Sampling {
  const [, first, second] = BOTH_IN_ONE.exec(asked.sampler ?? '') ?? [];
  const sampler = translated(first ?? asked.sampler, SAMPLERS);
  const scheduler = translated(asked.scheduler ?? second ?? null, SCHEDULERS);
  return {
    sampler: sampler ?? null,
    scheduler: scheduler ?? null,
    degradations: [
      ...(sampler === undefined ? [unheardOf('sampler', asked.sampler)] : []),
      ...(scheduler === undefined ? [unheardOf('scheduler', asked.scheduler)] : []),
    ],
  };
}

/** undefined where there is no such name. */
function translated(
  name: string | null,
  names: Readonly<Record<string, string | null>>,
): string | null | undefined {
  if (name === null) {
    return null;
  }
  const words = name.toLowerCase();
  const known = Object.hasOwn(names, words) ? names[words] : undefined;
  return known === undefined && OWN_WORDS.test(name) ? name : known;
}

function unheardOf(field: string, asked: string | null): Degradation {
  return { field, asked: asked ?? '', given: 'as the workflow has it', why: 'ComfyUI has none of this name' };
}
