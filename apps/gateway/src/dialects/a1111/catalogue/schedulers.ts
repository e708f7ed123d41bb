/** One entry of `GET /sdapi/v1/schedulers`. */
export interface SchedulerEntry {
  readonly name: string;
  readonly label: string;
  readonly aliases: readonly string[] | null;
  readonly default_rho: number;
  readonly need_inner_model: boolean;
}

/** The schedule types of A1111 1.10 in its order (sd_schedulers.py). */
export const SCHEDULERS: readonly SchedulerEntry[] = [
  scheduler('automatic', 'Automatic'),
  scheduler('uniform', 'Uniform', { need_inner_model: true }),
  scheduler('karras', 'Karras', { default_rho: 7 }),
  scheduler('exponential', 'Exponential'),
  scheduler('polyexponential', 'Polyexponential', { default_rho: 1 }),
  scheduler('sgm_uniform', 'SGM Uniform', { need_inner_model: true, aliases: ['SGMUniform'] }),
  scheduler('kl_optimal', 'KL Optimal'),
  scheduler('align_your_steps', 'Align Your Steps'),
  scheduler('simple', 'Simple', { need_inner_model: true }),
  scheduler('normal', 'Normal', { need_inner_model: true }),
  scheduler('ddim', 'DDIM', { need_inner_model: true }),
  scheduler('beta', 'Beta', { need_inner_model: true }),
];

function scheduler(name: string, label: string, differs: Partial<SchedulerEntry> = {}): SchedulerEntry {
  return { name, label, aliases: null, default_rho: -1, need_inner_model: false, ...differs };
}
