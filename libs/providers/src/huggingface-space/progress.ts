import type { Progress } from '@fusionbridge/core';
import type { StreamMessage } from './huggingface-space.schemas.js';

/** How far an order is, by one message about it; null where the message does not say. */
export function progressOf(message: StreamMessage): Progress | null {
  switch (message.msg) {
    case 'estimation': {
      const eta = typeof message.rank_eta === 'number' ? `, about ${Math.ceil(message.rank_eta)} s` : '';
      return at('queued', `queued, position ${message.rank}${eta}`);
    }
    case 'process_starts':
      return at('working', 'working');
    case 'log':
      return at('working', message.log);
    case 'progress':
      return barOf(message.progress_data[0]);
    default:
      return null;
  }
}

type Bar = Extract<StreamMessage, { msg: 'progress' }>['progress_data'][number];

function barOf(bar: Bar | undefined): Progress {
  const { index: step, length: steps, progress, desc } = bar ?? {};
  const now = at('working', desc ?? 'working');
  if (typeof step === 'number' && typeof steps === 'number' && steps > 0 && step <= steps) {
    return { ...now, fraction: step / steps, step, steps };
  }
  return { ...now, fraction: Math.min(1, Math.max(0, progress ?? 0)) };
}

function at(phase: 'queued' | 'working', note: string): Progress {
  return { fraction: 0, step: null, steps: null, preview: null, phase, note };
}
