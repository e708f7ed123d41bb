import { newImageRequest, ProviderError } from '@fusionbridge/core';
import { ImageProcessor, inspectPicture } from '@fusionbridge/media';
import { imagesOf, modelsWithChain, testSettings, Witness } from '@fusionbridge/testing';
import sharp from 'sharp';
import { LanczosProvider } from './lanczos.provider.js';

const MOST = 65_536;

function lanczos(): LanczosProvider {
  const settings = testSettings(modelsWithChain('other', 'lanczos'), { MAX_PIXELS: String(MOST) });
  return new LanczosProvider(settings, new ImageProcessor(settings));
}

async function stripes(): Promise<ReturnType<typeof inspectPicture>> {
  const left = { create: { width: 20, height: 30, channels: 3 as const, background: '#c33' } };
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#36c' } })
    .composite([{ input: left, left: 0, top: 0 }])
    .jpeg()
    .toBuffer();
  return inspectPicture(bytes, { maxPixels: MOST });
}

describe(LanczosProvider, () => {
  it('is always there, free, and good for nothing but another size', async () => {
    const provider = lanczos();
    expect(provider.configured()).toBe(true);
    expect(await provider.probe()).toMatchObject({ reachable: true });
    expect(provider.capabilities()).toMatchObject({
      operations: ['upscale'],
      cost: 'free',
      resampling: true,
    });
  });

  it('enlarges what the picture shows', async () => {
    const source = await stripes();
    const request = newImageRequest({ operation: 'upscale', source, size: { width: 120, height: 90 } });
    expect(lanczos().translate(request).wire).toEqual({ filter: 'lanczos3', from: '40x30', to: '120x90' });
    const images = await imagesOf(lanczos(), request);
    expect(images.cost).toEqual({ usd: 0, source: 'free' });
    const [picture] = images.pictures;
    const bytes = picture !== undefined && 'bytes' in picture ? picture.bytes : Buffer.alloc(0);
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 120, height: 90 });
    expect([...data.subarray(0, 3)].map((value) => Math.round(value / 16))).toEqual([13, 3, 3]);
  });

  it('refuses before it works: without a picture, beyond MAX_PIXELS, for a client that has gone', async () => {
    const source = await stripes();
    const beyond = { width: 1000, height: 750 };
    for (const request of [
      newImageRequest({ operation: 'upscale' }),
      newImageRequest({ operation: 'upscale', source, size: beyond }),
    ]) {
      await expect(lanczos().translate(request).submit(new Witness())).rejects.toMatchObject({
        kind: 'validation',
        outcome: 'not_sent',
      });
    }
    const gone = new Witness();
    gone.abort();
    const order = lanczos()
      .translate(newImageRequest({ operation: 'upscale', source }))
      .submit(gone);
    await expect(order).rejects.toThrow(ProviderError);
  });
});
