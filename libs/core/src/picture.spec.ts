import { extensionOf, formatSize, mediaTypeOf, PICTURE_FORMATS } from './picture.js';

describe('formats of pictures', () => {
  it('have media types and file name extensions', () => {
    expect(PICTURE_FORMATS.map((format) => [format, mediaTypeOf(format), extensionOf(format)])).toEqual([
      ['png', 'image/png', 'png'],
      ['jpeg', 'image/jpeg', 'jpg'],
      ['webp', 'image/webp', 'webp'],
    ]);
  });
});

describe(formatSize.name, () => {
  it('writes width before height', () => {
    expect(formatSize({ width: 1024, height: 768 })).toBe('1024x768');
  });
});
