/** One entry of `GET /sdapi/v1/samplers`. */
export interface SamplerEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  /** A1111's own switches; `scheduler` is the schedule type the sampler takes by default. */
  readonly options: Readonly<Record<string, string>>;
}

/** The samplers of A1111 1.10 in its order (sd_samplers_kdiffusion.py, sd_samplers_timesteps.py). */
export const SAMPLERS: readonly SamplerEntry[] = [
  sampler('DPM++ 2M', ['k_dpmpp_2m'], { scheduler: 'karras' }),
  sampler('DPM++ SDE', ['k_dpmpp_sde'], { scheduler: 'karras' }),
  sampler('DPM++ 2M SDE', ['k_dpmpp_2m_sde'], { scheduler: 'exponential' }),
  sampler('DPM++ 2M SDE Heun', ['k_dpmpp_2m_sde_heun'], { scheduler: 'exponential' }),
  sampler('DPM++ 2S a', ['k_dpmpp_2s_a'], { scheduler: 'karras' }),
  sampler('DPM++ 3M SDE', ['k_dpmpp_3m_sde'], { scheduler: 'exponential' }),
  sampler('Euler a', ['k_euler_a', 'k_euler_ancestral']),
  sampler('Euler', ['k_euler']),
  sampler('LMS', ['k_lms']),
  sampler('Heun', ['k_heun']),
  sampler('DPM2', ['k_dpm_2'], { scheduler: 'karras' }),
  sampler('DPM2 a', ['k_dpm_2_a'], { scheduler: 'karras' }),
  sampler('DPM fast', ['k_dpm_fast']),
  sampler('DPM adaptive', ['k_dpm_ad']),
  sampler('Restart', ['restart'], { scheduler: 'karras' }),
  sampler('DDIM', ['ddim']),
  sampler('DDIM CFG++', ['ddim_cfgpp']),
  sampler('PLMS', ['plms']),
  sampler('UniPC', ['unipc']),
  sampler('LCM', ['k_lcm']),
];

function sampler(
  name: string,
  aliases: readonly string[],
  options: Readonly<Record<string, string>> = {},
): SamplerEntry {
  return { name, aliases, options };
}
