import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { z } from 'zod';
import { type RunningBridge, startBridge } from './running-bridge.js';

const Answer = z.object({ info: z.string() });
const Info = z.object({
  loras_used: z.array(z.object({ name: z.string(), weight: z.number() })),
  infotexts: z.array(z.string()),
  degradations: z.array(z.object({ field: z.string(), asked: z.string() })),
});
const Gallery = z.object({
  data: z.array(z.object({ id: z.string(), loras: z.array(z.object({ name: z.string() })) })),
});
const Record = z.object({ loras: z.array(z.object({ name: z.string() })), infotext: z.string() });

/** The server knows `winter`, and only it can say so. */
describe('a LoRA that a local server turns out not to have', () => {
  let server: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    server = await startSdWebui();
    bridge = await startBridge(
      { default: 'main', models: [{ id: 'main', chain: [{ provider: 'sd-webui' }] }] },
      { SD_ENABLED: 'true', SD_API_URL: server.url },
    );
  });

  afterAll(async () => {
    await Promise.all([bridge.close(), server.close()]);
  });

  async function read(path: string): Promise<unknown> {
    return (await fetch(`${bridge.url}${path}`)).json();
  }

  it('is named by no answer, file or record as one that was applied', async () => {
    const response = await fetch(`${bridge.url}/sdapi/v1/txt2img`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a fox <lora:winter:0.8> <lora:nowhere:0.5>', width: 256, height: 256 }),
    });
    const info = Info.parse(JSON.parse(Answer.parse(await response.json()).info));
    expect(info.degradations).toContainEqual(
      expect.objectContaining({ field: 'loras', asked: 'nowhere:0.5' }),
    );
    expect(info.loras_used).toEqual([expect.objectContaining({ name: 'winter', weight: 0.8 })]);
    expect(info.infotexts.join('\n')).not.toContain('nowhere');

    const [picture] = Gallery.parse(await read('/v1/images')).data;
    expect(picture?.loras).toEqual([{ name: 'winter' }]);
    const record = Record.parse(await read(`/v1/images/${picture?.id}`));
    expect(record.loras.map(({ name }) => name)).toEqual(['winter']);
    expect(record.infotext).not.toContain('nowhere');
  });
});
