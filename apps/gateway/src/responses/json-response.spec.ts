import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ImageResult } from '@fusionbridge/core';
import { DiskPictureStore } from '@fusionbridge/media';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Logger } from '@nestjs/common';
import { TestServer } from '../../test/test-server.js';
import { JsonResponse } from './json-response.js';
import { PictureBase64 } from './picture-base64.js';

const SILENCE_MS = 45_000;
const bytes = Buffer.from(Array.from({ length: 400_003 }, (_, index) => (index * 31) % 256));

describe(JsonResponse.name, () => {
  const store = new DiskPictureStore(testSettings(modelsWithChain('other')));
  const server = new TestServer();

  beforeAll(() => server.start());

  afterAll(() => server.close());

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  async function keptPicture(content = bytes): Promise<ImageResult> {
    const kept = await store.keep({ format: 'png', bytes: content });
    return {
      ...kept,
      id: 'id',
      format: 'png',
      width: 1,
      height: 1,
      seed: 1,
      provider: 'p',
      vendorModel: 'm',
      infotext: '',
      contentCredentials: 'none',
    };
  }

  it('streams pictures inside JSON, of exactly the length it announces', async () => {
    const picture = new PictureBase64(await keptPicture());
    server.answering = (response) => {
      void new JsonResponse(response, store, SILENCE_MS).json(
        { a: [picture, picture], b: 'Élodie' },
        { headers: { 'x-a': '1' } },
      );
    };
    const response = await server.get();
    const body = await text(response);
    const base64 = bytes.toString('base64');
    expect(JSON.parse(body)).toEqual({ a: [base64, base64], b: 'Élodie' });
    expect(response.headers).toMatchObject({
      'content-length': String(Buffer.byteLength(body)),
      'content-type': 'application/json; charset=utf-8',
      'x-a': '1',
    });
  });

  it('keeps a long wait alive with blanks that JSON allows, and then tells a failure in the body alone', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'hrtime'],
    });
    let open: JsonResponse | undefined;
    server.answering = (response) => {
      open = new JsonResponse(response, store, SILENCE_MS);
      jest.advanceTimersByTime(44_999);
      expect(response.headersSent).toBe(false);
      jest.advanceTimersByTime(1);
      expect(response.headersSent).toBe(true);
      jest.advanceTimersByTime(30_000);
      void open.json({ error: { message: 'too late' } }, { status: 500 });
    };
    const response = await server.get();
    const body = await text(response);
    expect(response.statusCode).toBe(200);
    expect(body).toBe('    {"error":{"message":"too late"}}');
    jest.advanceTimersByTime(60_000);
  });

  it('beats no more once it has answered', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'hrtime'],
    });
    server.answering = (response) => void new JsonResponse(response, store, SILENCE_MS).json({ fine: true });
    expect(await text(await server.get())).toBe('{"fine":true}');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('never beats where that is not wanted, and never into a response that somebody else has ended', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'hrtime'],
    });
    server.answering = (response) => {
      void new JsonResponse(response, store, 0);
      expect(jest.getTimerCount()).toBe(0);
      void new JsonResponse(response, store, SILENCE_MS);
      const write = jest.spyOn(response, 'write');
      response.end('over');
      jest.advanceTimersByTime(SILENCE_MS * 2);
      expect(write).not.toHaveBeenCalled();
    };
    expect(await text(await server.get())).toBe('over');
  });

  it('knows that the client has gone', async () => {
    const gone = new Promise<void>((resolve) => {
      server.answering = (response) => {
        new JsonResponse(response, store, SILENCE_MS).clientGone.addEventListener('abort', () => resolve());
        response.writeHead(200).write(' ');
      };
    });
    (await server.get()).destroy();
    await expect(gone).resolves.toBeUndefined();
  });

  it('listens to the socket once, however often a slow client lets it wait', async () => {
    const large = Buffer.alloc(12_000_000, 'picture');
    const picture = new PictureBase64(await keptPicture(large));
    const listeners: number[] = [];
    const written = new Promise<void>((resolve) => {
      server.answering = (response) => {
        response.on('drain', () => listeners.push(response.listenerCount('close')));
        void new JsonResponse(response, store, SILENCE_MS).json({ picture }).then(resolve);
      };
    });
    const body = await text(await server.get());
    await written;
    expect(body).toHaveLength(JSON.stringify({ picture: large.toString('base64') }).length);
    expect(listeners.length).toBeGreaterThan(10);
    expect(Math.max(...listeners)).toBeLessThan(10);
  });

  it('says so before it writes anything when the file of a picture is gone', async () => {
    const lost = { hash: 'a'.repeat(64), format: 'png' as const, byteLength: 3 };
    let failure: unknown;
    server.answering = (response) => {
      const pending = new JsonResponse(response, store, SILENCE_MS);
      pending.json({ lost: new PictureBase64(lost) }).catch((error: unknown) => {
        failure = error;
        return pending.json({ error: 'gone' }, { status: 500 });
      });
    };
    const response = await server.get();
    expect([response.statusCode, await text(response)]).toEqual([500, '{"error":"gone"}']);
    expect(failure).toMatchObject({ kind: 'internal', message: expect.stringContaining('no longer there') });
  });

  it('cuts the socket when a file breaks off: half a picture must not look like a whole one', async () => {
    const picture = new PictureBase64(await keptPicture());
    jest.spyOn(store, 'open').mockReturnValueOnce(
      Readable.from(
        (function* () {
          yield bytes.subarray(0, 100_000);
          throw new Error('the disk broke');
        })(),
      ),
    );
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    server.answering = (response) => void new JsonResponse(response, store, SILENCE_MS).json({ picture });
    await expect(text(await server.get())).rejects.toThrow('aborted');
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('the disk broke'));
  });

  it('writes nothing to a client that has gone', async () => {
    const opened = jest.spyOn(store, 'open');
    const picture = new PictureBase64(await keptPicture());
    const answered = new Promise<void>((resolve) => {
      server.answering = (response) => {
        const pending = new JsonResponse(response, store, SILENCE_MS);
        pending.clientGone.addEventListener('abort', () => void pending.json({ picture }).then(resolve));
        response.writeHead(200).write(' ');
      };
    });
    (await server.get()).destroy();
    await answered;
    expect(opened).not.toHaveBeenCalled();
  });
});
