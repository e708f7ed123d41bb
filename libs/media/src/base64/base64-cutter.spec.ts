import fc from 'fast-check';
import { Base64Cutter } from './base64-cutter.js';

const picture = Buffer.from(Array.from({ length: 30_000 }, (_, index) => (index * 31) % 256));
const encoded = picture.toString('base64');

/** `document` in pieces of these lengths, again and again. */
function cutOf(
  document: Buffer,
  lengths: readonly number[],
  announced: number | null,
): ReturnType<Base64Cutter['end']> {
  const cutter = new Base64Cutter(announced);
  for (let start = 0, turn = 0; start < document.length; turn += 1) {
    const end = start + (lengths[turn % lengths.length] ?? 1);
    cutter.push(document.subarray(start, end));
    start = end;
  }
  return cutter.end();
}

/** The texts of a flat object, cut-outs as base64 again. */
function textsOf({ value, bytesOf }: ReturnType<Base64Cutter['end']>): unknown[] {
  return Object.values(value ?? {}).map((text: unknown) =>
    typeof text === 'string' && text.startsWith('cut:') ? bytesOf(text).toString('base64') : text,
  );
}

const word = fc.string({ unit: 'grapheme', maxLength: 30 });
const bytes = fc
  .tuple(fc.integer({ min: 3000, max: 9000 }), fc.integer({ min: 1, max: 200 }))
  .map(([length, step]) => Buffer.from(Array.from({ length }, (_, index) => (index * step * 31) % 256)));
const text = fc.oneof(
  word,
  bytes.map((some) => some.toString('base64')),
  bytes.map((some) => some.toString('base64url')),
  bytes.map((some) => `${some.toString('base64')}"\\ and more`),
  bytes.map((some) => `${some.toString('base64')}==${'A'.repeat(5000)}`),
  bytes.map((some) => `${some.toString('base64')}\n`),
);

describe(Base64Cutter.name, () => {
  it('gives what JSON.parse gives, wherever the document is cut and whatever length was announced', () => {
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(1, 0.3, 2, null),
        (texts, lengths, share) => {
          const document = Buffer.from(JSON.stringify(Object.fromEntries(texts.entries())));
          const announced = share === null ? null : Math.floor(document.length * share);
          const shown = textsOf(cutOf(document, lengths, announced));
          const same = texts.map((one) => [one, Buffer.from(one, 'base64').toString('base64')]);
          expect(shown.every((one, index) => same[index]?.some((as) => as === one) === true)).toBe(true);
          expect(shown).toHaveLength(texts.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<[string, string]>([
    ['bare', encoded],
    ['as a data URI', `data:image/png;base64,${encoded}`],
    ['with the escaped slashes of PHP', encoded.replaceAll('/', '\\/')],
    ['as a data URI of PHP', `data:image\\/png;base64,${encoded.replaceAll('/', '\\/')}`],
    ['with the URL-safe alphabet', picture.toString('base64url')],
    ['with line breaks', encoded.replaceAll(/.{76}/g, '$&\\n')],
    ['without padding', encoded.replaceAll('=', '')],
  ])('decodes pictures that follow each other: %s', (_case, json) => {
    const document = Buffer.from(`{"a":"${json}","b":["x","${json}"],"c":"${json.slice(0, 8192)}"}`);
    const cut = cutOf(document, [5000, 1, 700], document.length);
    expect(cut.value).toEqual({
      a: expect.stringMatching(/^cut:/),
      b: ['x', expect.stringMatching(/^cut:/)],
      c: expect.stringMatching(/^cut:/),
    });
    const [first = ''] = Object.values(cut.value ?? {}).filter((one) => typeof one === 'string');
    expect(cut.bytesOf(first).equals(picture)).toBe(true);
  });

  it('lets pictures that arrived whole share no byte', () => {
    const other = Buffer.from(picture.toReversed());
    const document = Buffer.from(`["${encoded}","${other.toString('base64')}"]`);
    const { value, bytesOf } = cutOf(document, [6000], document.length);
    const cuts = Array.isArray(value) ? value.map((one) => bytesOf(String(one))) : [];
    expect(cuts.map((one) => one.equals(picture))).toEqual([true, false]);
    expect(cuts[1]?.equals(other)).toBe(true);
  });

  it.each([`{"a":"${encoded}`, `{"a":"${encoded}","b":`, `["${encoded}" "x"]`, `["${encoded}\n"]`])(
    'refuses what is no JSON',
    (document) => {
      const bytesOfIt = Buffer.from(document);
      expect(() => cutOf(bytesOfIt, [5000], bytesOfIt.length)).toThrow(SyntaxError);
    },
  );

  it('takes no bytes for null', () => {
    expect(new Base64Cutter(0).end().value).toBeNull();
  });
});
