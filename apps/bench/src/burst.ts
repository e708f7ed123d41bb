import { join } from 'node:path';
import { Child } from './child.js';
import { load } from './load.js';
import { percentile } from './median.js';
import type { PayloadName } from './payload.js';
import { memoryMb, quiet } from './proc.js';
import type { Row } from './row.js';
import type { SetUp, Shape, Target } from './target.js';

const REQUESTS = 1000;
const PAYLOAD: PayloadName = '200 KB';

interface Burst {
  readonly shape: Shape;
  readonly setUp: SetUp;
}

/** All wait for the upstream and are answered at once; or the upstream is quick and the bridge keeps its limit. */
const BURSTS: readonly Burst[] = [
  { shape: { payload: PAYLOAD, upstream: 'b64', dialect: 'openai', delayMs: 2000 }, setUp: 'bench' },
  { shape: { payload: PAYLOAD, upstream: 'b64', dialect: 'openai', delayMs: 0 }, setUp: 'usual limit' },
];

/** How long the health page takes while 1,000 requests arrive at once. */
export async function measureBurst(targets: readonly Target[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const target of targets) {
    for (const burst of BURSTS) {
      const row = await measureTarget(target, burst);
      rows.push(...(row === null ? [] : [row]));
    }
  }
  return rows;
}

async function measureTarget(target: Target, { shape, setUp }: Burst): Promise<Row | null> {
  const request = target.request(shape);
  if (request === null) {
    return null;
  }
  const running = await target.start('measured', setUp);
  try {
    await load(running, request, { payload: PAYLOAD, connections: 20, seconds: null });
    await quiet(running.child.pid);
    const poller = new Child(
      [
        join(import.meta.dirname, 'health.process.mjs'),
        `http://127.0.0.1:${running.port}${target.healthPath}`,
      ],
      { core: 'surroundings' },
    );
    await poller.says(/polling/);
    const result = await load(running, request, { payload: PAYLOAD, connections: REQUESTS, seconds: null });
    const health = latenciesIn(await poller.stop());
    return {
      labels: { target: target.name, requests: REQUESTS, upstream_delay_ms: shape.delayMs, set_up: setUp },
      figures: {
        health_p50_ms: percentile(health, 0.5),
        health_p99_ms: percentile(health, 0.99),
        health_max_ms: percentile(health, 1),
        answer_p50_ms: result.p50,
        answer_p99_ms: result.p99,
        all_done_s: result.seconds,
        peak_mb: memoryMb(running.child.pid, 'VmHWM'),
      },
    };
  } finally {
    await running.stop();
  }
}

function latenciesIn(output: string): number[] {
  return output
    .split('\n')
    .map(Number)
    .filter((latency) => latency > 0)
    .toSorted((a, b) => a - b);
}
