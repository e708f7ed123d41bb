import { ASPECT_RATIOS, nearestRatio, sizesOf } from './aspect-ratio.js';

describe('aspect ratios', () => {
  it('are told from the sizes they stand for', () => {
    const sizes = sizesOf(ASPECT_RATIOS);
    expect(sizes.map((size) => nearestRatio(size, ASPECT_RATIOS))).toEqual(ASPECT_RATIOS);
  });

  it.each([
    [{ width: 1920, height: 1080 }, '16:9'],
    [{ width: 500, height: 510 }, '1:1'],
    [{ width: 512, height: 768 }, '2:3'],
    [{ width: 3000, height: 100 }, '21:9'],
  ])('are the nearest for %j: %s', (size, ratio) => {
    expect(nearestRatio(size, ASPECT_RATIOS)).toBe(ratio);
  });

  it('are those that a vendor has, and no other words of it', () => {
    expect(nearestRatio({ width: 1344, height: 768 }, ['custom', '1:1', '3:2'])).toBe('3:2');
    expect(sizesOf(['custom', '1:1'])).toEqual([{ width: 1024, height: 1024 }]);
    expect(nearestRatio({ width: 1344, height: 768 }, ['custom'])).toBe('1:1');
  });
});
