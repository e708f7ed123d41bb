import { once } from 'node:events';
import { Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import { startSdWebui } from '@fusionbridge/simulators';
import { startBridge } from './running-bridge.js';

const MODELS = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'sd-webui' }] }] };

describe('stopping the bridge', () => {
  it('keeps the door open until the jobs are done, takes no new ones, and loses no picture', async () => {
    const simulator = await startSdWebui();
    const bridge = await startBridge(MODELS, { SD_ENABLED: 'true', SD_API_URL: simulator.url });
    const post = (path: string, body?: object): Promise<Response> =>
      fetch(`${bridge.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    simulator.fault('slow');
    const painting = post('/v1/images/generations', { prompt: 'a fox', size: '256x256' });
    await simulator.working(1);
    const closed = bridge.close();
    expect((await fetch(`${bridge.url}/health`, { headers: { connection: 'close' } })).status).toBe(200);
    const refused = await post('/v1/images/generations', { prompt: 'another', size: '256x256' });
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ error: { code: 'unavailable' } });
    expect((await post('/sdapi/v1/skip')).status).toBe(200);
    simulator.release();
    const painted = await painting;
    expect(painted.status).toBe(200);
    expect(await painted.json()).toMatchObject({ data: [{ b64_json: expect.any(String) }] });
    await closed;
    await expect(fetch(`${bridge.url}/health`)).rejects.toThrow('fetch failed');
    await simulator.close();
  });

  it('does not wait for clients that keep their connection for later', async () => {
    const simulator = await startSdWebui();
    const bridge = await startBridge(MODELS, { SD_ENABLED: 'true', SD_API_URL: simulator.url });
    const agent = new Agent({ keepAlive: true });
    simulator.fault('slow');
    const painting = keptAlive(agent, `${bridge.url}/v1/images/generations`, {
      prompt: 'a fox',
      size: '256x256',
    });
    await simulator.working(1);
    const closed = bridge.close();
    simulator.release();
    expect((await painting).statusCode).toBe(200);
    await closed;
    agent.destroy();
    await simulator.close();
  });

  it('cuts off who has not finished 15 s after the jobs', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    const bridge = await startBridge(MODELS, { SHUTDOWN_DRAIN_SECONDS: '2' });
    const half = httpRequest(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-length': '100' },
    });
    const cut = once(half, 'error');
    const arrived = once(bridge.app.getHttpServer(), 'request');
    half.write('{"prompt":');
    await arrived;
    const closed = bridge.close();
    await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(17_000);
    await closed;
    await cut;
    jest.useRealTimers();
  });
});

async function keptAlive(agent: Agent, url: string, body: object): Promise<IncomingMessage> {
  const call = httpRequest(url, { method: 'POST', agent });
  call.end(JSON.stringify(body));
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    call.once('response', resolve).once('error', reject);
  });
  response.resume();
  return response;
}
