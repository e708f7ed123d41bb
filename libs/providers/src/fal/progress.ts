import type { Progress } from '@fusionbridge/core';
import type { StatusAnswer } from './fal.schemas.js';

/** As tqdm prints it: ` 43%|####      | 12/28`. */
const STEPS = /(\d+)\/(\d+)/;

/** How far an order is, by its place in the queue and by the log lines of the model. */
export function progressOf({ status, queue_position: position, logs }: StatusAnswer): Progress {
  if (status === 'IN_QUEUE') {
    const place = position === null || position === undefined ? '' : `, position ${position}`;
    return { fraction: 0, step: null, steps: null, preview: null, phase: 'queued', note: `queued${place}` };
  }
  const [, step, steps] =
    (logs ?? []).flatMap(({ message }) => [STEPS.exec(message) ?? []]).findLast((one) => one.length > 0) ??
    [];
  const done = { step: Number(step), steps: Number(steps) };
  return done.steps > 0 && done.step <= done.steps
    ? { fraction: done.step / done.steps, ...done, preview: null, phase: 'working', note: null }
    : { fraction: 0, step: null, steps: null, preview: null, phase: 'working', note: 'working' };
}
