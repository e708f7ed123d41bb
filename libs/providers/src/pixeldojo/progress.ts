import type { Progress } from '@fusionbridge/core';
import type { Job } from './pixeldojo.schemas.js';

const PHASES: Readonly<Record<string, 'queued' | 'working'>> = { pending: 'queued', processing: 'working' };

/** Progress of a job; null if it has ended. Pixel Dojo only reports whether it has started. */
export function progressOf({ status }: Job): Progress | null {
  const phase = PHASES[status];
  return phase === undefined
    ? null
    : { fraction: 0, step: null, steps: null, preview: null, phase, note: phase };
}
