import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { A1111Client, bytesOf } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = {
  default: 'meadow',
  models: [
    { id: 'meadow', family: 'sd15', chain: [{ provider: 'sd-webui', model: '' }] },
    {
      id: 'upscale',
      family: 'upscaler',
      chain: [{ provider: 'sd-webui', model: 'upscaler:' }, { provider: 'lanczos' }],
    },
    {
      id: 'anime',
      family: 'upscaler',
      chain: [{ provider: 'sd-webui', model: 'upscaler:R-ESRGAN 4x+ Anime6B' }],
    },
  ],
};
const Extras = z.object({ html_info: z.string(), image: z.string() });
const Upscaled = z.object({
  fusionbridge: z.object({
    provider: z.string(),
    vendor_model: z.string(),
    degradations: z.array(z.object({ field: z.string(), given: z.string() })),
  }),
});

describe('upscalers of a provider', () => {
  let webui: Simulator;
  let bridge: RunningBridge;
  let client: A1111Client;
  let image: string;

  beforeAll(async () => {
    webui = await startSdWebui();
    bridge = await startBridge(MODELS, { SD_ENABLED: 'true', SD_API_URL: webui.url });
    client = new A1111Client(bridge.url);
    const picture = sharp({ create: { width: 96, height: 64, channels: 3, background: '#385' } });
    image = (await picture.png().toBuffer()).toString('base64');
  });

  afterAll(async () => {
    await bridge.close();
    await webui.close();
  });

  beforeEach(async () => {
    await bridge.reset();
    webui.reset();
  });

  function asked(): unknown {
    const order = webui.requests.find(({ path }) => path.endsWith('extra-single-image'));
    return order === undefined ? null : JSON.parse(order.body.toString());
  }

  it('are in the list behind None and Lanczos, and no checkpoints', async () => {
    const { body } = await client.get('upscalers');
    expect(
      z
        .array(z.object({ name: z.string() }))
        .parse(body)
        .map(({ name }) => name),
    ).toEqual(['None', 'Lanczos', 'upscale', 'anime']);
    expect(JSON.stringify((await client.get('sd-models')).body)).not.toContain('upscale');
  });

  it.each([
    ['anime', 'R-ESRGAN 4x+ Anime6B'],
    ['upscale', 'R-ESRGAN 4x+'],
    ['SwinIR_4x', 'R-ESRGAN 4x+'],
  ])('enlarge where %s is asked for, and are named', async (upscaler, name) => {
    const { body } = await client.post('extra-single-image', {
      image,
      upscaling_resize: 3,
      upscaler_1: upscaler,
    });
    const { html_info: told, image: large } = Extras.parse(body);
    expect(asked()).toMatchObject({
      upscaler_1: name,
      upscaling_resize_w: 288,
      upscaling_resize_h: 192,
      image,
    });
    expect(await sharp(bytesOf(large)).metadata()).toMatchObject({ width: 288, height: 192, format: 'png' });
    expect(told).toContain('Enlarged from 96x64 to 288x192 by sd-webui (upscaler:');
  });

  it.each(['Lanczos', 'None'])('are left alone for %s', async (upscaler) => {
    const { body } = await client.post('extra-single-image', { image, upscaler_1: upscaler });
    expect(Extras.parse(body).html_info).not.toContain('sd-webui');
    expect(asked()).toBeNull();
  });

  it('fall back to Lanczos when they fail, which is told', async () => {
    webui.fault('rate_limited');
    const { body } = await client.post('extra-single-image', { image, upscaler_1: 'upscale' });
    expect(Extras.parse(body).html_info).toMatch(
      /by lanczos\. upscaler: lanczos, because resampling adds no detail/,
    );
  });

  it('serve the route of their own, as a job that falls back alike', async () => {
    const upscale = async (): Promise<z.infer<typeof Upscaled>['fusionbridge']> => {
      const response = await fetch(`${bridge.url}/v1/images/upscales`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ image }),
      });
      return Upscaled.parse(await response.json()).fusionbridge;
    };
    expect(await upscale()).toMatchObject({
      provider: 'sd-webui',
      vendor_model: 'upscaler:',
      degradations: [],
    });
    webui.fault('rate_limited');
    expect(await upscale()).toMatchObject({
      provider: 'lanczos',
      degradations: [{ field: 'upscaler', given: 'lanczos' }],
    });
  });
});
