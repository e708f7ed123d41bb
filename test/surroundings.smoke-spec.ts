import { BuiltGateway } from './built-gateway.js';

describe('the built bridge in rough surroundings', () => {
  async function paint(address: string): Promise<number> {
    const response = await fetch(`${address}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a cat', size: '256x256' }),
    });
    await response.arrayBuffer();
    return response.status;
  }

  it('paints on when nobody reads its log any more', async () => {
    const gateway = await BuiltGateway.spawn();
    const address = await gateway.address();
    gateway.stopReading();
    expect([await paint(address), await paint(address), await paint(address)]).toEqual([200, 200, 200]);
    expect(await gateway.stop()).toMatchObject({ exitCode: 0 });
  }, 60_000);

  it.each(['SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const)(
    'finishes its pictures on %s, also when it comes twice',
    async (signal) => {
      const gateway = await BuiltGateway.spawn({ SANDBOX_LATENCY_MS: '700' });
      const address = await gateway.address();
      const painting = paint(address);
      let jobs = '';
      while (!jobs.includes('"running":1')) {
        jobs = await (await fetch(`${address}/status`)).text();
      }
      const ended = Promise.all([gateway.stop(signal), gateway.stop(signal)]);
      expect(await painting).toBe(200);
      expect((await ended)[0]).toMatchObject({ exitCode: 0 });
    },
    60_000,
  );
});
