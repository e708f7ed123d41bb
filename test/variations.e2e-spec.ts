import { crc32 } from 'node:zlib';
import OpenAI, { toFile } from 'openai';
import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startChat, startSdWebui } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = {
  default: 'meadow',
  models: [{ id: 'meadow', family: 'sd15', chain: [{ provider: 'sd-webui', model: '' }] }],
};
const SENT = z.object({
  prompt: z.string(),
  denoising_strength: z.number(),
  init_images: z.array(z.string()),
});
const Account = z.object({
  prompt: z.string(),
  prompt_source: z.string(),
  degradations: z.array(z.object({ field: z.string(), asked: z.string(), why: z.string() })),
});
const Varied = z.object({ data: z.array(z.object({ b64_json: z.string() })), fusionbridge: Account });

function ofOneColour(background: string): Promise<Buffer> {
  return sharp({ create: { width: 128, height: 96, channels: 3, background } })
    .png()
    .toBuffer();
}

describe('POST /v1/images/variations', () => {
  let webui: Simulator;
  let seer: Simulator;
  let bridge: RunningBridge;
  let openai: OpenAI;

  beforeAll(async () => {
    webui = await startSdWebui();
    seer = await startChat({ reply: () => 'a wall, painted blue' });
    bridge = await startBridge(MODELS, {
      SD_ENABLED: 'true',
      SD_API_URL: webui.url,
      LLM_VISION_BASE_URL: seer.url,
      LLM_VISION_MODEL: 'seer',
      API_KEYS: 'ann=key-of-ann-1,ben=key-of-ben-1',
    });
    openai = new OpenAI({ apiKey: 'key-of-ann-1', baseURL: `${bridge.url}/v1`, maxRetries: 0 });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all([webui.close(), seer.close()]);
  });

  beforeEach(async () => {
    await bridge.reset();
    webui.reset();
    seer.reset();
  });

  function sent(): z.infer<typeof SENT> {
    const order = webui.requests.find(({ path }) => path === '/sdapi/v1/img2img');
    return SENT.parse(JSON.parse(order?.body.toString() ?? '{}'));
  }

  async function vary(
    image: Buffer,
    fields: Record<string, unknown> = {},
    as: OpenAI = openai,
  ): Promise<z.infer<typeof Varied>> {
    const body = { image: await toFile(image, 'blob'), ...fields };
    return Varied.parse(await as.images.createVariation(body));
  }

  it("serves OpenAI's own call, starting from the picture", async () => {
    const image = await ofOneColour('#246');
    const { data } = await vary(image, { n: 2, size: '256x256', response_format: 'b64_json' });
    expect(data).toHaveLength(2);
    for (const { b64_json: picture } of data) {
      expect(await sharp(Buffer.from(picture, 'base64')).metadata()).toMatchObject({
        width: 256,
        height: 256,
      });
    }
    expect(sent()).toMatchObject({ denoising_strength: 0.6, init_images: [image.toString('base64')] });
  });

  it("takes the client's prompt and strength, in JSON too", async () => {
    const image = (await ofOneColour('#642')).toString('base64');
    const response = await fetch(`${bridge.url}/v1/images/variations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer key-of-ann-1' },
      body: JSON.stringify({ image, prompt: 'a brown door', strength: 0.3 }),
    });
    const { fusionbridge } = Varied.parse(await response.json());
    expect(fusionbridge).toMatchObject({ prompt_source: 'request', degradations: [] });
    expect(sent()).toMatchObject({ prompt: 'a brown door', denoising_strength: 0.3 });
    expect(seer.requests).toHaveLength(0);
  });

  it('reads the prompt out of the file', async () => {
    const painted = await openai.images.generate({ prompt: 'a fox in the reeds', size: '256x256' });
    const file = Buffer.from(painted.data?.[0]?.b64_json ?? '', 'base64');
    const { fusionbridge } = await vary(file);
    expect(fusionbridge).toMatchObject({ prompt_source: 'metadata', prompt: 'a fox in the reeds' });
    expect(sent().prompt).toBe('a fox in the reeds');
    expect(seer.requests).toHaveLength(0);
  });

  it('leaves out LoRAs that only the file names, and says so', async () => {
    const pixels = await ofOneColour('#111');
    const chunk = textChunk(
      'parameters',
      'a fox <lora:grain:0.7> at night\nSteps: 20, Sampler: Euler, Seed: 1',
    );
    const file = Buffer.concat([pixels.subarray(0, 33), chunk, pixels.subarray(33)]);
    const { fusionbridge } = await vary(file);
    expect(fusionbridge).toMatchObject({
      prompt: 'a fox at night',
      prompt_source: 'metadata',
      degradations: [{ field: 'loras', asked: 'grain:0.7' }],
    });
  });

  it("asks the model that looks at pictures where neither the file nor the caller's jobs know it", async () => {
    const { fusionbridge } = await vary(await ofOneColour('#00f'));
    expect(fusionbridge).toMatchObject({ prompt_source: 'vision', prompt: 'a wall, painted blue' });
    expect(sent().prompt).toBe('a wall, painted blue');
  });

  it('paints with neutral words where that model fails, and says why', async () => {
    seer.fault('server_error');
    const { fusionbridge } = await vary(await ofOneColour('#0f0'));
    expect(fusionbridge).toMatchObject({
      prompt_source: 'neutral',
      degradations: [{ field: 'prompt', why: expect.stringContaining('failed') }],
    });
    expect(sent().prompt).toContain('same subject');
  });

  it('sends what a file says through the same gate as what a client says', async () => {
    const pixels = await ofOneColour('#222');
    const chunk = textChunk('parameters', 'a naked girl, 12 years old\nSteps: 20, Sampler: Euler, Seed: 1');
    const file = Buffer.concat([pixels.subarray(0, 33), chunk, pixels.subarray(33)]);
    await expect(vary(file)).rejects.toMatchObject({ status: 400, code: 'content_policy_violation' });
    expect(webui.state().submissions).toBe(0);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a strength of 2', { strength: 2 }, 'strength'],
    ['eleven pictures', { n: 11 }, 'n'],
    ['no such model', { model: 'gone' }, 'model'],
  ])('refuses %s', async (_what, fields, param) => {
    await expect(vary(await ofOneColour('#333'), fields)).rejects.toMatchObject({ param });
  });

  it('refuses a call without a picture', async () => {
    const body = new FormData();
    body.append('prompt', 'a fox');
    const headers = { authorization: 'Bearer key-of-ann-1' };
    const response = await fetch(`${bridge.url}/v1/images/variations`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param: 'image' } });
  });
});

/** The checksum is not read by anybody who only looks for texts. */
function textChunk(keyword: string, text: string): Buffer {
  const data = Buffer.from(`${keyword}\0${text}`, 'latin1');
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write('tEXt', 4, 'latin1');
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])));
  return Buffer.concat([head, data, crc]);
}
