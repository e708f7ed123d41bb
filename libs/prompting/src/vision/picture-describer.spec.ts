import { ImageProcessor, inspectPicture } from '@fusionbridge/media';
import { CurrentSettings } from '@fusionbridge/settings';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import sharp from 'sharp';
import { type ChatOptions, type Simulator, startChat } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { ServiceClient } from '../service/service-client.js';
import { LlmClient } from '../llm/llm-client.js';
import { LlmEndpoints } from '../llm/llm-endpoints.js';
import { PictureDescriber } from './picture-describer.js';

describe(PictureDescriber, () => {
  const services: Simulator[] = [];

  afterEach(async () => {
    await Promise.all(services.splice(0).map((one) => one.close()));
  });

  function describerWith(env: Record<string, string>): PictureDescriber {
    const settings = testSettings(modelsWithChain('other'), env);
    const llm = new LlmClient(
      new LlmEndpoints(new CurrentSettings(settings)),
      new ServiceClient(new VendorHttp(settings)),
    );
    return new PictureDescriber(llm, new ImageProcessor(settings));
  }

  async function before(
    options: ChatOptions,
    patience = '60',
  ): Promise<{ service: Simulator; describer: PictureDescriber }> {
    const service = await startChat({ apiKey: 'the-vision-key', ...options });
    services.push(service);
    const describer = describerWith({
      LLM_VISION_BASE_URL: service.url,
      LLM_VISION_MODEL: 'seer',
      LLM_VISION_API_KEY: 'the-vision-key',
      LLM_VISION_TIMEOUT_SECONDS: patience,
    });
    return { service, describer };
  }

  async function picture(width = 2000, height = 500): Promise<ReturnType<typeof inspectPicture>> {
    const bytes = await sharp({ create: { width, height, channels: 4, background: '#b54a' } })
      .png()
      .toBuffer();
    return inspectPicture(bytes, { maxPixels: 10_000_000 });
  }

  it("asks FastFusion's question about a picture of 1024 pixels at most, once", async () => {
    const { service, describer } = await before({ reply: () => 'a rust-red wall' });
    expect(describer.configured).toBe(true);
    const shown = await picture();
    expect(await describer.describe(shown)).toBe('a rust-red wall');
    expect(await describer.describe(shown)).toBe('a rust-red wall');
    expect(service.requests).toHaveLength(1);
    const body: unknown = JSON.parse(service.requests[0]?.body.toString() ?? '');
    expect(body).toMatchObject({
      model: 'seer',
      temperature: 0.2,
      max_tokens: 200,
      messages: [{ role: 'user', content: [{ text: 'Guess the prompt that generated this image!' }, {}] }],
    });
    const uri = /"url":"data:image\/jpeg;base64,([^"]+)"/.exec(JSON.stringify(body))?.[1] ?? '';
    expect(await sharp(Buffer.from(uri, 'base64')).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1024,
      height: 256,
    });
  });

  it('does not blow a small picture up', async () => {
    const { service, describer } = await before({ reply: () => 'a small wall' });
    await describer.describe(await picture(64, 48));
    const uri = /base64,([^"]+)"/.exec(service.requests[0]?.body.toString() ?? '')?.[1] ?? '';
    expect(await sharp(Buffer.from(uri, 'base64')).metadata()).toMatchObject({ width: 64, height: 48 });
  });

  it.each([
    ['a refusal', { reply: (): string => "I'm sorry, but I can't describe that." }, 'refused'],
    ['nonsense', { reply: (): string => '...' }, 'bad_answer'],
  ])('says so of %s', async (_what, options, kind) => {
    const { describer } = await before(options);
    await expect(describer.describe(await picture(64, 64))).rejects.toMatchObject({ kind });
  });

  it('gives up after its time, and when the service fails, and asks again the next time', async () => {
    const { service, describer } = await before({ reply: () => 'a wall, at last' }, '2');
    const shown = await picture(64, 64);
    service.fault('hang_before_accept');
    await expect(describer.describe(shown)).rejects.toMatchObject({ kind: 'timeout' });
    service.fault('server_error');
    await expect(describer.describe(shown)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await describer.describe(shown)).toBe('a wall, at last');
  });

  it('says which settings are missing', async () => {
    const describer = describerWith({});
    expect(describer.configured).toBe(false);
    await expect(describer.describe(await picture(64, 64))).rejects.toThrow('LLM_VISION_BASE_URL');
  });
});
