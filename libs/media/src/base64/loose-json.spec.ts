import fc from 'fast-check';
import { parseLooseJson } from './loose-json.js';

const MANY = 20_000;

function parsed(text: string, most = MANY): unknown {
  return parseLooseJson(Buffer.from(text), most);
}

describe(parseLooseJson, () => {
  it.each<[string, unknown]>([
    ['\uFEFF{"a":1}', { a: 1 }],
    [
      '{"a":NaN,"b":[Infinity,-Infinity],"c":"NaN \\" -Infinity"}',
      { a: null, b: [null, null], c: 'NaN " -Infinity' },
    ],
    ['{"outputs":{},"is_changed":[NaN]}', { outputs: {}, is_changed: [null] }],
    ['NaN', null],
  ])('reads %s', (text, value) => {
    expect(parsed(text)).toEqual(value);
  });

  it.each(['{"a":NaNa}', '{"a":Nan}', '<html>', '{"a":"NaN', '', '{"a":1'])('refuses %s', (text) => {
    expect(() => parsed(text)).toThrow(SyntaxError);
  });

  it('reads JSON as it is, also where numbers that are none stand between', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const list = [value, 'NaN, \\ "Infinity"', value];
        expect(parsed(JSON.stringify(list))).toEqual(JSON.parse(JSON.stringify(list)));
        const bare = `[NaN,${JSON.stringify(list)},-Infinity]`;
        expect(parsed(bare)).toEqual([null, JSON.parse(JSON.stringify(list)), null]);
      }),
    );
  });

  it('keeps the first entries of a list that is too long, and what stands behind it', () => {
    const entries = Array.from({ length: 500_000 }, (_, index) => ({ url: `/${index}.png` }));
    const value = parsed(JSON.stringify({ created: 1, data: entries }));
    expect(value).toMatchObject({
      created: 1,
      data: expect.arrayContaining([{ url: '/0.png' }, { url: '/99.png' }]),
    });
    expect(JSON.stringify(value).length).toBeLessThan(500_000);
  });

  it('cuts long documents of any shape to JSON', () => {
    const long = fc.array(fc.jsonValue({ maxDepth: 4 }), { minLength: 1 }).map((values) => {
      const once = JSON.stringify(values);
      return `[${Array.from({ length: Math.ceil(70_000 / once.length) }, () => once).join(',')}]`;
    });
    fc.assert(
      fc.property(long, fc.integer({ min: 1, max: 500 }), (text, most) => {
        expect(Array.isArray(parsed(text, most))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses what is nested without end', () => {
    expect(() => parsed('['.repeat(100_000))).toThrow(RangeError);
  });
});
