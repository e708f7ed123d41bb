import { SAMPLERS } from '../catalogue/samplers.js';
import { SCHEDULERS, type SchedulerEntry } from '../catalogue/schedulers.js';

/** A1111's names as `ImageRequest` carries them; null leaves the choice to planning. */
export interface Sampling {
  readonly sampler: string | null;
  readonly scheduler: string | null;
}

const SAMPLER_BY_NAME = new Map(
  SAMPLERS.flatMap(({ name, aliases }) => [name, ...aliases].map((known) => [spellingOf(known), name])),
);

/** Longest first: `SGM Uniform` ends in `Uniform`. */
const SCHEDULER_ENDINGS = SCHEDULERS.flatMap((entry) =>
  namesOf(entry).map((name) => ({ ending: ` ${name.toLowerCase()}`, entry })),
).toSorted((a, b) => b.ending.length - a.ending.length);

/**
 * Resolves a client's sampler and scheduler. A schedule type at the end of the sampler's name takes precedence over the
 * field (A1111 sd_samplers.py `get_sampler_and_scheduler`). Never an error: an unknown sampler is passed through for a
 * server that may know it, an unknown schedule type becomes `Automatic`.
 */
export function samplingOf(samplerName: string | undefined, schedulerName: string | undefined): Sampling {
  const asked = samplerName?.trim() ?? '';
  const trailing = SCHEDULER_ENDINGS.find(({ ending }) => asked.toLowerCase().endsWith(ending));
  const bare = trailing === undefined ? asked : asked.slice(0, -trailing.ending.length).trim();
  const field = schedulerName?.trim().toLowerCase() ?? '';
  const entry =
    trailing?.entry ??
    SCHEDULERS.find((known) => namesOf(known).some((name) => name.toLowerCase() === field));
  return {
    sampler: bare === '' ? null : (SAMPLER_BY_NAME.get(spellingOf(bare)) ?? bare),
    scheduler: entry === undefined || entry.name === 'automatic' ? null : entry.label,
  };
}

/** Normalised, so that `DPM++ 2S a` equals stable-diffusion.cpp's `dpm++2s_a`. */
function spellingOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9+]/g, '');
}

function namesOf({ name, label, aliases }: SchedulerEntry): readonly string[] {
  return [label, name, ...(aliases ?? [])];
}
