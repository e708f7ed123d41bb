import { setTimeout as sleep } from 'node:timers/promises';
import { memoryMb, quiet } from './proc.js';
import type { Row } from './row.js';
import type { Target } from './target.js';

/** Long enough for the first garbage collection after the start. */
const SETTLE_MS = 2000;

/** How long it takes from the command until it answers, and how much memory it has when nobody asks anything. */
export async function measureStart(targets: readonly Target[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const target of targets) {
    const startedAt = performance.now();
    const running = await target.start('any', 'as shipped');
    const startMs = performance.now() - startedAt;
    await quiet(running.child.pid);
    await sleep(SETTLE_MS);
    rows.push({
      labels: { target: target.name },
      figures: { start_ms: startMs, idle_mb: memoryMb(running.child.pid, 'VmRSS') },
    });
    await running.stop();
  }
  return rows;
}
