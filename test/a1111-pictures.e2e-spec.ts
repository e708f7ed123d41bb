import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GuardedFetcher } from '@fusionbridge/media';
import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { A1111Client, bytesOf, Info } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = {
  default: 'meadow',
  models: [{ id: 'meadow', family: 'sd15', chain: [{ provider: 'sd-webui', model: '' }] }],
};

const WIDTH = 96;
const HEIGHT = 64;

/** Every pixel another colour, so that none can move unseen. */
function motley(width = WIDTH, height = HEIGHT): Promise<Buffer> {
  const pixels = Buffer.from(
    Array.from({ length: width * height * 3 }, (_, index) => (index * 37 + Math.floor(index / 11)) % 251),
  );
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** A white left half. */
function leftHalf(width: number, height: number, { white = '#fff', black = '#000' } = {}): Promise<Buffer> {
  const left = { create: { width: width / 2, height, channels: 3 as const, background: white } };
  return sharp({ create: { width, height, channels: 3, background: black } })
    .composite([{ input: left, left: 0, top: 0 }])
    .png()
    .toBuffer();
}

async function pixelsOf(picture: Buffer, side: 'left' | 'right'): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  return sharp(picture)
    .extract({ left: side === 'left' ? 0 : width / 2, top: 0, width: width / 2, height })
    .removeAlpha()
    .raw()
    .toBuffer();
}

describe('pictures sent to the A1111 API', () => {
  let webui: Simulator;
  let bridge: RunningBridge;
  let client: A1111Client;

  beforeAll(async () => {
    webui = await startSdWebui();
    bridge = await startBridge(MODELS, { SD_ENABLED: 'true', SD_API_URL: webui.url });
    client = new A1111Client(bridge.url);
  });

  afterAll(async () => {
    await bridge.close();
    await webui.close();
  });

  beforeEach(() => webui.reset());

  function order(source: Buffer, differs: object = {}): object {
    return {
      prompt: 'a fox',
      seed: 3,
      width: WIDTH,
      height: HEIGHT,
      init_images: [source.toString('base64')],
      denoising_strength: 0.8,
      ...differs,
    };
  }

  describe('img2img', () => {
    it('starts from the picture', async () => {
      const { images, info, parameters } = await client.paint('img2img', order(await motley()));
      expect(await sharp(bytesOf(images[0])).metadata()).toMatchObject({ width: WIDTH, height: HEIGHT });
      expect(Info.parse(info)).toMatchObject({ denoising_strength: 0.8, degradations: [] });
      expect(parameters).toMatchObject({ init_images: null, mask: null, denoising_strength: 0.8 });
      expect(Info.parse(info).infotexts[0]).toContain('Denoising strength: 0.8');
    });

    it('takes a data URI for a picture', async () => {
      const source = `data:image/png;base64,${(await motley()).toString('base64')}`;
      expect(
        (await client.paint('img2img', order(await motley(), { init_images: [source] }))).images,
      ).toHaveLength(1);
    });

    it('takes a picture of megabytes, and sends it back when it is asked to', async () => {
      const source = await motley(1024, 768);
      const { parameters } = await client.paint('img2img', order(source, { include_init_images: true }));
      expect(parameters).toMatchObject({ init_images: [source.toString('base64')], mask: null });
    });

    it.each([
      [0, 'stretches', 255],
      [1, 'crops', 0],
      [2, 'crops', 0],
      [3, 'stretches', 255],
    ])('with resize_mode %d %s a picture of another shape', async (resizeMode, _what, leftEdge) => {
      const quarter = { create: { width: 50, height: 50, channels: 3 as const, background: '#fff' } };
      const source = await sharp({ create: { width: 200, height: 50, channels: 3, background: '#000' } })
        .composite([{ input: quarter, left: 0, top: 0 }])
        .png()
        .toBuffer();
      const size = { width: 64, height: 64 };
      await client.paint('img2img', order(source, { resize_mode: resizeMode, ...size, seed: resizeMode }));
      const sent = webui.requests.findLast((one) => one.path.endsWith('/img2img'));
      const { init_images: sources } = z
        .looseObject({ init_images: z.array(z.string()) })
        .parse(JSON.parse(sent?.body.toString('utf8') ?? ''));
      const started = sharp(bytesOf(sources[0]));
      expect(await started.metadata()).toMatchObject({ width: 64, height: 64 });
      const pixels = await started.removeAlpha().raw().toBuffer();
      expect(pixels[(32 * 64 + 4) * 3]).toBe(leftEdge);
    });

    it('answers 404 without a picture, as A1111 does', async () => {
      for (const body of [{ prompt: 'a fox' }, { prompt: 'a fox', init_images: [] }]) {
        expect(await client.post('img2img', body)).toMatchObject({
          status: 404,
          body: { error: 'HTTPException', detail: 'Init image not found', body: '', errors: '' },
        });
      }
    });

    it.each([
      ['no base64', 'this is no picture!'],
      ['no picture', Buffer.from('<html><body>Not found</body></html>').toString('base64')],
    ])('names the field of a picture that is %s', async (_what, text) => {
      const answer = await client.post('img2img', { prompt: 'a fox', init_images: [text] });
      expect(answer).toMatchObject({
        status: 422,
        body: {
          detail: [{ loc: ['body', 'init_images'], msg: expect.stringMatching(/^Invalid encoded image: /) }],
        },
      });
      expect(webui.state().submissions).toBe(0);
    });

    describe('with an address for a picture', () => {
      let secret: Server;
      let address: string;
      let visits = 0;

      beforeAll(async () => {
        secret = createServer((_request, response) => {
          visits += 1;
          response.end('secret');
        });
        await new Promise<void>((resolve) => secret.listen(0, '127.0.0.1', resolve));
        const at: AddressInfo | string | null = secret.address();
        address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/picture.png`;
      });

      afterAll(() => secret.close());

      it('asks a public one, through the guarded fetcher', async () => {
        const bytes = await motley();
        const fetched = jest
          .spyOn(bridge.app.get(GuardedFetcher, { strict: false }), 'fetch')
          .mockResolvedValue({ bytes, contentType: 'image/png' });
        const picture = 'https://example.com/fox.png';
        await client.paint('img2img', order(bytes, { init_images: [picture] }));
        expect(fetched).toHaveBeenCalledWith(picture, { signal: expect.any(AbortSignal) });
        fetched.mockRestore();
      });

      it('never asks a private host', async () => {
        const answer = await client.post('img2img', { prompt: 'a fox', init_images: [address] });
        expect(answer.status).toBe(422);
        expect(answer.text).not.toContain('secret');
        expect(visits).toBe(0);
      });
    });
  });

  describe('a mask', () => {
    it('is repainted where it is white; every pixel where it is black stays', async () => {
      const source = await motley();
      const mask = (await leftHalf(WIDTH, HEIGHT)).toString('base64');
      const { images } = await client.paint('img2img', order(source, { mask }));
      const painted = bytesOf(images[0]);
      expect(await pixelsOf(painted, 'right')).toEqual(await pixelsOf(source, 'right'));
      expect(await pixelsOf(painted, 'left')).not.toEqual(await pixelsOf(source, 'left'));
    });

    it('is turned round by inpainting_mask_invert', async () => {
      const source = await motley();
      const mask = (await leftHalf(WIDTH, HEIGHT)).toString('base64');
      const { images } = await client.paint('img2img', order(source, { mask, inpainting_mask_invert: 1 }));
      const painted = bytesOf(images[0]);
      expect(await pixelsOf(painted, 'left')).toEqual(await pixelsOf(source, 'left'));
      expect(await pixelsOf(painted, 'right')).not.toEqual(await pixelsOf(source, 'right'));
    });

    it.each([
      ['black', 255],
      ['white', 129],
    ])('of %s strokes on a clear canvas counts by its alpha, as in A1111', async (colour, alpha) => {
      const source = await motley();
      const mask = (await strokes(colour, alpha)).toString('base64');
      const { images } = await client.paint('img2img', order(source, { mask }));
      const painted = bytesOf(images[0]);
      expect(await pixelsOf(painted, 'right')).toEqual(await pixelsOf(source, 'right'));
      expect(await pixelsOf(painted, 'left')).not.toEqual(await pixelsOf(source, 'left'));
      const faint = (await strokes(colour, 128)).toString('base64');
      expect(await client.post('img2img', order(source, { mask: faint }))).toMatchObject({ status: 422 });
    });

    it('may have another size than the picture', async () => {
      const source = await motley();
      const mask = (await leftHalf(WIDTH * 2, HEIGHT * 2)).toString('base64');
      const { images } = await client.paint('img2img', order(source, { mask }));
      expect(await pixelsOf(bytesOf(images[0]), 'right')).toEqual(await pixelsOf(source, 'right'));
    });

    it('with a seam of its own width is listed', async () => {
      const mask = (await leftHalf(WIDTH, HEIGHT)).toString('base64');
      const { info } = await client.paint('img2img', order(await motley(), { mask, mask_blur: 12 }));
      expect(Info.parse(info).degradations).toContainEqual({
        field: 'mask_blur',
        asked: '12',
        given: '4 pixels inside the mask',
        why: 'the seam has one width',
      });
    });

    it('that leaves nothing to repaint is refused before anything is paid', async () => {
      const mask = (await leftHalf(WIDTH, HEIGHT, { white: '#000' })).toString('base64');
      expect(await client.post('img2img', order(await motley(), { mask }))).toMatchObject({
        status: 422,
        body: { detail: [{ loc: ['body', 'mask'] }] },
      });
      expect(webui.state().submissions).toBe(0);
    });
  });

  describe('png-info', () => {
    it.each(['png', 'jpg', 'webp'])('reads from a %s what txt2img wrote into it', async (format) => {
      const { images, info } = await client.paint('txt2img', {
        prompt: 'a fox: red, and "sly"',
        negative_prompt: 'blur',
        seed: 42,
        steps: 12,
        width: 128,
        height: 64,
        override_settings: { samples_format: format },
      });
      const told = Info.parse(info);
      const read = await client.post('png-info', { image: images[0] });
      expect(read.status).toBe(200);
      expect(read.body).toMatchObject({
        info: told.infotexts[0],
        items: { parameters: told.infotexts[0] },
        parameters: {
          Prompt: 'a fox: red, and "sly"',
          'Negative prompt': 'blur',
          Steps: '12',
          Seed: '42',
          'Size-1': '128',
          'Size-2': '64',
        },
      });
    });

    it('has nothing to tell of other pictures', async () => {
      expect((await client.post('png-info', { image: (await motley()).toString('base64') })).body).toEqual({
        info: '',
        items: {},
        parameters: {},
      });
      expect((await client.post('png-info', { image: '' })).body).toMatchObject({ info: '' });
    });
  });

  describe('extra-single-image', () => {
    const Extras = z.object({ html_info: z.string(), image: z.string() });

    it('enlarges a picture and says with what', async () => {
      const image = (await motley()).toString('base64');
      const body = { image, upscaling_resize: 3, upscaler_1: 'R-ESRGAN 4x+', codeformer_visibility: 1 };
      const { html_info: told, image: large } = Extras.parse(
        (await client.post('extra-single-image', body)).body,
      );
      expect(await sharp(bytesOf(large)).metadata()).toMatchObject({
        width: 288,
        height: 192,
        format: 'png',
      });
      expect(told).toBe(
        '<p>Resized from 96x64 to 288x192 with Lanczos. The upscaler that was asked for does not exist here; Lanczos was used. Faces are not restored.</p>',
      );
    });

    it.each([
      [{ upscaling_crop: true }, 50, 50],
      [{ upscaling_crop: false }, 75, 50],
    ])('brings a picture to a size with %j', async (crop, width, height) => {
      const image = (await motley()).toString('base64');
      const size = { resize_mode: 1, upscaling_resize_w: 50, upscaling_resize_h: 50, upscaler_1: 'Lanczos' };
      const { image: small } = Extras.parse(
        (await client.post('extra-single-image', { image, ...size, ...crop })).body,
      );
      expect(await sharp(bytesOf(small)).metadata()).toMatchObject({ width, height });
    });

    it('keeps the size without an upscaler', async () => {
      const image = (await motley()).toString('base64');
      const { html_info: told } = Extras.parse((await client.post('extra-single-image', { image })).body);
      expect(told).toBe('<p>The size stays 96x64.</p>');
    });

    it('keeps what the picture says about itself', async () => {
      const { images, info } = await client.paint('txt2img', { prompt: 'a fox', width: 64, height: 64 });
      const extras = await client.post('extra-single-image', { image: images[0], upscaler_1: 'Lanczos' });
      const read = await client.post('png-info', { image: Extras.parse(extras.body).image });
      expect(read.body).toMatchObject({ info: Info.parse(info).infotexts[0] });
    });

    it('enlarges several', async () => {
      const data = (await motley()).toString('base64');
      const body = {
        imageList: [
          { data, name: 'a.png' },
          { data, name: 'b.png' },
        ],
        upscaler_1: 'Lanczos',
      };
      const answer = z
        .object({ html_info: z.string(), images: z.array(z.string()) })
        .parse((await client.post('extra-batch-images', body)).body);
      expect(answer.images).toHaveLength(2);
      expect(answer.html_info).toBe('<p>Resized from 96x64 to 192x128 with Lanczos.</p>'.repeat(2));
    });

    it('refuses a result that would fill the memory', async () => {
      const image = (await motley(4096, 64)).toString('base64');
      const body = { image, upscaling_resize: 16, upscaler_1: 'Lanczos' };
      expect(await client.post('extra-single-image', body)).toMatchObject({
        status: 422,
        body: { detail: [{ loc: ['body', 'upscaling_resize'] }] },
      });
    });
  });
});

/** The left half of a clear canvas painted over. */
async function strokes(background: string, alpha: number): Promise<Buffer> {
  const stroke = await sharp({
    create: { width: WIDTH / 2, height: HEIGHT, channels: 3, background },
  })
    .ensureAlpha(alpha / 255)
    .png()
    .toBuffer();
  return sharp({
    create: { width: WIDTH, height: HEIGHT, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .composite([{ input: stroke, left: 0, top: 0 }])
    .png()
    .toBuffer();
}
