import fc from 'fast-check';
import { fileNameOf, pictureIdIn } from './picture-path.js';

const hex = fc.stringMatching(/^[0-9a-f]{32}$/);

function pictureCalled(id: string): Parameters<typeof fileNameOf>[0] {
  return {
    id,
    hash: 'a'.repeat(64),
    format: 'png',
    width: 1,
    height: 1,
    byteLength: 1,
    seed: 1,
    provider: 'p',
    vendorModel: 'm',
    infotext: '',
    contentCredentials: 'none',
  };
}

describe('file names of the simple dialect', () => {
  it('begin with the time, and lead back to the picture', () => {
    fc.assert(
      fc.property(hex, fc.integer({ min: 1_500_000_000_000, max: 9_000_000_000_000 }), (id, time) => {
        const name = fileNameOf(pictureCalled(id), time);
        expect(name).toMatch(new RegExp(`^${time}-[\\w-]{22}-generated\\.png$`));
        expect(pictureIdIn(name)).toBe(id);
        const earlier = `${time}${BigInt(`0x${id}`).toString().padStart(39, '0')}-generated.png`;
        expect(pictureIdIn(earlier)).toBe(id);
      }),
    );
  });

  it.each([
    '',
    '-generated.png',
    '1795300000000-generated.png',
    `${'9'.repeat(52)}-generated.jpg`,
    '../../etc',
  ])('mean nothing as %j', (name) => {
    expect(pictureIdIn(name)).toBeNull();
  });
});
