import { createServer, type Server } from 'node:net';
import { Transmission } from './transmission.js';

describe(Transmission.name, () => {
  let silent: Server;
  let port = 0;

  beforeEach(async () => {
    silent = createServer((socket) => socket.unref());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  });

  afterEach(() => {
    silent.close();
  });

  it('gives up a host that never takes the connection, and knows that nothing left', async () => {
    const transmission = new Transmission(20);
    const error: unknown = await new Promise((resolve) => {
      transmission
        .request({ protocol: 'https:', host: '127.0.0.1', port }, () => resolve(null))
        .once('error', resolve)
        .end();
    });
    expect(error).toMatchObject({ code: 'ETIMEDOUT' });
    expect(transmission.begun).toBe(false);
  });

  it('knows that something left as soon as the connection stands', async () => {
    const transmission = new Transmission();
    const request = transmission.request(
      { protocol: 'http:', host: '127.0.0.1', port, method: 'POST' },
      () => undefined,
    );
    await new Promise((resolve) => {
      silent.once('connection', (socket) => socket.once('data', resolve));
      request.once('error', () => undefined);
      request.end('an order');
    });
    expect(transmission.begun).toBe(true);
    request.destroy();
  });
});
