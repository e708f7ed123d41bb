import {
  type ImageProvider,
  type VendorRequest,
  newImageRequest,
  type Picture,
  ProviderError,
} from '@fusionbridge/core';
import { ImageProcessor, inspectPicture } from '@fusionbridge/media';
import {
  type BenchFault,
  describeImageProvider,
  modelsWithChain,
  type RunningBench,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import sharp from 'sharp';
import { type IdentityMeasure, measureIdentity, type Region } from '@fusionbridge/scene-painter';
import { SandboxProvider } from './sandbox.provider.js';

const FAULT_TAGS: Partial<Record<BenchFault, string>> = {
  unauthorized: '[sandbox:auth]',
  out_of_credit: '[sandbox:out_of_credit]',
  content_policy: '[sandbox:content_policy]',
  rate_limited: '[sandbox:rate_limited retry_after=7]',
  rate_limited_without_delay: '[sandbox:rate_limited]',
  loading: '[sandbox:unavailable]',
  slow: '[sandbox:latency=1500]',
  black_frame: '[sandbox:black]',
  fewer_pictures: '[sandbox:short]',
  html_picture: '[sandbox:html]',
  truncated_picture: '[sandbox:truncated]',
};

function sandboxWith(env: Record<string, string> = {}): SandboxProvider {
  const settings = testSettings(modelsWithChain('sandbox', 'sandbox'), env);
  return new SandboxProvider(settings, new ImageProcessor(settings));
}

/** The sandbox behind a counter that puts fault tags into prompts. */
function running(): RunningBench {
  const sandbox = sandboxWith();
  const state = { submissions: 0, charges: 0, cancellations: 0 };
  const wires: string[] = [];
  const tags: string[] = [];
  let begun: () => void = () => undefined;
  const working = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const provider: ImageProvider = {
    id: sandbox.id,
    capabilities: () => sandbox.capabilities(),
    configured: () => true,
    probe: () => sandbox.probe(),
    translate: (request, model) => {
      const adapted = sandbox.translate({ ...request, prompt: `${request.prompt} ${tags[0] ?? ''}` }, model);
      return {
        ...adapted,
        submit: async (context) => {
          if (!context.signal.aborted) {
            tags.shift();
            state.submissions += 1;
            state.charges += 1;
            wires.push(JSON.stringify(adapted.wire));
            begun();
          }
          return adapted.submit(context).catch((error: unknown) => {
            const stopped = error instanceof ProviderError && error.kind === 'cancelled';
            state.cancellations += Number(stopped && error.outcome !== 'not_sent');
            throw error;
          });
        },
      };
    },
  };
  return {
    provider,
    vendorModel: 'scene',
    fault: (name) => {
      tags.push(FAULT_TAGS[name] ?? '');
    },
    release: () => undefined,
    working: () => working,
    state: () => state,
    sent: () => Buffer.from(wires.join('\n')),
    close: async () => undefined,
  };
}

describeImageProvider(
  'sandbox',
  { start: async () => running() },
  {
    secret: null,
    remote: false,
    faults: {
      invalid_request: 'absent',
      server_error: 'absent',
      bad_gateway: 'absent',
      redirect: 'absent',
      hang_before_accept: 'absent',
      hang_after_accept: 'absent',
      drop_after_accept: 'absent',
      break_off: 'absent',
      wrong_json: 'absent',
      other_json: 'absent',
      huge_picture: 'absent',
    },
  },
);

describe(SandboxProvider.name, () => {
  const sandbox = sandboxWith();
  const size = { width: 160, height: 128 };

  async function paint(given: Partial<VendorRequest>, from: SandboxProvider = sandbox): Promise<Buffer[]> {
    const request = newImageRequest({ prompt: 'a cat on the beach', seed: 5, size, ...given });
    const submission = await from.translate(request, 'scene').submit(new Witness());
    if (submission.kind === 'task') {
      throw new Error('the sandbox paints at once');
    }
    return submission.images.pictures.map((picture) =>
      'bytes' in picture ? picture.bytes : Buffer.alloc(0),
    );
  }

  async function one(given: Partial<VendorRequest>, from?: SandboxProvider): Promise<Buffer> {
    const [bytes = Buffer.alloc(0)] = await paint(given, from);
    return bytes;
  }

  async function rgb(bytes: Buffer): Promise<Buffer> {
    return sharp(bytes).removeAlpha().raw().toBuffer();
  }

  async function distance(a: Buffer, b: Buffer): Promise<number> {
    const [left, right] = [await rgb(a), await rgb(b)];
    return left.reduce((sum, value, index) => sum + Math.abs(value - (right[index] ?? 0)), 0) / left.length;
  }

  async function pictureOf(bytes: Buffer): Promise<Picture> {
    return inspectPicture(bytes, { maxPixels: 1e7 });
  }

  it('gives the same bytes for the same order, also from another process’s instance', async () => {
    expect((await one({})).equals(await one({}, sandboxWith()))).toBe(true);
  });

  it.each<[string, Partial<VendorRequest>]>([
    ['seed', { seed: 6 }],
    ['prompt', { prompt: 'a dog on the beach' }],
    ['negative prompt', { negativePrompt: 'palm tree, cat' }],
    ['size', { size: { width: 160, height: 160 } }],
    ['LoRAs', { loras: [{ name: 'elena', weight: 1 }], prompt: 'a woman' }],
  ])('paints something else for another %s', async (_field, change) => {
    const base = await one(change.loras === undefined ? {} : { prompt: 'a woman' });
    expect((await one(change)).equals(base)).toBe(false);
  });

  it('uses seed + i for picture i', async () => {
    const [, second] = await paint({ count: 2 });
    expect(second?.equals(await one({ seed: 6 }))).toBe(true);
  });

  it('keeps what a low strength leaves of the source, and little at a high one', async () => {
    const source = await pictureOf(await one({ prompt: 'a castle at night', seed: 9 }));
    const [low, middle, high] = await Promise.all(
      [0.1, 0.5, 0.95].map(async (strength) =>
        distance(source.bytes, await one({ operation: 'image', source, strength })),
      ),
    );
    expect(low).toBeLessThan(middle ?? 0);
    expect(middle).toBeLessThan(high ?? 0);
  });

  it('changes nothing outside the mask, bit for bit', async () => {
    const source = await pictureOf(await one({ prompt: 'a castle at night', seed: 9 }));
    const pixels = Buffer.from(Array.from({ length: 160 * 128 }, (_, index) => (index % 160 < 80 ? 255 : 0)));
    const bytes = await one({ operation: 'inpaint', source, mask: { ...size, pixels }, strength: 1 });
    const [before, after] = [await rgb(source.bytes), await rgb(bytes)];
    const changed = [false, true].map((inside) =>
      before.some((value, index) => Math.floor(index / 3) % 160 < 80 === inside && value !== after[index]),
    );
    expect(changed).toEqual([false, true]);
  });

  describe('LoRAs', () => {
    const big = { width: 512, height: 512 };
    const scene = { prompt: 'a man and a woman in a tavern', size: big };
    const [elena, marcus] = [
      { name: 'elena', weight: 1 },
      { name: 'marcus_v2', weight: 1 },
    ];
    const left = { left: 0, top: 0, right: 256, bottom: 512 };
    const right = { left: 256, top: 0, right: 512, bottom: 512 };

    async function measured(
      bytes: Buffer,
      region: Region,
      own: string,
      other: string,
    ): Promise<IdentityMeasure> {
      return measureIdentity({ data: await rgb(bytes), width: big.width, channels: 3 }, region, own, other);
    }

    /** Repaints one half of a picture with one LoRA. */
    async function half(
      source: Buffer,
      region: Region,
      lora: { name: string; weight: number },
    ): Promise<Buffer> {
      const pixels = Buffer.from(
        Uint8Array.from({ length: 512 * 512 }, (_, at) =>
          at % 512 >= region.left && at % 512 < region.right ? 255 : 0,
        ),
      );
      return one({
        operation: 'inpaint',
        prompt: 'a woman in a tavern',
        size: big,
        source: await pictureOf(source),
        mask: { ...big, pixels },
        loras: [lora],
      });
    }

    it('dresses the main figure in the colours of the only LoRA', async () => {
      const alone = await measured(await one({ ...scene, loras: [elena] }), left, elena.name, marcus.name);
      expect(alone.pixels).toBeGreaterThan(3000);
      expect(alone.purity).toBeGreaterThan(0.95);
      const none = await measured(await one(scene), left, elena.name, marcus.name);
      expect(none.pixels).toBeLessThan(alone.pixels / 4);
    });

    it('mixes two characters in one pass, in both figures', async () => {
      const bytes = await one({ ...scene, loras: [elena, marcus] });
      const first = await measured(bytes, left, elena.name, marcus.name);
      const second = await measured(bytes, right, marcus.name, elena.name);
      expect(Math.min(first.pixels, second.pixels)).toBeGreaterThan(3000);
      expect(Math.min(first.bleed, second.bleed)).toBeGreaterThan(0.3);
    });

    it('keeps characters pure in a pass each, behind masks', async () => {
      const base = await one(scene);
      const bytes = await half(await half(base, left, elena), right, marcus);
      const first = await measured(bytes, left, elena.name, marcus.name);
      const second = await measured(bytes, right, marcus.name, elena.name);
      expect(Math.min(first.pixels, second.pixels)).toBeGreaterThan(3000);
      expect(Math.max(first.bleed, second.bleed)).toBeLessThan(0.02);
      expect(Math.min(first.purity, second.purity)).toBeGreaterThan(0.95);
    });

    it('leaves the looks of people to LoRAs of style', async () => {
      const style = { name: 'watercolor_style_xl', weight: 1 };
      expect(await one({ ...scene, loras: [style] })).toEqual(await one(scene));
    });
  });

  it('writes the caption only when it is told to', async () => {
    const captioned = await one({}, sandboxWith({ SANDBOX_CAPTION: 'true' }));
    const [plain, withText] = [await rgb(await one({})), await rgb(captioned)];
    const rowOf = (row: number): boolean =>
      plain.subarray(row * 480, row * 480 + 480).equals(withText.subarray(row * 480, row * 480 + 480));
    expect([rowOf(0), rowOf(127)]).toEqual([true, false]);
  });

  it.each([
    [64, 64],
    [2048, 64],
    [333, 777],
  ])('paints %d x %d', async (width, height) => {
    expect(await pictureOf(await one({ size: { width, height } }))).toMatchObject({ width, height });
  });

  it('names the faults it knows when it is asked for another', () => {
    expect(() => sandbox.translate(newImageRequest({ prompt: 'x [sandbox:explode]' }), 'scene')).toThrow(
      'content_policy',
    );
  });

  it('takes its fault from the settings and a cost from a tag, and keeps tags out of the picture', async () => {
    const moody = sandboxWith({ SANDBOX_FAULT: 'out_of_credit' });
    await expect(one({}, moody)).rejects.toMatchObject({ kind: 'out_of_credit', outcome: 'rejected' });
    const costly = newImageRequest({ prompt: 'a cat on the beach [sandbox:cost=0.05]', seed: 5, size });
    const submission = await sandbox.translate(costly, 'scene').submit(new Witness());
    expect(submission).toMatchObject({ images: { cost: { usd: 0.05, source: 'reported' } } });
    expect(await one({ prompt: 'a cat on the beach [sandbox:latency=1]' })).toEqual(await one({}));
  });
});
