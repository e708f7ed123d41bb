import { load } from './load.js';
import type { PayloadName } from './payload.js';
import { forgetPeak, memoryMb, quiet } from './proc.js';
import type { Row } from './row.js';
import type { Shape, Target } from './target.js';

const WAITING = 200;
const PAYLOAD: PayloadName = '1.5 MB';
const WAYS = [
  { upstream: 'b64', dialect: 'openai' },
  { upstream: 'b64', dialect: 'a1111' },
  { upstream: 'url', dialect: 'openai' },
] as const;

/** How much memory 200 requests take that wait for a picture of 1.5 MB and get it at the same moment. */
export async function measureMemory(targets: readonly Target[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const target of targets) {
    for (const way of WAYS) {
      const row = await measureTarget(target, { payload: PAYLOAD, ...way, delayMs: 2000 });
      rows.push(...(row === null ? [] : [row]));
    }
  }
  return rows;
}

async function measureTarget(target: Target, shape: Shape): Promise<Row | null> {
  const request = target.request(shape);
  if (request === null) {
    return null;
  }
  const running = await target.start('measured');
  try {
    const { pid } = running.child;
    await load(running, request, { payload: PAYLOAD, connections: 5, seconds: null });
    await quiet(pid);
    forgetPeak(pid);
    const idle = memoryMb(pid, 'VmRSS');
    const result = await load(running, request, { payload: PAYLOAD, connections: WAITING, seconds: null });
    const peak = memoryMb(pid, 'VmHWM');
    return {
      labels: { target: target.name, upstream: shape.upstream, dialect: shape.dialect, waiting: WAITING },
      figures: {
        idle_mb: idle,
        peak_mb: peak,
        growth_mb_per_request: (peak - idle) / WAITING,
        all_done_s: result.seconds,
      },
    };
  } finally {
    await running.stop();
  }
}
