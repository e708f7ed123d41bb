/**
 * Sends one kind of request over a fixed number of connections and prints what came back as JSON.
 * Started with a `LoadOrder` as JSON.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { AnswerReader, type ReadAnswer } from './answer-reader.js';
import { COUNTER_WIDTH, type LoadOrder, type LoadResult, parseLoadOrder } from './load-order.js';
import { percentile } from './median.js';

const order = parseLoadOrder(process.argv[2] ?? '');
const latencies: number[] = [];
let sent = 0;
let errors = 0;
let bodyBytes = 0;
let firstError: string | null = null;

const startedAt = performance.now();
const stopAt = startedAt + (order.seconds ?? Infinity) * 1000;
await Promise.all(Array.from({ length: order.connections }, () => useConnection(order)));
const finishedAt = performance.now();

latencies.sort((a, b) => a - b);
const result: LoadResult = {
  answers: latencies.length,
  errors,
  firstError,
  bodyBytes,
  seconds: (finishedAt - startedAt) / 1000,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
};
process.stdout.write(`${JSON.stringify(result)}\n`);

/** One request after the other until the time is up; just one where no time is set. */
async function useConnection(load: LoadOrder): Promise<void> {
  const template = requestBytes(load);
  const counterAt = template.indexOf('#'.repeat(COUNTER_WIDTH));
  const socket = connect({ host: '127.0.0.1', port: load.port, noDelay: true });
  do {
    sent += 1;
    template.write(String(sent).padStart(COUNTER_WIDTH, '0'), counterAt);
    const sentAt = performance.now();
    const answer = await exchange(socket, template).catch((error: unknown) => ({
      status: 0,
      bodyBytes: 0,
      beginning: String(error),
    }));
    if (answer.status === 200 && answer.bodyBytes >= load.leastBodyBytes) {
      latencies.push(performance.now() - sentAt);
      bodyBytes += answer.bodyBytes;
    } else {
      errors += 1;
      firstError ??= JSON.stringify(answer);
      break;
    }
  } while (load.seconds !== null && performance.now() < stopAt);
  socket.destroy();
}

function requestBytes({ path, port, headers, ...load }: LoadOrder): Buffer {
  const body = load.bodyFile === undefined ? Buffer.from(load.body) : readFileSync(load.bodyFile);
  const lines = [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    `content-type: ${load.contentType ?? 'application/json'}`,
    `content-length: ${body.length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}

function exchange(socket: Socket, request: Buffer): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const reader = new AnswerReader();
    const onData = (chunk: Buffer) => {
      const answer = reader.push(chunk);
      if (answer !== null) {
        settle();
        resolve(answer);
      }
    };
    const onClose = () => {
      settle();
      reject(new Error('the connection was closed before the answer was complete'));
    };
    const onError = (error: Error) => {
      settle();
      reject(error);
    };
    const settle = () => socket.off('data', onData).off('close', onClose).off('error', onError);
    socket.on('data', onData).on('close', onClose).on('error', onError);
    // A copy: the template is written over for the next request while this one may wait in the socket.
    socket.write(Buffer.from(request));
  });
}
