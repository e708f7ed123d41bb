import sharp from 'sharp';
import { z } from 'zod';
import type { Simulator } from '../kit/index.js';
import { startStability } from './index.js';

const Painted = z.object({ image: z.string(), finish_reason: z.string(), seed: z.number() });

describe(startStability, () => {
  let vendor: Simulator;

  beforeEach(async () => {
    vendor = await startStability();
  });

  afterEach(async () => vendor.close());

  async function order(
    path: string,
    parts: Readonly<Record<string, string | Blob>>,
  ): Promise<{ status: number; json: unknown }> {
    const form = new FormData();
    Object.entries({ prompt: 'a fox', ...parts }).forEach(([name, value]) => form.append(name, value));
    return sent(path, form);
  }

  async function sent(path: string, body: FormData | string): Promise<{ status: number; json: unknown }> {
    const response = await fetch(`${vendor.url}/v2beta/stable-image/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-secret', accept: 'application/json' },
      body,
    });
    return { status: response.status, json: await response.json() };
  }

  async function plain(colour: string): Promise<Blob> {
    const bytes = await sharp({ create: { width: 128, height: 64, channels: 3, background: colour } })
      .png()
      .toBuffer();
    return new Blob([new Uint8Array(bytes)], { type: 'image/png' });
  }

  it('paints a shape, and chooses a seed for 0', async () => {
    const { json } = await order('generate/core', { aspect_ratio: '3:2', seed: '0', output_format: 'webp' });
    const { image, finish_reason: reason, seed } = Painted.parse(json);
    expect({ reason, seed }).toEqual({ reason: 'SUCCESS', seed: 343_940_597 });
    expect(await sharp(Buffer.from(image, 'base64')).metadata()).toMatchObject({
      format: 'webp',
      width: 1216,
      height: 832,
    });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
  });

  it('keeps what is black in a mask, and the shape of the picture', async () => {
    const image = await plain('#c83c28');
    const { json } = await order('edit/inpaint', { image, mask: await plain('#000') });
    const painted = sharp(Buffer.from(Painted.parse(json).image, 'base64'));
    expect(await painted.raw().toBuffer()).toEqual(
      await sharp(await image.arrayBuffer())
        .raw()
        .toBuffer(),
    );
  });

  it.each([
    ['prompt', 'generate/core', { prompt: '' }],
    ['seed', 'generate/core', { seed: '4294967295' }],
    ['aspect_ratio', 'generate/ultra', { aspect_ratio: '4:3' }],
    ['cfg_scale', 'generate/sd3', { cfg_scale: '11' }],
    ['negative_prompt', 'generate/sd3', { model: 'sd3.5-large-turbo', negative_prompt: 'fog' }],
    ['image', 'generate/sd3', { mode: 'image-to-image' }],
    ['image', 'edit/inpaint', { image: new Blob(['no picture']) }],
    ['image', 'generate/core', { image: new Blob(['no picture']) }],
    ['mode', 'generate/sd3', { image: new Blob(['no picture']) }],
  ])('finds a wrong %s for %s', async (field, path, parts) => {
    expect(await order(path, parts)).toMatchObject({
      status: 400,
      json: { name: 'bad_request', errors: [expect.stringMatching(`^${field}: `)] },
    });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 0 });
  });

  it('takes forms only, at its own addresses', async () => {
    expect(await sent('generate/core', '{"prompt":"a fox"}')).toMatchObject({ status: 400 });
    expect(await order('generate/sd9', {})).toMatchObject({ status: 404 });
  });
});
