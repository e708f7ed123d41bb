import type { Progress } from '@fusionbridge/core';

/** As tqdm prints it: ` 43%|####      | 12/28`. */
const STEPS = /(\d+)\/(\d+)/g;

/** Progress of a running task by the log lines of its model. */
export function stepProgress(printed: string): Progress {
  const [, step, steps] = [...printed.matchAll(STEPS)].at(-1) ?? [];
  const done = { step: Number(step), steps: Number(steps) };
  return done.steps > 0 && done.step <= done.steps
    ? { fraction: done.step / done.steps, ...done, preview: null, phase: 'working', note: null }
    : { fraction: 0, step: null, steps: null, preview: null, phase: 'working', note: 'working' };
}
