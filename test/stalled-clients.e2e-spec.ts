import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { StalledClients } from '../apps/gateway/src/connections/stalled-clients.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'sd-webui' }] }] };
const FOX = JSON.stringify({ prompt: 'a fox', size: '256x256' });

describe('a client that takes nothing of its answer', () => {
  let simulator: Simulator;
  let bridge: RunningBridge;
  const clients: Socket[] = [];

  beforeAll(async () => {
    simulator = await startSdWebui();
  });

  afterAll(() => simulator.close());

  beforeEach(() => simulator.reset());

  afterEach(() => clients.splice(0).forEach((client) => client.destroy()));

  async function start(env: Record<string, string> = {}): Promise<void> {
    bridge = await startBridge(MODELS, { SD_ENABLED: 'true', SD_API_URL: simulator.url, ...env });
  }

  /** The response to a client that asks for a picture of 12 MiB and never reads; it has begun. */
  async function unread(): Promise<ServerResponse> {
    simulator.fault('huge_picture');
    const client = connect(Number(new URL(bridge.url).port), '127.0.0.1');
    clients.push(client.pause());
    client.write(
      `POST /v1/images/generations HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${FOX.length}\r\n\r\n${FOX}`,
    );
    const [, response] = await once(bridge.app.getHttpServer(), 'request');
    await once(response, 'drain');
    return response;
  }

  it('is disconnected after DOWNLOAD_TIMEOUT_SECONDS', async () => {
    await start({ DOWNLOAD_TIMEOUT_SECONDS: '0.2' });
    const response = await unread();
    await once(response, 'close');
    expect(response.writableFinished).toBe(false);
    await bridge.close();
  });

  it('may wait for its picture for longer than that', async () => {
    await start({ DOWNLOAD_TIMEOUT_SECONDS: '0.05' });
    simulator.fault('slow');
    const call = fetch(`${bridge.url}/v1/images/generations`, { method: 'POST', body: FOX });
    const [, response] = await once(bridge.app.getHttpServer(), 'request');
    await once(response, 'timeout');
    simulator.release();
    expect((await call).status).toBe(200);
    await bridge.close();
  });

  it('does not hold up the end of the bridge', async () => {
    await start();
    const response = await unread();
    const stalled = bridge.app.get(StalledClients);
    const hurry = jest.spyOn(stalled, 'hurry');
    // Shorter than the bridge itself takes, which then changes nothing.
    stalled.hurry(50);
    await Promise.all([once(response, 'close'), bridge.close()]);
    expect(hurry.mock.calls).toEqual([[50], []]);
    expect(response.writableFinished).toBe(false);
  });
});
