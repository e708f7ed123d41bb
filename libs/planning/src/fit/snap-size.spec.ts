import fc from 'fast-check';
import { snapSize } from './snap-size.js';

const side = fc.integer({ min: 1, max: 8192 });
const size = fc.record({ width: side, height: side });
const rule = fc
  .record({
    min: fc.integer({ min: 16, max: 512 }),
    range: fc.integer({ min: 0, max: 2048 }),
    multipleOf: fc.constantFrom(1, 8, 16, 32, 64),
    megapixels: fc.option(fc.double({ min: 0.3, max: 4, noNaN: true }), { nil: undefined }),
  })
  .map(({ min, range, multipleOf, megapixels }) => {
    const low = Math.ceil(min / multipleOf) * multipleOf;
    const high = Math.floor((low + range) / multipleOf) * multipleOf;
    return {
      kind: 'free' as const,
      min: low,
      max: high,
      multipleOf,
      ...(megapixels === undefined ? {} : { maxPixels: Math.max(megapixels * 1e6, low * low) }),
    };
  });

describe(snapSize.name, () => {
  it('always gives a size the vendor paints', () => {
    fc.assert(
      fc.property(size, rule, (asked, free) => {
        const given = snapSize(asked, free);
        for (const length of [given.width, given.height]) {
          expect(length % free.multipleOf).toBe(0);
          expect(length).toBeGreaterThanOrEqual(free.min);
          expect(length).toBeLessThanOrEqual(free.max);
        }
        expect(given.width * given.height).toBeLessThanOrEqual(free.maxPixels ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('leaves a size alone that the vendor paints', () => {
    fc.assert(
      fc.property(size, rule, (asked, free) => {
        const given = snapSize(asked, free);
        expect(snapSize(given, free)).toEqual(given);
      }),
    );
  });

  it.each([
    [
      { width: 512, height: 512 },
      { width: 1024, height: 1024 },
    ],
    [
      { width: 1920, height: 1080 },
      { width: 1536, height: 1024 },
    ],
    [
      { width: 600, height: 900 },
      { width: 1024, height: 1536 },
    ],
  ])('takes the listed size of the same shape: %j', (asked, expected) => {
    const sizes = [
      { width: 1024, height: 1024 },
      { width: 1536, height: 1024 },
      { width: 1024, height: 1536 },
    ];
    expect(snapSize(asked, { kind: 'list', sizes })).toEqual(expected);
  });

  it('keeps the shape when a vendor needs more pixels', () => {
    const free = { kind: 'free' as const, min: 256, max: 2048, multipleOf: 16 };
    expect(snapSize({ width: 100, height: 200 }, free)).toEqual({ width: 256, height: 512 });
  });

  describe('for a vendor that wants a least area and no narrow strips', () => {
    const free = {
      kind: 'free' as const,
      min: 16,
      max: 3840,
      multipleOf: 16,
      minPixels: 655_360,
      maxPixels: 3840 * 2160,
      maxRatio: 3,
    };

    it('always gives a size within both', () => {
      fc.assert(
        fc.property(size, (asked) => {
          const { width, height } = snapSize(asked, free);
          expect([width % 16, height % 16]).toEqual([0, 0]);
          expect(Math.max(width, height)).toBeLessThanOrEqual(3840);
          expect(width * height).toBeGreaterThanOrEqual(free.minPixels);
          expect(width * height).toBeLessThanOrEqual(free.maxPixels);
          expect(Math.max(width / height, height / width)).toBeLessThanOrEqual(3);
        }),
      );
    });

    it.each([
      ['512x512', { width: 512, height: 512 }, { width: 816, height: 816 }],
      ['1024x768', { width: 1024, height: 768 }, { width: 1024, height: 768 }],
      ['4000x400', { width: 4000, height: 400 }, { width: 2192, height: 736 }],
    ])('keeps as much of the shape of %s as it can', (_name, asked, given) => {
      expect(snapSize(asked, free)).toEqual(given);
    });
  });
});
