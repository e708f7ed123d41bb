import { once } from 'node:events';
import type { Response } from 'express';
import { TestServer } from '../../test/test-server.js';
import { endRequestInScope, enterRequestScope } from './request-scope.js';

describe('the scope of a request', () => {
  const server = new TestServer();

  beforeAll(() => server.start());

  afterAll(() => server.close());

  /** What is found where an error surfaces in a timer that the request began. */
  function surfacing(response: Response, after: Promise<unknown>): Promise<boolean> {
    return new Promise((resolve) => {
      enterRequestScope(response.req, response, () => {
        void after.then(() => setImmediate(() => resolve(endRequestInScope())));
      });
    });
  }

  it('ends the request whose error nobody caught', async () => {
    const found = new Promise<boolean>((resolve) => {
      server.answering = (response) => void surfacing(response, Promise.resolve()).then(resolve);
    });
    await expect(server.get()).rejects.toThrow('socket hang up');
    expect(await found).toBe(true);
  });

  it('is known for what goes on after the answer, too, and is nobody else’s', async () => {
    const found = new Promise<boolean>((resolve) => {
      server.answering = (response) => {
        void surfacing(response, once(response, 'close')).then(resolve);
        response.end();
      };
    });
    (await server.get()).resume();
    expect(await found).toBe(true);
    expect(endRequestInScope()).toBe(false);
  });
});
