import { join } from 'node:path';
import { Child } from './child.js';
import type { Options } from './options.js';
import { SIDES } from './payload.js';
import { parsePictureResult, type PictureOrder, type PictureResult } from './picture-order.js';
import { cpuMs, quiet } from './proc.js';
import type { Row } from './row.js';
import type { RunningTarget, Shape, Target } from './target.js';

const SHAPE: Shape = { payload: '1.5 MB', upstream: 'b64', dialect: 'openai', delayMs: 0 };
/** Until what is hot is compiled. */
const WARM_UP_SECONDS = 2;
/** Each is made into a thumbnail for the first time once. */
const COLD = 100;

const WEBP = { accept: 'image/webp,*/*' };

/** Answers by address with the fetch of the picture, and pictures and thumbnails that are fetched later. */
export async function measurePictures(targets: readonly Target[], options: Options): Promise<Row[]> {
  const target = targets.find(({ name }) => name === 'fusionbridge');
  const body = target?.request(SHAPE)?.body;
  if (target === undefined || body === undefined) {
    return [];
  }
  const running = await target.start('measured');
  try {
    return await measureRunning(running, addressed(body), options);
  } finally {
    await running.stop();
  }
}

async function measureRunning(running: RunningTarget, body: string, options: Options): Promise<Row[]> {
  const { seconds } = options;
  const some = { paths: [], body: null, headers: {}, status: 200, seconds, connections: 16 };
  const rows: Row[] = [];
  const measure = async (what: string, order: Omit<PictureOrder, 'port'>): Promise<PictureResult> => {
    const { pid } = running.child;
    await quiet(pid);
    const before = cpuMs(pid);
    const result = await fetched(running, order);
    // What it puts off until after the answer is part of its cost.
    await quiet(pid);
    rows.push(rowOf(what, order.connections, result, cpuMs(pid) - before));
    return result;
  };
  const { paths } = await fetched(running, { ...some, body, seconds: WARM_UP_SECONDS });
  for (const connections of options.concurrencies) {
    const { paths: more } = await measure('paint, answer by address, fetch', { ...some, body, connections });
    paths.push(...more);
  }
  await measure('fetch again', { ...some, paths });
  await measure('fetch again, unchanged', { ...some, paths, headers: { 'if-none-match': '*' }, status: 304 });
  const small = paths.slice(0, COLD).map((path) => `${path}?w=256`);
  await measure('thumbnail, first time', { ...some, paths: small, headers: WEBP, seconds: null });
  await measure('thumbnail, again', { ...some, paths: small, headers: WEBP });
  return rows;
}

async function fetched(running: RunningTarget, order: Omit<PictureOrder, 'port'>): Promise<PictureResult> {
  const program = join(import.meta.dirname, 'pictures.process.mjs');
  const child = new Child([program, JSON.stringify({ ...order, port: running.port })], {
    core: 'surroundings',
  });
  return parsePictureResult(await child.result());
}

function rowOf(what: string, concurrency: number, result: PictureResult, cpu: number): Row {
  const { answers, seconds, bodyBytes, p50, p99 } = result;
  return {
    labels: { what, side: SIDES[SHAPE.payload], concurrency },
    figures: {
      pictures_per_s: answers / seconds,
      kb_each: bodyBytes / answers / 1000,
      p50_ms: p50,
      p99_ms: p99,
      cpu_ms_each: cpu / answers,
    },
  };
}

/** The same request, asking for addresses; the place of its number is one character. */
function addressed(body: string): string {
  return body.replace('b64_json', 'url').replace(/#+/, '#');
}
