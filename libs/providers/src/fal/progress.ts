import type { Progress } from '@fusionbridge/core';
import { stepProgress } from '../protocol/queue/step-progress.js';
import type { StatusAnswer } from './fal.schemas.js';

/** Progress by the position in the queue, or by the log lines of the model. */
export function progressOf({ status, queue_position: position, logs }: StatusAnswer): Progress {
  if (status === 'IN_QUEUE') {
    const place = position === null || position === undefined ? '' : `, position ${position}`;
    return { fraction: 0, step: null, steps: null, preview: null, phase: 'queued', note: `queued${place}` };
  }
  return stepProgress((logs ?? []).map(({ message }) => message).join('\n'));
}
