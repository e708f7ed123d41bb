import type { ProviderDifferences, RunningBench } from './provider-bench.js';
import { bytesOf, distance, leftHalf, plainPicture, sizeOf } from './canvas.js';
import { orderFor, place } from './order.js';
import { planned } from './planned.js';
import { expectSecrecy } from './secrecy.js';
import { Witness } from './witness.js';

/** Some vendors take a hundred. */
const MOST_AT_ONCE = 4;

/** Operations that begin with pictures. */
const PICTURED = ['image', 'reference', 'inpaint', 'fill'] as const;

/** As a file, or as base64 in JSON. */
function contains(sent: Buffer, bytes: Buffer): boolean {
  return sent.includes(bytes) || sent.includes(bytes.toString('base64'));
}

/** Pictures as asked. */
export function describePictures(bench: () => RunningBench, differences: ProviderDifferences): void {
  const capabilities = (): ReturnType<RunningBench['provider']['capabilities']> =>
    bench().provider.capabilities(bench().vendorModel);

  async function pictureOf(given: Parameters<typeof orderFor>[1] = {}): Promise<Buffer> {
    const [picture] = (await place(bench(), orderFor(bench(), given))).pictures;
    if (picture === undefined) {
      throw new Error('no picture came');
    }
    return bytesOf(picture);
  }

  describe('when all is well', () => {
    it('paints one picture from words, in the asked size, with one order', async () => {
      const request = orderFor(bench());
      const images = await place(bench(), request);
      expect(images.pictures).toHaveLength(1);
      const [picture] = images.pictures;
      expect(picture?.flagged).toBe(false);
      expect(
        await sizeOf(await bytesOf(picture ?? { seed: null, flagged: true, bytes: Buffer.alloc(0) })),
      ).toEqual(request.size);
      expect(bench().state()).toMatchObject({ submissions: 1, charges: 1 });
    });

    it('asks for room before it reads pictures', async () => {
      const witness = new Witness();
      await place(bench(), orderFor(bench()), witness);
      expect(witness.slotsEntered).toBeGreaterThan(0);
    });

    it('paints as many pictures as it claims to in one order, each its own', async () => {
      const count = Math.min(capabilities().maxCount, MOST_AT_ONCE);
      const { pictures } = await place(bench(), orderFor(bench(), { count }));
      const bytes = await Promise.all(pictures.map(bytesOf));
      expect(new Set(bytes.map((one) => one.toString('base64'))).size).toBe(count);
      expect(bench().state().submissions).toBe(1);
    });

    it('names for each picture of an order the seed that paints it again, or none', async () => {
      const count = Math.min(capabilities().maxCount, 3);
      const request = orderFor(bench(), { count });
      const { pictures } = await place(bench(), request);
      expect(pictures[0]?.seed).toBe(request.seed);
      for (const picture of pictures.filter(({ seed }) => seed !== null)) {
        const again = await pictureOf({ seed: picture.seed });
        expect(again.equals(await bytesOf(picture))).toBe(true);
      }
    });

    it('keeps the key out of what it hands over and tells', async () => {
      const witness = new Witness();
      expectSecrecy(differences, await place(bench(), orderFor(bench()), witness), witness);
    });

    it('gives the same picture for the same seed and another for another, or names no seed', async () => {
      if (!capabilities().seed) {
        const { pictures } = await place(bench(), orderFor(bench(), { seed: 99 }));
        expect(pictures.map((one) => one.seed)).not.toContain(99);
        return;
      }
      const [one, again, other] = [await pictureOf(), await pictureOf(), await pictureOf({ seed: 99 })];
      expect(one.equals(again)).toBe(true);
      expect(one.equals(other)).toBe(false);
    });

    it('starts from a picture where it says so', async () => {
      if (!capabilities().operations.includes('image')) {
        expect(capabilities().mask).toBe('none');
        return;
      }
      const size = orderFor(bench()).size ?? capabilities().defaultSize;
      const source = await plainPicture(size);
      const free = await distance(await pictureOf(), source.bytes);
      const bound = await distance(
        await pictureOf({ operation: 'image', source, strength: 0.5 }),
        source.bytes,
      );
      expect(bound.left + bound.right).toBeLessThan(free.left + free.right);
      expect(bound.left + bound.right).toBeGreaterThan(0);
    });

    it('makes another picture like one by itself, where it says so', async () => {
      if (!capabilities().operations.includes('redux')) {
        return;
      }
      const size = orderFor(bench()).size ?? capabilities().defaultSize;
      const source = await plainPicture(size);
      const free = await distance(await pictureOf(), source.bytes);
      const alike = await pictureOf({ operation: 'redux', source });
      const bound = await distance(alike, source.bytes);
      expect(bound.left + bound.right).toBeLessThan(free.left + free.right);
      expect(bound.left + bound.right).toBeGreaterThan(0);
      expect(await sizeOf(alike)).toEqual(size);
    });

    it('repaints what is white in the mask and nothing else, where it says so', async () => {
      if (capabilities().mask === 'none') {
        expect(capabilities().operations).not.toContain('inpaint');
        return;
      }
      const size = orderFor(bench()).size ?? capabilities().defaultSize;
      const source = await plainPicture(size);
      const repainted = await pictureOf({
        operation: 'inpaint',
        source,
        mask: leftHalf(size),
        strength: 0.9,
      });
      const far = await distance(repainted, source.bytes);
      expect(far.left).toBeGreaterThan(10);
      expect(far.right).toBe(0);
    });

    it('shows the vendor every picture to the byte, or says how many it leaves out', async () => {
      const { operations } = capabilities();
      const isRemote = differences.remote !== false;
      const size = orderFor(bench()).size ?? capabilities().defaultSize;
      const [source, reference] = [await plainPicture(size), await plainPicture(size, 'blue')];
      for (const operation of PICTURED.filter((one) => operations.includes(one))) {
        const masked = operation === 'inpaint' || operation === 'fill' ? leftHalf(size) : null;
        const order = orderFor(bench(), { operation, source, mask: masked, references: [reference] });
        const { request, degradations } = planned(bench().provider, order, bench().vendorModel);
        const before = bench().sent().length;
        await place(bench(), request);
        const sent = bench().sent().subarray(before);
        const left = degradations.some(({ field }) => field === 'references');
        const seen = [source, reference].map(({ bytes }) => contains(sent, bytes));
        expect([operation, ...seen]).toEqual([operation, isRemote, isRemote && !left]);
      }
    });

    it('takes only words for words: a prompt reaches the vendor as it is', async () => {
      const prompt = 'naïve "quotes" \\ back\nslash, 猫 and 🦊 & <b>bold</b>';
      const { provider, vendorModel } = bench();
      expect(JSON.stringify(provider.translate(orderFor(bench(), { prompt }), vendorModel).wire)).toContain(
        JSON.stringify(prompt).slice(1, -1),
      );
      await expect(place(bench(), orderFor(bench(), { prompt }))).resolves.toBeDefined();
    });
  });
}
