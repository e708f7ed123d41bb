import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { failureOf, printed, testSettings } from '@fusionbridge/testing';
import { z } from 'zod';
import { jsonBody } from './json-body.js';
import type { HttpCall, VendorClient } from './vendor-client.js';
import { VendorHttp } from './vendor-http.js';

const KEY = 'a-key-to-keep';
const ANY = z.unknown();

/** A server that answers as a test says. */
class Stub {
  readonly seen: IncomingMessage[] = [];
  connections = 0;
  url = '';
  private server: Server | null = null;

  async listen(answer: RequestListener): Promise<this> {
    const server = createServer((request, response) => {
      this.seen.push(request);
      request.resume();
      request.once('end', () => answer(request, response));
    });
    server.on('connection', () => {
      this.connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    this.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    this.server = server;
    return this;
  }

  close(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

describe(VendorHttp.name, () => {
  const models = { default: 'main', models: [{ id: 'main' }] };
  const http = new VendorHttp(testSettings(models, { PAINTER_API_KEY: KEY }));
  const stubs: Stub[] = [];

  afterEach(() => {
    stubs.splice(0).forEach((stub) => stub.close());
  });

  afterAll(() => http.onApplicationShutdown());

  async function stubThat(answer: RequestListener): Promise<Stub> {
    const stub = await new Stub().listen(answer);
    stubs.push(stub);
    return stub;
  }

  function clientOf(baseUrl: string): VendorClient {
    return http.client({
      id: 'painter',
      baseUrl,
      authorization: `Bearer ${KEY}`,
      addressSetting: 'PAINTER_URL',
      keySetting: 'PAINTER_API_KEY',
      readFailure: () => ({}),
    });
  }

  function callTo(path: string, given: Partial<HttpCall<unknown>> = {}): HttpCall<unknown> {
    return { path, signal: new AbortController().signal, timeoutMs: 20_000, answer: ANY, ...given };
  }

  it('puts paths behind the configured address, prefix and all', async () => {
    const stub = await stubThat((_request, response) => response.end('{"a":1}'));
    for (const base of [`${stub.url}/deep/v1`, `${stub.url}/deep/v1/`]) {
      expect((await clientOf(base).get(callTo('images/x?y=1'))).value).toEqual({ a: 1 });
    }
    expect(stub.seen.map((request) => request.url)).toEqual([
      '/deep/v1/images/x?y=1',
      '/deep/v1/images/x?y=1',
    ]);
  });

  it('gives the key to the configured origin and to no other', async () => {
    const [home, elsewhere] = [
      await stubThat((_request, response) => response.end('{}')),
      await stubThat((_request, response) => response.end('{}')),
    ];
    const client = clientOf(home.url);
    await client.get(callTo('task'));
    await client.get(callTo(`${home.url}/absolute`));
    await client.get(callTo(`${elsewhere.url}/task`));
    expect(home.seen.map((request) => request.headers.authorization)).toEqual([
      `Bearer ${KEY}`,
      `Bearer ${KEY}`,
    ]);
    expect(elsewhere.seen.map((request) => request.headers.authorization)).toEqual([undefined]);
  });

  it('does not follow a redirect, so that neither key nor order goes astray', async () => {
    const elsewhere = await stubThat((_request, response) => response.end('{}'));
    const home = await stubThat((_request, response) =>
      response.writeHead(308, { location: elsewhere.url }).end(),
    );
    const error = await failureOf(clientOf(home.url).post(jsonBody({}), callTo('order')));
    expect(error).toMatchObject({ kind: 'bad_response', outcome: 'rejected', status: 308 });
    expect(elsewhere.seen).toHaveLength(0);
  });

  it('keeps the connection for the next call', async () => {
    const stub = await stubThat((_request, response) => response.end('{}'));
    const client = clientOf(stub.url);
    await client.get(callTo('one'));
    await client.post(jsonBody({}), callTo('two'));
    expect(stub.connections).toBe(1);
  });

  it('unpacks compressed answers and bounds what they unpack to', async () => {
    const packed = gzipSync(JSON.stringify({ text: 'a '.repeat(500_000) }));
    const stub = await stubThat((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    );
    const client = clientOf(stub.url);
    expect((await client.get(callTo('x'))).value).toMatchObject({ text: expect.stringContaining('a a') });
    const error = await failureOf(client.get(callTo('x', { maxBytes: 10_000 })));
    expect(error).toMatchObject({ kind: 'bad_response', outcome: 'accepted' });
  });

  it('takes an empty good answer for null', async () => {
    const stub = await stubThat((_request, response) => response.writeHead(204).end());
    expect((await clientOf(stub.url).post(null, callTo('interrupt'))).value).toBeNull();
  });

  it.each([
    ['http://nobody.invalid', 'the host name'],
    ['http://127.0.0.1:1', 'connection refused'],
  ])('knows that nothing was sent to %s', async (url, reason) => {
    const error = await failureOf(clientOf(url).post(jsonBody({}), callTo('order')));
    expect(error).toMatchObject({ kind: 'unavailable', outcome: 'not_sent' });
    expect(error.message).toContain(reason);
    expect(error.message).toContain('PAINTER_URL');
  });

  it('knows that nothing was sent where there is no TLS', async () => {
    const stub = await stubThat((_request, response) => response.end('{}'));
    const error = await failureOf(
      clientOf(stub.url.replace('http:', 'https:')).post(jsonBody({}), callTo('order')),
    );
    expect(error).toMatchObject({ kind: 'unavailable', outcome: 'not_sent' });
    expect(stub.seen).toHaveLength(0);
  });

  it('cannot tell what became of an order when a fresh connection breaks', async () => {
    const stub = await stubThat((request) => request.socket.destroy());
    const error = await failureOf(clientOf(stub.url).post(jsonBody({}), callTo('order')));
    expect(error).toMatchObject({ kind: 'unavailable', outcome: 'unknown', vendorCode: 'ECONNRESET' });
  });

  it('does not count against the vendor what we wait for ourselves', async () => {
    const stub = await stubThat((_request, response) => response.end('{"a":1}'));
    const beforeBody = async (): Promise<void> => wait(700);
    const answer = await clientOf(stub.url).post(
      jsonBody({}),
      callTo('order', { timeoutMs: 500, beforeBody }),
    );
    expect(answer.value).toEqual({ a: 1 });
  });

  it('cannot tell what became of an order when a kept connection breaks', async () => {
    let calls = 0;
    const stub = await stubThat((request, response) => {
      calls += 1;
      return calls === 1 ? response.end('{}') : request.socket.destroy();
    });
    const client = clientOf(stub.url);
    await client.get(callTo('first'));
    const error = await failureOf(client.post(jsonBody({}), callTo('order')));
    expect(error).toMatchObject({ kind: 'unavailable', outcome: 'unknown' });
    expect(calls).toBe(2);
  });

  it.each([
    [400, 'validation', 'rejected'],
    [401, 'auth', 'rejected'],
    [402, 'out_of_credit', 'rejected'],
    [403, 'auth', 'rejected'],
    [404, 'validation', 'rejected'],
    [408, 'timeout', 'rejected'],
    [413, 'validation', 'rejected'],
    [429, 'rate_limited', 'rejected'],
    [500, 'unavailable', 'unknown'],
    [501, 'unavailable', 'rejected'],
    [502, 'unavailable', 'unknown'],
    [503, 'unavailable', 'rejected'],
    [504, 'timeout', 'unknown'],
    [303, 'bad_response', 'unknown'],
  ])('types the status %d as %s, %s', async (status, kind, outcome) => {
    const stub = await stubThat((_request, response) => response.writeHead(status).end('what went wrong'));
    const error = await failureOf(clientOf(stub.url).post(jsonBody({}), callTo('order')));
    expect(error).toMatchObject({ kind, outcome, status, provider: 'painter' });
    expect(stub.seen).toHaveLength(1);
  });

  it('never lets the key out: not in messages, causes or anything printable', async () => {
    const stub = await stubThat((request, response) => {
      const status = request.url === '/hang-up' ? null : Number(request.url?.slice(1));
      return status === null
        ? request.socket.destroy()
        : response.writeHead(status).end(`{"you sent": "${request.headers.authorization}"}`);
    });
    const client = clientOf(stub.url);
    for (const path of ['400', '401', '429', '500', 'hang-up']) {
      const error = await failureOf(client.post(jsonBody({}), callTo(path)));
      expect(printed(error)).not.toContain(KEY);
      expect(error.cause).toBeUndefined();
    }
  });

  it('tells an error that comes with a good status, and keeps that the vendor had the work', async () => {
    const stub = await stubThat((_request, response) => response.end('  {"error":"no more paint"}'));
    const client = http.client({
      id: 'painter',
      baseUrl: stub.url,
      authorization: null,
      addressSetting: 'PAINTER_URL',
      keySetting: null,
      readFailure: ({ body }) => ({
        kind: 'validation',
        outcome: 'rejected',
        says: z.object({ error: z.string() }).parse(body).error,
      }),
    });
    const answer = z.object({ data: z.array(z.string()) });
    const error = await failureOf(client.post(jsonBody({}), { ...callTo('order'), answer }));
    expect(error).toMatchObject({ kind: 'validation', outcome: 'accepted', status: 200 });
    expect(error.message).toBe('painter refused the request (200): no more paint');
  });

  describe('an order that is answered with less than it should be', () => {
    const answer = z.object({ id: z.string() });

    async function outcomeOf(
      body: string,
      expects: 'acknowledgement' | 'result',
      maxBytes = 1000,
    ): Promise<string> {
      const stub = await stubThat((_request, response) => response.end(body));
      const call = callTo('order', { answer, expects, maxBytes });
      const error = await failureOf(clientOf(stub.url).post(jsonBody({}), call));
      expect(error.kind).toBe('bad_response');
      expect(stub.seen).toHaveLength(1);
      return error.outcome;
    }

    it.each([
      ['garbled', '{"id":"a"', 'unknown', 'unknown'],
      ['another page', '<html>Please sign in</html>', 'unknown', 'unknown'],
      ['empty', '', 'unknown', 'unknown'],
      ['of another shape', '{"result":"done"}', 'unknown', 'accepted'],
      ['too long', `{"id":"${'a'.repeat(2000)}"}`, 'unknown', 'accepted'],
    ])(
      'treats one that is %s as no acknowledgement, and as a lost result',
      async (_what, body, ...outcomes) => {
        expect([await outcomeOf(body, 'acknowledgement'), await outcomeOf(body, 'result')]).toEqual(outcomes);
      },
    );

    it.each(['acknowledgement', 'result'] as const)(
      'cannot tell after half of a response with the %s',
      async (expects) => {
        const stub = await stubThat((_request, response) => {
          response.writeHead(200, { 'content-length': 100 });
          response.write('{"id":', () => response.destroy());
        });
        const error = await failureOf(
          clientOf(stub.url).post(jsonBody({}), callTo('order', { answer, expects })),
        );
        expect(error).toMatchObject({ kind: 'bad_response', outcome: 'unknown' });
      },
    );

    it.each([
      ['rejected', 'rejected'],
      [undefined, 'unknown'],
    ] as const)('believes a refusal in place of an acknowledgement that is %s', async (outcome, expected) => {
      const stub = await stubThat((_request, response) => response.end('{"code":429}'));
      const client = http.client({
        id: 'painter',
        baseUrl: stub.url,
        authorization: null,
        addressSetting: 'PAINTER_URL',
        keySetting: null,
        readFailure: () => ({ kind: 'rate_limited', says: 'slowly', ...(outcome && { outcome }) }),
      });
      const error = await failureOf(
        client.post(jsonBody({}), callTo('order', { answer, expects: 'acknowledgement' })),
      );
      expect(error).toMatchObject({ kind: 'rate_limited', outcome: expected });
    });
  });

  it('says what a good answer lacks', async () => {
    const stub = await stubThat((_request, response) => response.end('{"data":[{"id":5}]}'));
    const answer = z.object({ data: z.array(z.object({ id: z.string() })) });
    const error = await failureOf(clientOf(stub.url).get({ ...callTo('models'), answer }));
    expect(error).toMatchObject({ kind: 'bad_response', outcome: 'accepted' });
    expect(error.message).toBe('painter answered without what is needed (data.0.id)');
  });

  it('cuts pictures out of an answer and gives their bytes back', async () => {
    const picture = Buffer.alloc(300_000, 'picture');
    const stub = await stubThat((_request, response) =>
      response.end(JSON.stringify({ image: picture.toString('base64') })),
    );
    const answer = await clientOf(stub.url).get({ ...callTo('x'), answer: z.object({ image: z.string() }) });
    expect(answer.value.image.length).toBeLessThan(100);
    expect(answer.bytesOf(answer.value.image).equals(picture)).toBe(true);
  });

  describe('an answer that is a picture itself', () => {
    const picture = Buffer.alloc(300_000, 'picture');

    async function answered(contentType: string, given: Partial<HttpCall<unknown>> = {}): Promise<unknown> {
      const stub = await stubThat((_request, response) => {
        response.writeHead(200, { 'content-type': contentType }).end(picture);
      });
      const answer = await clientOf(stub.url).postForPicture(null, callTo('x', given));
      expect(stub.seen[0]?.headers.accept).toBe('*/*');
      return answer;
    }

    it.each(['image/jpeg', 'Image/PNG', 'application/octet-stream'])('comes as %s', async (type) => {
      expect(await answered(type)).toEqual(picture);
    });

    it('may be JSON about it as well, and nothing else', async () => {
      const stub = await stubThat((_request, response) => response.end('{"a":1}'));
      expect(await clientOf(stub.url).postForPicture(null, callTo('x'))).toMatchObject({ value: { a: 1 } });
      const error = await failureOf(answered('text/html'));
      expect(error).toMatchObject({ kind: 'bad_response', outcome: 'unknown' });
    });

    it('is waited for until there is room, and bounded', async () => {
      const beforeBody = jest.fn().mockResolvedValue(null);
      await answered('image/png', { beforeBody, maxBytes: picture.byteLength });
      expect(beforeBody).toHaveBeenCalledTimes(1);
      const error = await failureOf(answered('image/png', { maxBytes: picture.byteLength - 1 }));
      expect(error).toMatchObject({ kind: 'bad_response', outcome: 'accepted' });
    });
  });

  describe('an answer of events', () => {
    const STEP = z.object({ step: z.number() });
    const RESULT = z.object({ picture: z.string() });

    /** What becomes of a call that is answered with this stream. */
    async function ask(
      text: string,
      given: { maxBytes?: number; type?: string } = {},
    ): Promise<{ steps: number[]; picture: Buffer; room: number }> {
      const stub = await stubThat((_request, response) => {
        response.writeHead(200, { 'content-type': given.type ?? 'text/event-stream; charset=utf-8' });
        response.end(text);
      });
      const steps: number[] = [];
      let room = 0;
      const answer = await clientOf(stub.url).postForEvents(jsonBody({}), {
        ...callTo('x'),
        answer: RESULT,
        event: STEP,
        ...(given.maxBytes === undefined ? {} : { maxBytes: given.maxBytes }),
        beforeBody: async () => void (room += 1),
        onEvent: ({ value }) => void steps.push(value.step),
      });
      return { steps, picture: answer.bytesOf(answer.value.picture), room };
    }

    const bytes = Buffer.alloc(9000, 'picture');
    const last = `data: {"picture":"${bytes.toString('base64')}"}\n\n`;

    it('is told event by event, and ends with the first that is something else', async () => {
      const end = await ask(
        `: hello\n\ndata: {"step":1}\n\nevent: b\ndata: {"step":2}\n\n${last}data: {"step":3}\n\n`,
      );
      expect(end).toEqual({ steps: [1, 2], picture: bytes, room: 1 });
    });

    it('may as well come in one piece', async () => {
      const document = last.replace('data: ', '');
      expect(await ask(document, { type: 'application/json' })).toEqual({
        steps: [],
        picture: bytes,
        room: 1,
      });
    });

    it.each([
      ['ends too early', 'data: {"step":1}\n\n', {}, 'unknown'],
      ['is empty', '', {}, 'unknown'],
      ['is garbled', 'data: {"step":\n\n', {}, 'unknown'],
      ['holds something else', 'data: {"result":1}\n\n', {}, 'accepted'],
      ['is too long', last, { maxBytes: 8000 }, 'accepted'],
    ])('is no usable answer where it %s', async (_what, text, given, outcome) => {
      expect(await failureOf(ask(text, given))).toMatchObject({ kind: 'bad_response', outcome });
    });
  });
});
