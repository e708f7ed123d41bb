import sharp from 'sharp';
import { type Simulator, startChat } from '@fusionbridge/simulators';
import { A1111Client } from './a1111-client.js';
import { MODELS } from './chat-upstreams.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

describe('interrogate with a model that looks at pictures', () => {
  let seer: Simulator;
  let bridge: RunningBridge;
  let client: A1111Client;

  beforeAll(async () => {
    seer = await startChat({ reply: () => 'Prompt: "a plain blue wall"' });
    bridge = await startBridge(MODELS, { LLM_VISION_BASE_URL: seer.url, LLM_VISION_MODEL: 'seer' });
    client = new A1111Client(bridge.url);
  });

  afterAll(async () => {
    await bridge.close();
    await seer.close();
  });

  beforeEach(() => seer.reset());

  /** Each side gives another picture. */
  async function wall(side: number): Promise<string> {
    const picture = sharp({ create: { width: side, height: side, channels: 3, background: '#246' } });
    return (await picture.png().toBuffer()).toString('base64');
  }

  it('answers with what the model sees', async () => {
    const answer = await client.post('interrogate', { image: await wall(16), model: 'clip' });
    expect(answer).toMatchObject({ status: 200, body: { caption: 'a plain blue wall' } });
  });

  it('reads the file where the model fails', async () => {
    const { images } = await client.paint('txt2img', { prompt: 'a fox', width: 64, height: 64 });
    seer.fault('server_error');
    const answer = await client.post('interrogate', { image: images[0] });
    expect(answer).toMatchObject({ status: 200, body: { caption: 'a fox' } });
  });

  it('says what went wrong where the file says nothing either', async () => {
    seer.fault('rate_limited');
    const answer = await client.post('interrogate', { image: await wall(24) });
    expect(answer).toMatchObject({
      status: 503,
      body: { detail: expect.stringContaining('is asked too often') },
    });
  });
});
