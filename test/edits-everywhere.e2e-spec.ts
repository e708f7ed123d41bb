import { ProviderRegistry } from '@fusionbridge/providers';
import sharp from 'sharp';
import { z } from 'zod';
import { halfOf, leftHalfMask, wovenPng } from './edit-pictures.js';
import { EDIT_VENDORS, type EditVendor } from './edit-vendors.js';
import { type BridgeOverVendors, startOverVendors } from './bridge-over-vendors.js';
import { pngsWithin, repaintedBy } from './pictures-within.js';

const Answer = z.object({
  data: z.array(z.object({ b64_json: z.string() })),
  fusionbridge: z.object({
    provider: z.string(),
    attempts: z.array(z.object({ provider: z.string(), outcome: z.string(), error: z.string().nullable() })),
  }),
});

/**
 * Not square, and smaller than most vendors paint. ComfyUI's graphs need their pictures in the size that is painted, a
 * multiple of 8: for any other they are resized on the way there.
 */
const SIZE = { width: 312, height: 200 };
const EDITING = new Set(['image', 'reference', 'inpaint', 'fill']);

type Way = 'edits' | 'masked';

const CASES = EDIT_VENDORS.flatMap((vendor) =>
  (['edits', 'masked'] as const).flatMap((way): [string, Way, EditVendor][] =>
    vendor[way] === undefined ? [] : [[vendor.provider, way, vendor]],
  ),
);

/** Who keeps to the mask by itself goes before those who may not, so ComfyUI is never second under one. */
const SECOND = CASES.filter(([provider, way]) => provider !== 'comfyui' || way !== 'masked');

describe('edits through every adapter that claims them', () => {
  let over: BridgeOverVendors;
  let source: Buffer;
  let mask: Buffer;

  beforeAll(async () => {
    over = await startOverVendors(EDIT_VENDORS, {
      default: 'sd-webui.edits',
      models: CASES.flatMap(modelsFor),
    });
    source = await wovenPng(SIZE);
    mask = await leftHalfMask(SIZE, 'transparent');
  });

  afterAll(() => over.close());

  beforeEach(() => over.reset());

  async function edit(model: string, way: Way): Promise<z.infer<typeof Answer>> {
    const form = new FormData();
    form.append('model', model);
    form.append('prompt', 'a red fox');
    form.append('image', new Blob([new Uint8Array(source)]), 'blob');
    if (way === 'masked') {
      form.append('mask', new Blob([new Uint8Array(mask)]), 'blob');
    }
    const response = await fetch(`${over.bridge.url}/v1/images/edits`, { method: 'POST', body: form });
    const text = await response.text();
    expect([response.status, text.slice(0, 500)]).toEqual([200, expect.anything()]);
    return Answer.parse(JSON.parse(text));
  }

  /** The picture reached the vendor to the byte, and the mask to the pixel. */
  async function expectSent(provider: string, way: Way): Promise<void> {
    const bodies = over.simulators.get(provider)?.requests.map(({ body }) => body) ?? [];
    const pngs = bodies.flatMap(pngsWithin);
    expect(pngs.some((png) => png.equals(source))).toBe(true);
    if (way === 'masked') {
      const wanted = await repaintedBy(mask);
      const sized = await Promise.all(pngs.filter((png) => !png.equals(source)).map(repaintedBy));
      expect(sized.some((one) => one.equals(wanted))).toBe(true);
    }
  }

  async function expectKept(answer: z.infer<typeof Answer>): Promise<void> {
    const picture = Buffer.from(answer.data[0]?.b64_json ?? '', 'base64');
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', ...SIZE });
    expect((await halfOf(picture, 'right')).equals(await halfOf(source, 'right'))).toBe(true);
    expect((await halfOf(picture, 'left')).equals(await halfOf(source, 'left'))).toBe(false);
  }

  it('leaves nobody out', () => {
    const claim = over.bridge.app
      .get(ProviderRegistry)
      .all()
      .filter(({ id }) => id !== 'sandbox')
      .filter((one) => one.capabilities('').operations.some((operation) => EDITING.has(operation)))
      .map(({ id }) => id);
    const shown = EDIT_VENDORS.map(({ provider }) => provider);
    expect(claim.filter((id) => !shown.includes(id))).toEqual([]);
  });

  it.each(CASES)(
    '%s, %s: sends what was uploaded and keeps what is outside the mask',
    async (provider, way) => {
      const answer = await edit(`${provider}.${way}`, way);
      expect(answer.fusionbridge.attempts).toEqual([{ provider, outcome: 'delivered', error: null }]);
      await expectSent(provider, way);
      if (way === 'masked') {
        await expectKept(answer);
      }
    },
  );

  it.each(CASES)('%s, %s: who comes next gets the same picture and mask', async (provider, way, vendor) => {
    over.simulators.get(provider)?.fault(vendor.refusal, Number.POSITIVE_INFINITY);
    const second = nextTo(provider);
    const answer = await edit(`${provider}.${way}.first`, way);
    const tried = answer.fusionbridge.attempts.map((one) => one.provider);
    expect([tried[0], tried.at(-1), answer.fusionbridge.provider]).toEqual([provider, second, second]);
    await expectSent(provider, way);
    await expectSent(second, way);
  });

  it.each(SECOND)('%s, %s: coming second gets the same picture and mask', async (provider, way) => {
    const first = nextTo(provider);
    const refusal = EDIT_VENDORS.find((one) => one.provider === first)?.refusal ?? 'unauthorized';
    over.simulators.get(first)?.fault(refusal, Number.POSITIVE_INFINITY);
    const answer = await edit(`${provider}.${way}.second`, way);
    expect(answer.fusionbridge.provider).toBe(provider);
    await expectSent(first, way);
    await expectSent(provider, way);
  });
});

/** A vendor by itself, and together with another before and after it. */
function modelsFor([provider, way, vendor]: [string, Way, EditVendor]): object[] {
  const link = { provider, model: vendor[way] };
  const other = { provider: nextTo(provider), model: '' };
  const named = { family: 'other', routing: 'ordered' };
  return [
    { ...named, id: `${provider}.${way}`, chain: [link] },
    { ...named, id: `${provider}.${way}.first`, chain: [link, other] },
    { ...named, id: `${provider}.${way}.second`, chain: [other, link] },
  ];
}

/** Takes pictures in JSON where most take forms, and the other way round. */
function nextTo(provider: string): string {
  return provider === 'sd-webui' ? 'stability' : 'sd-webui';
}
