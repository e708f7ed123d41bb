import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from './load.js';
import { COUNTER } from './load-order.js';
import { paintUpload, type PayloadName } from './payload.js';
import { forgetPeak, memoryMb, quiet } from './proc.js';
import type { Row } from './row.js';
import type { RunningTarget, Shape, Target, WireRequest } from './target.js';

const AT_ONCE = 16;
/** So that what is measured is what came in, and not what goes out. */
const ANSWER: PayloadName = '1 KB';
const SHAPE: Shape = { payload: ANSWER, upstream: 'b64', dialect: 'openai', delayMs: 2000 };
const MEGABYTE = 1024 * 1024;
const BOUNDARY = 'bench-0f1e2d3c';

/** How an upload comes: as a file of a form, or as base64 in JSON. */
const WAYS = ['form', 'json'] as const;

type Way = (typeof WAYS)[number];

interface Upload {
  readonly way: Way;
  readonly file: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** How much memory 16 edits of a picture of 4 MB take that are all under way, for each byte that came in. */
export async function measureEdits(targets: readonly Target[]): Promise<Row[]> {
  const rows: Row[] = [];
  const picture = await paintUpload();
  for (const target of targets.filter((one) => one.edits)) {
    for (const way of WAYS) {
      const upload = await written(way, picture, target.request(SHAPE));
      rows.push(await measureTarget(target, upload));
      await rm(upload.file);
    }
  }
  return rows;
}

async function measureTarget(target: Target, upload: Upload): Promise<Row> {
  const running = await target.start('measured');
  try {
    const { pid } = running.child;
    await send(running, upload, 2);
    await quiet(pid);
    forgetPeak(pid);
    const idle = memoryMb(pid, 'VmRSS');
    const { seconds } = await send(running, upload, AT_ONCE);
    const peak = memoryMb(pid, 'VmHWM');
    const inFlight = (AT_ONCE * upload.bytes) / MEGABYTE;
    return {
      labels: { target: target.name, way: upload.way, at_once: AT_ONCE },
      figures: {
        upload_mb: upload.bytes / MEGABYTE,
        idle_mb: idle,
        peak_mb: peak,
        growth_by_bytes_in_flight: (peak - idle) / inFlight,
        all_done_s: seconds,
      },
    };
  } finally {
    await running.stop();
  }
}

function send(running: RunningTarget, upload: Upload, connections: number): ReturnType<typeof load> {
  const request: WireRequest = {
    path: '/v1/images/edits',
    headers: {},
    body: '',
    bodyFile: upload.file,
    contentType: upload.contentType,
  };
  return load(running, request, { payload: ANSWER, connections, seconds: null });
}

/** The body of a request in a file: no argument of a process is as long as a picture. */
async function written(way: Way, picture: Buffer, request: WireRequest | null): Promise<Upload> {
  const fields = new Map<string, unknown>(Object.entries(Object(JSON.parse(request?.body ?? '{}'))));
  const model = String(fields.get('model'));
  const body = way === 'form' ? formOf(model, picture) : jsonOf(model, picture);
  const file = join(tmpdir(), `fusionbridge-bench-upload-${process.pid}.${way}`);
  await writeFile(file, body);
  const contentType = way === 'form' ? `multipart/form-data; boundary=${BOUNDARY}` : 'application/json';
  return { way, file, contentType, bytes: Buffer.byteLength(body) };
}

function formOf(model: string, picture: Buffer): Buffer {
  const part = (head: string): string => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
  return Buffer.concat([
    Buffer.from(`${part('name="model"')}${model}\r\n${part('name="prompt"')}a lighthouse, ${COUNTER}\r\n`),
    Buffer.from(part('name="image"; filename="blob"')),
    picture,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
}

function jsonOf(model: string, picture: Buffer): string {
  const image = `data:image/png;base64,${picture.toString('base64')}`;
  return JSON.stringify({ model, prompt: `a lighthouse, ${COUNTER}`, images: [{ image_url: image }] });
}
