import fc from 'fast-check';
import { cutBase64 } from './cut-base64.js';
import { PictureError } from '../picture/picture-error.js';

const picture = Buffer.from(Array.from({ length: 30_000 }, (_, index) => (index * 31) % 256));
const encoded = picture.toString('base64');

/** Texts of 4096 bytes are cut, and a character may be written with 6 of them. */
const SHORTEST_CUT = 4096 / 6;

/** Text that survives UTF-8: no lone surrogates. */
const text = fc.string({ unit: 'grapheme', maxLength: 60 });
/** Cheap to make and to shrink, unlike arrays of bytes; has every character of the alphabet in it. */
const longBase64 = fc
  .tuple(fc.integer({ min: 3000, max: 9000 }), fc.integer({ min: 1, max: 200 }))
  .map(([length, step]) =>
    Buffer.from(Array.from({ length }, (_, index) => (index * step * 31 + (index >> 3)) % 256)).toString(
      'base64',
    ),
  );
const longText = fc.oneof(
  longBase64,
  longBase64.map((body) => `data:image/png;base64,${body}`),
  longBase64.map((body) => body.replace(/.{76}/g, '$&\r\n')),
  longBase64.map((body) => `${body} and so on, ${body}`),
  longBase64.map((body) => `${body}"\\`),
  text.map((words) => `${words}\\/"é `.repeat(900)),
);
const anyName = fc.oneof({ weight: 9, arbitrary: text }, longBase64).filter((name) => name !== '__proto__');
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    longText,
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((number) => number + 0)
      // The writers take a plus for a character of a text.
      .filter((number) => !String(number).includes('+')),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyName, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** What servers make of the same text: as it is, like PHP, like .NET and Gson, and with every letter escaped. */
const writers: Record<string, (json: string) => string> = {
  plain: (json) => json,
  php: (json) => json.replaceAll('/', '\\/'),
  dotnet: (json) => json.replaceAll('+', '\\u002B').replaceAll('=', '\\u003d'),
};

/** Whether both are the same, once texts that were cut are compared by their bytes. */
function matches(cut: unknown, parsed: unknown, bytesOf: (text: string) => Buffer): boolean {
  if (typeof cut === 'string' && typeof parsed === 'string') {
    return cut === parsed || isCutOf(cut, parsed, bytesOf);
  }
  if (typeof cut !== 'object' || typeof parsed !== 'object' || cut === null || parsed === null) {
    return Object.is(cut, parsed);
  }
  const [some, others] = [Object.entries(cut), Object.entries(parsed)];
  return (
    Array.isArray(cut) === Array.isArray(parsed) &&
    some.length === others.length &&
    some.every(
      ([name, value], index) => name === others[index]?.[0] && matches(value, others[index]?.[1], bytesOf),
    )
  );
}

function isCutOf(cut: string, whole: string, bytesOf: (text: string) => Buffer): boolean {
  const body = whole.startsWith('data:') ? whole.slice(whole.indexOf(',') + 1) : whole;
  const isLong = whole.length > SHORTEST_CUT && cut.length < 100;
  return isLong && bytesOf(cut).toString('base64') === body.replaceAll(/\s/g, '');
}

function textAt(value: unknown, name: string): string {
  const found: unknown = Object.entries(value ?? {}).find(([key]) => key === name)?.[1];
  if (typeof found === 'string') {
    return found;
  }
  throw new Error(`there is no text at ${name}`);
}

function cutText(json: string): { text: string; bytesOf: (text: string) => Buffer } {
  const { value, bytesOf } = cutBase64(Buffer.from(`{"image":"${json}"}`));
  return { text: textAt(value, 'image'), bytesOf };
}

describe(cutBase64.name, () => {
  it.each(Object.keys(writers))('gives what JSON.parse gives, pictures apart (written %s)', (writer) => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom(undefined, 2), (value, indent) => {
        const document = writers[writer]?.(JSON.stringify(value, null, indent)) ?? '';
        const { value: cut, bytesOf } = cutBase64(Buffer.from(document));
        expect(matches(cut, JSON.parse(document), bytesOf)).toBe(true);
      }),
    );
  });

  it('refuses exactly what JSON.parse refuses', () => {
    const broken = fc
      .tuple(anyJson, fc.nat(), fc.nat({ max: 40 }), fc.string({ unit: 'binary-ascii', maxLength: 3 }))
      .map(([value, at, length, put]) => {
        const document = JSON.stringify([value, encoded]);
        const start = at % document.length;
        return `${document.slice(0, start)}${put}${document.slice(start + length)}`;
      });
    fc.assert(
      fc.property(broken, (document) => {
        expect(isRefused(() => cutBase64(Buffer.from(document)))).toBe(isRefused(() => JSON.parse(document)));
      }),
      { numRuns: 400 },
    );
  });

  it.each(['\n', '\0', '\x1f'])('refuses a bare control character in a picture: %j', (character) => {
    for (const broken of [
      `${encoded}${character}${encoded}`,
      `data:image${character}/png;base64,${encoded}`,
    ]) {
      expect(isRefused(() => cutBase64(Buffer.from(`["${broken}"]`)))).toBe(true);
    }
  });

  it.each<[string, string]>([
    ['bare', encoded],
    ['as a data URI', `data:image/png;base64,${encoded}`],
    ['as a data URI in capitals', `DATA:image/png;base64,${encoded}`],
    ['with the URL-safe alphabet', picture.toString('base64url')],
    ['without padding', Buffer.from(encoded.replaceAll('=', '')).toString()],
    ['with line breaks', encoded.replaceAll(/.{76}/g, '$&\\n')],
    ['with line breaks of Windows', encoded.replaceAll(/.{64}/g, '$&\\r\\n')],
    ['with the escaped slashes of PHP', encoded.replaceAll('/', '\\/')],
    ['with the escaped signs of .NET', encoded.replaceAll('+', '\\u002B').replaceAll('=', '\\u003D')],
  ])('leaves a picture outside: %s', (_case, json) => {
    const cut = cutText(json);
    expect(cut.text).toMatch(/^cut:[^"]{10,80}$/);
    expect(cut.bytesOf(cut.text).equals(picture)).toBe(true);
  });

  it.each<[string, string]>([
    ['a megabyte of prose', 'She said: "Élodie, look!"\n'.repeat(40_000)],
    ['prose that begins and ends like base64', `${'A'.repeat(9000)} and ${'B'.repeat(9000)}`],
    ['words on lines of their own', 'cat\nhat\nmat\n'.repeat(2000)],
    ['words and blanks without a full stop', 'the cat sat on the mat '.repeat(2000)],
    ['a path', 'C:\\pictures\\'.repeat(1000)],
    ['base64 with one character too many', `${encoded}AAAAA`],
    ['base64 with a letter of another alphabet', `${encoded}\u0141AAA`],
    ['base64 with padding in the middle', `${'A'.repeat(6000)}==${'A'.repeat(6002)}`],
  ])('keeps the text that it is: %s', (_case, prompt) => {
    const { value } = cutBase64(Buffer.from(JSON.stringify({ prompt })));
    expect(value).toEqual({ prompt });
  });

  it.each(['5\\" tall', 'ends in \\\\', '\\\\\\"', '\\u0022'])(
    'finds a picture behind the text %s',
    (before) => {
      const { value, bytesOf } = cutBase64(Buffer.from(`{"prompt":"${before}","image":"${encoded}"}`));
      expect(bytesOf(textAt(value, 'image')).equals(picture)).toBe(true);
      expect(textAt(value, 'image').length).toBeLessThan(100);
    },
  );

  it('keeps the name of a member, however long', () => {
    const { value } = cutBase64(Buffer.from(`{"${encoded}" \n: "${encoded}"}`));
    expect(Object.keys(value ?? {})).toEqual([encoded]);
    expect(textAt(value, encoded).length).toBeLessThan(100);
  });

  it('decodes short texts and data URIs that were not cut', () => {
    const { bytesOf } = cutBase64(Buffer.from('{}'));
    for (const short of ['YWJj', ' YW\n Jj\t', 'data:image/png;base64,YWJj', 'data:,YWJj']) {
      expect(bytesOf(short).toString()).toBe('abc');
    }
    expect(bytesOf('-_8').equals(Buffer.from([0xfb, 0xff]))).toBe(true);
    for (const other of [
      'not base64 at all!',
      '',
      'data:image/png;base64,',
      'YWJjZ',
      'YQ==YQ==',
      'YW=j',
      'https://x/y.png',
    ]) {
      expect(() => bytesOf(other)).toThrow(PictureError);
    }
  });

  it('cannot be told a placeholder by the client', () => {
    const first = cutText(encoded);
    const second = cutText(encoded);
    expect(() => second.bytesOf(first.text)).toThrow(PictureError);
    expect(second.bytesOf(second.text).equals(picture)).toBe(true);
  });
});

function isRefused(parse: () => unknown): boolean {
  try {
    parse();
    return false;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return true;
    }
    throw error;
  }
}
