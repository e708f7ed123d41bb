/**
 * Orders pictures by their addresses, or fetches them, over a fixed number of connections, and prints what came back
 * as JSON. Started with a `PictureOrder` as JSON. A failed request ends it.
 */
import { Agent, request as httpRequest } from 'node:http';
import { percentile } from './median.js';
import { parsePictureOrder, type PictureResult } from './picture-order.js';

interface Answer {
  readonly status: number;
  readonly bytes: number;
  readonly text: string;
}

const { port, body, paths, headers, status, connections, seconds } = parsePictureOrder(process.argv[2] ?? '');
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const latencies: number[] = [];
const painted: string[] = [];
const most = seconds === null ? paths.length : Infinity;
let bodyBytes = 0;
let next = 0;

const startedAt = performance.now();
const stopAt = startedAt + (seconds ?? Infinity) * 1000;
await Promise.all(Array.from({ length: connections }, workOn));
const finishedAt = performance.now();
agent.destroy();

latencies.sort((a, b) => a - b);
const result: PictureResult = {
  answers: latencies.length,
  bodyBytes,
  seconds: (finishedAt - startedAt) / 1000,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
  paths: painted,
};
process.stdout.write(`${JSON.stringify(result)}\n`);

async function workOn(): Promise<void> {
  while (performance.now() < stopAt && next < most) {
    const number = next;
    next += 1;
    const sentAt = performance.now();
    const path = body === null ? (paths[number % paths.length] ?? '/') : await paint(body, number);
    const answer = await ask('GET', path, null);
    if (answer.status !== status) {
      throw new Error(`${path} was answered with ${answer.status}: ${answer.text.slice(0, 300)}`);
    }
    latencies.push(performance.now() - sentAt);
    bodyBytes += answer.bytes;
  }
}

/** Each with a prompt of its own. @returns the path of the picture */
async function paint(template: string, number: number): Promise<string> {
  const answer = await ask('POST', '/v1/images/generations', template.replace('#', String(number)));
  const address = /"url":"([^"]+)"/.exec(answer.text)?.[1];
  if (address === undefined) {
    throw new Error(`No picture came: ${answer.status} ${answer.text.slice(0, 300)}`);
  }
  const { pathname } = new URL(address);
  painted.push(pathname);
  return pathname;
}

/** The text is only that of JSON: the bytes of pictures are counted and dropped. */
function ask(method: string, path: string, json: string | null): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = json === null ? headers : { 'content-type': 'application/json' };
    const asking = httpRequest(
      { port, host: '127.0.0.1', agent, method, path, headers: sent },
      (response) => {
        const isJson = response.headers['content-type']?.includes('json') ?? false;
        let bytes = 0;
        let text = '';
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          text += isJson ? chunk.toString() : '';
        });
        response.once('end', () => resolve({ status: response.statusCode ?? 0, bytes, text }));
        response.once('error', reject);
      },
    );
    asking.once('error', reject).end(json ?? undefined);
  });
}
