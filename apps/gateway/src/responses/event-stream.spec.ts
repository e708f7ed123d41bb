import { text } from 'node:stream/consumers';
import { BridgeError } from '@fusionbridge/core';
import { Logger } from '@nestjs/common';
import { TestServer } from '../../test/test-server.js';
import { EventStream } from './event-stream.js';

const HOLD = {
  doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'performance', 'hrtime'],
} as const;

function told(error: unknown): Buffer {
  return Buffer.from(`data: ${error instanceof Error ? error.message : ''}\n\n`);
}

/** A source that goes on when it is told to. */
class Steps {
  private go: () => void = () => undefined;
  private held = new Promise<void>((resolve) => (this.go = resolve));
  ended = false;

  /** Lets the next event come. */
  step(): void {
    this.go();
  }

  async *events(...events: readonly (string | Error)[]): AsyncGenerator<Buffer> {
    try {
      for (const event of events) {
        await this.held;
        this.held = new Promise<void>((resolve) => (this.go = resolve));
        if (event instanceof Error) {
          throw event;
        }
        yield Buffer.from(event);
      }
    } finally {
      this.ended = true;
    }
  }
}

describe(EventStream.name, () => {
  const server = new TestServer();

  beforeAll(() => server.start());

  afterAll(() => server.close());

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('keeps a silent stream alive with comments between the events, from before the first one on', async () => {
    jest.useFakeTimers({ doNotFake: [...HOLD.doNotFake] });
    const steps = new Steps();
    let begin: (events: AsyncIterable<Buffer>) => void = () => undefined;
    server.answering = (response) => {
      void new EventStream(response, told).send(() => new Promise((resolve) => (begin = resolve)));
      jest.advanceTimersByTime(14_999);
      expect(response.headersSent).toBe(false);
      jest.advanceTimersByTime(1);
    };
    const response = await server.get();
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
    });
    begin(steps.events('data: 1\n\n', 'data: 2\n\n'));
    const read = response[Symbol.asyncIterator]();
    const next = async (): Promise<string> => String((await read.next()).value);
    expect(await next()).toBe(': still here\n\n');
    steps.step();
    expect(await next()).toBe('data: 1\n\n');
    jest.advanceTimersByTime(15_000);
    expect(await next()).toBe(': still here\n\n');
    jest.advanceTimersByTime(15_000);
    expect(await next()).toBe(': still here\n\n');
    steps.step();
    expect(await next()).toBe('data: 2\n\n');
    expect(await read.next()).toMatchObject({ done: true });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('leaves a failure before the first word to be told by the status', async () => {
    const failure = new BridgeError({ kind: 'unavailable', message: 'nobody there' });
    server.answering = (response) => {
      new EventStream(response, told)
        .send(() => Promise.reject(failure))
        .catch((error: unknown) => response.status(503).json(error === failure));
    };
    const response = await server.get();
    expect([response.statusCode, await text(response)]).toEqual([503, 'true']);
  });

  it('tells a failure by an event once the status stands', async () => {
    jest.useFakeTimers({ doNotFake: [...HOLD.doNotFake] });
    server.answering = (response) => {
      void new EventStream(response, told).send(async () => {
        jest.advanceTimersByTime(15_000);
        throw new BridgeError({ kind: 'unavailable', message: 'too late' });
      });
    };
    const response = await server.get();
    expect([response.statusCode, await text(response)]).toEqual([200, ': still here\n\ndata: too late\n\n']);
  });

  it('tells a failure in the middle after what came before, and logs what is our own fault', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    server.answering = (response) => {
      const events = async function* (): AsyncGenerator<Buffer> {
        yield Buffer.from('data: 1\n\n');
        throw new Error('a mistake of ours');
      };
      void new EventStream(response, told).send(async () => events());
    };
    expect(await text(await server.get())).toBe('data: 1\n\ndata: a mistake of ours\n\n');
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('a mistake of ours'));
  });

  it('ends the source when the client leaves', async () => {
    const steps = new Steps();
    const gone = new Promise<void>((resolve) => {
      server.answering = (response) => {
        void new EventStream(response, told).send(async (clientGone) => {
          clientGone.addEventListener('abort', () => resolve());
          return steps.events('data: 1\n\n', 'data: 2\n\n');
        });
        response.once('close', () => steps.step());
      };
    });
    const response = await server.get();
    response.destroy();
    await gone;
    steps.step();
    await new Promise((resolve) => setImmediate(resolve));
    expect(steps.ended).toBe(true);
  });

  it('ends the source, in silence, for a client that left before there was anything to send', async () => {
    jest.useFakeTimers({ doNotFake: [...HOLD.doNotFake] });
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const steps = new Steps();
    const sent = new Promise<void>((resolve, reject) => {
      server.answering = (response) => {
        const left = new Promise<void>((leave) => response.once('close', leave));
        const open = async (): Promise<AsyncIterable<Buffer>> => {
          await left;
          steps.step();
          return steps.events('data: 1\n\n');
        };
        new EventStream(response, told).send(open).then(resolve, reject);
        response.socket?.destroy();
      };
    });
    await expect(server.get()).rejects.toThrow('socket hang up');
    await sent;
    expect(jest.getTimerCount()).toBe(0);
    expect(logged).not.toHaveBeenCalled();
  });

  it('knows of a client that left before it was opened', async () => {
    jest.useFakeTimers({ doNotFake: [...HOLD.doNotFake] });
    const opened = new Promise<EventStream>((resolve) => {
      server.answering = (response) => {
        response.once('close', () => setImmediate(() => resolve(new EventStream(response, told))));
        response.socket?.destroy();
      };
    });
    await expect(server.get()).rejects.toThrow('socket hang up');
    expect((await opened).clientGone.aborted).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('logs nothing of ours where a client leaves in the middle', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const sent = new Promise<void>((resolve, reject) => {
      server.answering = (response) => {
        const events = async function* (): AsyncGenerator<Buffer> {
          for (;;) {
            yield Buffer.alloc(100_000, 'data');
          }
        };
        new EventStream(response, told).send(async () => events()).then(resolve, reject);
      };
    });
    (await server.get()).destroy();
    await sent;
    expect(logged).not.toHaveBeenCalled();
  });

  it('takes no more from the source than a slow client reads', async () => {
    let taken = 0;
    server.answering = (response) => {
      const events = async function* (): AsyncGenerator<Buffer> {
        for (; taken < 400; taken += 1) {
          yield Buffer.alloc(100_000, 'data');
        }
      };
      void new EventStream(response, told).send(async () => events());
    };
    const response = await server.get();
    response.pause();
    const before = await new Promise<number>((resolve) => {
      const settled = (last: number): void => {
        setImmediate(() => (taken === last ? resolve(taken) : settled(taken)));
      };
      setImmediate(() => settled(-1));
    });
    expect(before).toBeLessThan(400);
    expect((await text(response)).length).toBe(40_000_000);
  });

  it('writes nothing into an event that comes in pieces, however long it takes', async () => {
    jest.useFakeTimers({ doNotFake: [...HOLD.doNotFake] });
    server.answering = (response) => {
      const pieces = async function* (): AsyncGenerator<Buffer> {
        yield Buffer.from('data: ');
        await new Promise((resolve) => setImmediate(resolve));
        jest.advanceTimersByTime(15_000);
        yield Buffer.from('1\n\n');
      };
      const events = async function* (): AsyncGenerator<AsyncIterable<Buffer>> {
        yield pieces();
        await new Promise((resolve) => setImmediate(resolve));
        jest.advanceTimersByTime(15_000);
        yield pieces();
      };
      void new EventStream(response, told).send(async () => events());
    };
    expect(await text(await server.get())).toBe('data: 1\n\n: still here\n\ndata: 1\n\n');
  });

  it('cuts the line when an event breaks off in its middle', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    server.answering = (response) => {
      const pieces = async function* (): AsyncGenerator<Buffer> {
        yield Buffer.from('data: half a pict');
        throw new Error('the disk broke');
      };
      const events = async function* (): AsyncGenerator<AsyncIterable<Buffer>> {
        yield pieces();
      };
      void new EventStream(response, told).send(async () => events());
    };
    await expect(server.get().then(text)).rejects.toThrow('aborted');
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('the disk broke'));
  });
});
