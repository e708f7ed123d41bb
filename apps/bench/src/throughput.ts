import { load } from './load.js';
import type { Options } from './options.js';
import { PAYLOADS, type PayloadName } from './payload.js';
import { cpuMs, quiet } from './proc.js';
import type { Row } from './row.js';
import type { RunningTarget, Shape, Target, WireRequest } from './target.js';

/** Until the JavaScript engine has compiled what is hot: the first seconds are three times slower. */
const WARM_UP_SECONDS = 4;

const WAYS = [
  { upstream: 'b64', dialect: 'openai' },
  { upstream: 'b64', dialect: 'a1111' },
  { upstream: 'url', dialect: 'openai' },
  { upstream: 'url', dialect: 'a1111' },
] as const;

/** How many answers a second, how fast and at what cost. The targets take turns in every round. */
export async function measureThroughput(targets: readonly Target[], options: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const payload of PAYLOADS) {
    for (const target of targets) {
      for (const way of WAYS) {
        const shape: Shape = { payload, ...way, delayMs: 0 };
        const request = target.request(shape);
        if (request !== null) {
          rows.push(...(await measureShape(target, { shape, request }, options)));
        }
      }
    }
  }
  return rows;
}

interface Question {
  readonly shape: Shape;
  readonly request: WireRequest;
}

/** All concurrencies, in one fresh process. */
async function measureShape(target: Target, question: Question, options: Options): Promise<Row[]> {
  const { payload, upstream, dialect } = question.shape;
  const rows: Row[] = [];
  const running = await target.start('measured');
  try {
    await load(running, question.request, { payload, connections: 16, seconds: WARM_UP_SECONDS });
    for (const concurrency of options.concurrencies) {
      rows.push({
        labels: { payload, concurrency, target: target.name, upstream, dialect },
        figures: await figuresOf(running, question, {
          payload,
          connections: concurrency,
          seconds: options.seconds,
        }),
      });
    }
  } finally {
    await running.stop();
  }
  return rows;
}

interface Run {
  readonly payload: PayloadName;
  readonly connections: number;
  readonly seconds: number;
}

async function figuresOf(running: RunningTarget, question: Question, run: Run): Promise<Row['figures']> {
  const { pid } = running.child;
  await quiet(pid);
  const cpuBefore = cpuMs(pid);
  const result = await load(running, question.request, run);
  // What it puts off until after the answer is part of its cost.
  await quiet(pid);
  return {
    requests_per_s: result.answers / result.seconds,
    mb_per_s: result.bodyBytes / result.seconds / 1e6,
    p50_ms: result.p50,
    p99_ms: result.p99,
    cpu_ms_per_request: (cpuMs(pid) - cpuBefore) / result.answers,
  };
}
