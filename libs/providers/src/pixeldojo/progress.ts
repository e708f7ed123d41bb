import type { Progress } from '@fusionbridge/core';
import type { Job } from './pixeldojo.schemas.js';

const PHASES: Readonly<Record<string, 'queued' | 'working'>> = { pending: 'queued', processing: 'working' };

/** How far a job is; null where it has ended. Pixel Dojo tells no more than whether it has begun. */
export function progressOf({ status }: Job): Progress | null {
  const phase = PHASES[status];
  return phase === undefined
    ? null
    : { fraction: 0, step: null, steps: null, preview: null, phase, note: phase };
}
