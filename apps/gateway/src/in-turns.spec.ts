import { createServer, get, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import express from 'express';
import { beginInTurns } from './in-turns.js';

interface Asked {
  readonly method: string;
  readonly destroyed?: boolean;
}

/** Hands requests to the middleware one after another, in one turn, and notes which of them began. */
function bench(): { ask: (asked: Asked) => void; begun: string[] } {
  const handler = beginInTurns();
  const begun: string[] = [];
  return {
    begun,
    ask: ({ method, destroyed = false }) => {
      const request = Object.create(express.request, {
        method: { value: method },
        destroyed: { value: destroyed },
      });
      handler(request, Object.create(express.response), () => begun.push(method));
    },
  };
}

describe(beginInTurns.name, () => {
  it('begins a lone call at once, and a burst a few at a time', async () => {
    const { ask, begun } = bench();
    const growth: number[] = [];
    for (let call = 0; call < 10; call += 1) {
      ask({ method: 'POST' });
    }
    for (let turns = 0; turns < 4; turns += 1) {
      growth.push(begun.length);
      await turn();
    }
    expect(growth[0]).toBe(4);
    expect(begun).toHaveLength(10);
  });

  it('lets every other call pass', () => {
    const { ask, begun } = bench();
    for (let call = 0; call < 10; call += 1) {
      ask({ method: 'POST' });
    }
    ask({ method: 'GET' });
    expect(begun.at(-1)).toBe('GET');
  });

  it('leaves out whoever has gone before its turn', async () => {
    const { ask, begun } = bench();
    for (let call = 0; call < 10; call += 1) {
      ask({ method: 'POST', destroyed: call === 9 });
    }
    for (let turns = 0; turns < 4; turns += 1) {
      await turn();
    }
    expect(begun).toHaveLength(9);
  });

  describe('in a server', () => {
    let server: Server;

    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });

    it('answers every call of a burst, its body whole', async () => {
      const app = express();
      app.use(beginInTurns());
      app.use((request, response) => void text(request).then((body) => response.end(body)));
      server = createServer(app);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address: AddressInfo | string | null = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const send = (body: string): Promise<string> =>
        new Promise((resolve, reject) => {
          const sent = httpRequest({ port, host: '127.0.0.1', method: 'POST' }, (answer) => {
            resolve(text(answer));
          });
          sent.once('error', reject).end(body);
        });
      const bodies = Array.from({ length: 40 }, (_, index) => `call ${index}`);
      expect(await Promise.all(bodies.map(send))).toEqual(bodies);
      const health = await new Promise((resolve) => get({ port, host: '127.0.0.1' }, resolve));
      expect(health).toMatchObject({ statusCode: 200 });
    });
  });
});
