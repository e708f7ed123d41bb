import { ProviderError, type ProviderPicture } from '@fusionbridge/core';
import { cutBase64, parseLooseJson } from '@fusionbridge/media';
import { ONE_PIXEL } from '@fusionbridge/testing';
import fc from 'fast-check';
import { locatedPictures, pictureAnswer, pictureEntries } from './index.js';

const VENDOR = { id: 'acme', origin: 'http://acme:8080' };
const SMALL = ONE_PIXEL.bytes;
/** Long enough to be cut out of the answer as bytes. */
const LARGE = Buffer.concat([SMALL, Buffer.alloc(9_000, 'trailing')]);
const URL_OF_ONE = 'https://cdn.example/a/1.png?sig=a%2Bb';

/** What is found in an answer as it comes over the wire. */
function foundIn(answer: unknown, fields: readonly [string, ...string[]] = ['images']): ProviderPicture[] {
  const cut = cutBase64(Buffer.from(JSON.stringify(answer)), {}, (rest) => parseLooseJson(rest, 20_000));
  const parsed = pictureAnswer(fields, {}).safeParse(cut.value);
  return parsed.success
    ? locatedPictures(parsed.data.pictures, cut, VENDOR, () => ({ seed: null, flagged: false }))
    : [];
}

const same = (text: string): string => text;
const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');

/** Ways in which servers write base64. */
const WRITTEN: ((base64: string) => string)[] = [
  same,
  urlSafe,
  (text) => text.replace(/=+$/, ''),
  (text) => text.replace(/.{76}/g, '$&\r\n'),
  (text) => text.replace(/.{64}/g, '$&\n'),
  (text) => ` ${text}\n`,
];
const PREFIXES = [
  '',
  'data:image/png;base64,',
  'data:application/octet-stream;base64,',
  'data:image/png;charset=utf-8;base64,',
  'data:;base64,',
  'DATA:IMAGE/PNG;BASE64,',
  'data:image/png;base64, ',
  'data: image/png;base64,',
  'image/png;base64,',
  'base64,',
  'base64:',
];

/** Ways in which vendors put one text into an answer. */
const SHAPES: ((text: string) => unknown)[] = [
  (text) => ({ images: [{ url: text }] }),
  (text) => ({ images: [text] }),
  (text) => ({ images: text }),
  (text) => ({ images: { url: text } }),
  (text) => ({ images: [{ b64_json: text, url: null }] }),
  (text) => ({ images: [{ b64_json: '', url: text }] }),
  (text) => ({ images: [null, {}, { image: { url: text, width: 1 } }] }),
  (text) => ({ images: [[text]] }),
  (text) => ({ images: { 0: { image_url: { url: text } } } }),
  (text) => ({ images: JSON.stringify([{ url: text }]) }),
  (text) => ({ output: { images: [text] } }),
  (text) => ({ images: null, image: text }),
  (text) => [text],
  (text) => text,
];

describe('the pictures of an answer', () => {
  it.each([
    ['small', SMALL],
    ['large', LARGE],
  ])('are found in any shape and spelling, whether %s or not', (_size, bytes) => {
    const spelling = fc.tuple(fc.constantFrom(...PREFIXES), fc.constantFrom(...WRITTEN));
    fc.assert(
      fc.property(spelling, fc.constantFrom(...SHAPES), ([prefix, write], shape) => {
        const text = `${prefix}${write(bytes.toString('base64'))}`;
        expect(foundIn(shape(text))).toEqual([{ bytes, seed: null, flagged: false }]);
      }),
      { numRuns: 200 },
    );
  });

  it('may be addresses in any shape', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SHAPES), (shape) => {
        expect(foundIn(shape(URL_OF_ONE))).toMatchObject([{ url: URL_OF_ONE, trustedOrigin: VENDOR.origin }]);
      }),
    );
  });

  it.each([
    ['/files/x.png?a=b', 'http://acme:8080/files/x.png?a=b'],
    ['files/x.png', 'http://acme:8080/files/x.png'],
    ['//cdn.example/x', 'http://cdn.example/x'],
    ['http://localhost:8080/x.png', 'http://localhost:8080/x.png'],
    ["b'https://cdn.example/x.png'", 'https://cdn.example/x.png'],
  ])('are at %s', (text, url) => {
    expect(foundIn({ images: [text] })).toMatchObject([{ url }]);
  });

  it.each([
    ['/9j/', Buffer.from('ffd8ffe000104a46494600010100', 'hex')],
    ['R0lGOD', Buffer.from('GIF89a\u0001\u0000\u0001\u0000\u0000', 'latin1')],
  ])('are themselves where base64 begins with %s', (start, bytes) => {
    const text = bytes.toString('base64');
    expect(text.startsWith(start)).toBe(true);
    expect(foundIn({ images: [text] })).toMatchObject([{ bytes }]);
  });

  it('are read though one of them cannot be', () => {
    const list = ['no picture at all, only words', SMALL.toString('base64'), { nothing: 1 }];
    expect(foundIn({ images: list })).toMatchObject([{ bytes: SMALL }]);
    expect(() => foundIn({ images: list.slice(0, 1) })).toThrow(ProviderError);
  });

  it('keep their place for the lists beside them', () => {
    expect(pictureEntries([null, 'a', '', { url: 'b' }]).map(({ index, text }) => [index, text])).toEqual([
      [1, 'a'],
      [3, 'b'],
    ]);
  });

  it.each([
    [{ image: 'a' }, ['a']],
    [{ image: { url: 'a' }, images: [] }, ['a']],
    [{ image: 'a', images: ['a', 'b'] }, ['a', 'b']],
    [{ assets: [{ url: 'a' }, { url: 'b' }] }, ['a', 'b']],
    [{ images: [] }, []],
    [{ video: 'a' }, null],
    [{ images: null }, []],
    [{ images: null, error: 'no' }, null],
    [{ status_url: URL_OF_ONE, detail: 'no' }, null],
    [17, null],
    [{ result: 'done' }, null],
    ['done', null],
  ])('in %j are %j, each once', (answer, texts) => {
    const parsed = pictureAnswer(['images', 'image', 'assets'], {}).safeParse(answer);
    expect(parsed.data?.pictures.map(({ text }) => text) ?? null).toEqual(texts);
  });

  it('are looked for without end in no answer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(pictureEntries(value).length).toBeLessThanOrEqual(64);
      }),
    );
    const many = Array.from({ length: 500_000 }, () => ({ url: URL_OF_ONE }));
    expect(pictureEntries({ data: many })).toHaveLength(64);
  });
});
