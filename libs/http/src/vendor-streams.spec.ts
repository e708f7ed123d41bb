import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { failureOf, printed, testSettings } from '@fusionbridge/testing';
import { jsonBody } from './json-body.js';
import { VendorHttp } from './vendor-http.js';
import { type StreamedResponse, type StreamCall, VendorStreams } from './vendor-streams.js';

const KEY = 'a-key-to-keep';

async function read({ pieces }: StreamedResponse): Promise<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece.toString('utf8');
  }
  return text;
}

describe(VendorStreams.name, () => {
  const models = { default: 'main', models: [{ id: 'main' }] };
  const http = new VendorHttp(testSettings(models, { TALKER_API_KEY: KEY }));
  let server: Server;
  let answer: RequestListener;
  let streams: VendorStreams;

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      request.once('end', () => answer(request, response));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    streams = http.streams({
      id: 'talker',
      baseUrl: `http://127.0.0.1:${port}/v1`,
      authorization: `Bearer ${KEY}`,
      addressSetting: 'TALKER_URL',
      keySetting: 'TALKER_API_KEY',
      readFailure: ({ text }) => ({ says: text }),
    });
  });

  afterAll(() => {
    http.onApplicationShutdown();
    server.closeAllConnections();
    server.close();
  });

  function post(given: Partial<StreamCall> = {}): Promise<StreamedResponse> {
    return streams.post(jsonBody({ say: 'hello' }), {
      path: 'talk',
      signal: new AbortController().signal,
      timeoutMs: 20_000,
      headers: {},
      maxBytes: 1000,
      ...given,
    });
  }

  it('hands pieces on while the answer is still coming', async () => {
    let open: ServerResponse | undefined;
    answer = (request, response) => {
      expect([request.method, request.url, request.headers.authorization]).toEqual([
        'POST',
        '/v1/talk',
        `Bearer ${KEY}`,
      ]);
      open = response.writeHead(200, { 'content-type': 'Text/Event-Stream; charset=utf-8' });
      open.write('first ');
    };
    const { contentType, pieces } = await post();
    expect(contentType).toBe('text/event-stream');
    const reader = pieces[Symbol.asyncIterator]();
    expect(String((await reader.next()).value)).toBe('first ');
    open?.end('second');
    expect(String((await reader.next()).value)).toBe('second');
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('hangs up when the reader stops early', async () => {
    const closed = new Promise((resolve) => {
      answer = (_request, response) => {
        response.once('close', resolve);
        response.writeHead(200).write('first');
      };
    });
    for await (const piece of (await post()).pieces) {
      expect(String(piece)).toBe('first');
      break;
    }
    await closed;
  });

  it('hangs up when it is told to, also while nobody reads', async () => {
    const line = new AbortController();
    const closed = new Promise((resolve) => {
      answer = (_request, response) => {
        response.once('close', resolve);
        response.writeHead(200).write('first');
      };
    });
    const opened = await post({ signal: line.signal });
    line.abort();
    await closed;
    expect(await failureOf(read(opened))).toMatchObject({ kind: 'cancelled' });
  });

  it.each<[string, RequestListener, Partial<StreamCall>, object]>([
    [
      'a silent vendor',
      () => undefined,
      { timeoutMs: 30 },
      { kind: 'timeout', outcome: 'unknown', message: expect.stringContaining('did not answer within') },
    ],
    [
      'silence in the middle',
      (_request, response) => response.writeHead(200).write('first'),
      { timeoutMs: 30 },
      { kind: 'timeout', outcome: 'unknown' },
    ],
    [
      'a connection that breaks in the middle',
      (_request, response) => response.writeHead(200).write('first', () => response.destroy()),
      {},
      { kind: 'bad_response', outcome: 'unknown', message: 'talker broke off in the middle of its answer' },
    ],
    [
      'more than it may send',
      (_request, response) => response.end('x'.repeat(1001)),
      {},
      { kind: 'bad_response', message: 'talker sent more than it may for one answer' },
    ],
    [
      'a refusal that repeats the key',
      (_request, response) => response.writeHead(422).end(`not with ${KEY}`),
      {},
      { kind: 'validation', outcome: 'rejected', message: 'talker refused the request (422): not with ***' },
    ],
  ])('tells of %s', async (_what, listener, given, expected) => {
    answer = listener;
    const error = await failureOf(post(given).then(read));
    expect(error).toMatchObject(expected);
    expect(printed(error)).not.toContain(KEY);
  });
});
