import { Bench } from './bench.js';
import { expectNoFailure, expectRefusal } from './dialects.js';

/** Queries of the gallery that are refused, each by the field that is named. */
const REFUSED: readonly (readonly [string, string])[] = [
  ['limit', '0'],
  ['limit', '-1'],
  ['limit', '1000000'],
  ['limit', 'many'],
  ['limit', '1.5'],
  ['limit', 'NaN'],
  ['after', 'no-such-cursor'],
  ['created_after', 'yesterday'],
  ['created_after', '-1'],
  ['created_before', '1e300'],
  ['q', 'x'.repeat(5000)],
  ['model', 'x'.repeat(5000)],
];

const ODD = [
  '%00',
  '%25',
  '%ff%fe',
  "'; DROP TABLE pictures; --",
  '%_%',
  '*',
  '"',
  '\\',
  '🦊',
  '(',
  'a AND',
  'NEAR(',
];

const NAMES = [
  '..%2f..%2fetc%2fpasswd',
  '..%5c..%5cwin.ini',
  '%2e%2e%2f',
  'x'.repeat(5000),
  '%00.png',
  '0'.repeat(32),
  `${'0'.repeat(32)}.exe`,
  `${'0'.repeat(32)}.png.svg`,
  '__proto__',
  'constructor',
  '%f0%9f%a6%8a',
];

describe('an address with anything in it', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterAll(() => bench.close());

  beforeEach(() => bench.mark());

  it.each(REFUSED)('is refused at /v1/images with another %s', async (field, value) => {
    const told = await bench.send(`/v1/images?${field}=${encodeURIComponent(value)}`, { method: 'GET' });
    expectRefusal(bench, 'openai', told, { status: [400], fields: [field] });
  });

  it.each(['q', 'model', 'provider', 'lora', 'operation', 'dialect', 'after', 'nothing'])(
    'is no failure at /v1/images with odd texts in %s',
    async (field) => {
      for (const text of ODD) {
        const value = text.startsWith('%') ? text : encodeURIComponent(text);
        const queries = [
          `${field}=${value}`,
          `${field}[]=${value}`,
          `${field}[a]=${value}`,
          `${field}=1&${field}=${value}`,
        ];
        for (const query of queries) {
          const told = await bench.send(`/v1/images?${query}`, { method: 'GET' });
          expectNoFailure(bench, 'openai', told);
        }
      }
    },
  );

  it.each(NAMES)('finds no picture called %s', async (name) => {
    for (const [method, path] of [
      ['GET', `/v1/images/data/${name}`],
      ['GET', `/v1/images/data/${name}?w=64`],
      ['GET', `/v1/images/${name}`],
      ['DELETE', `/v1/images/${name}`],
      ['POST', `/v1/images/${name}/replay`],
    ] as const) {
      const told = await bench.send(path, { method, ...(method === 'POST' ? { body: '{}' } : {}) });
      expectRefusal(bench, 'openai', told, { status: [400, 404] });
    }
  });

  it.each(['0', '-1', 'x', '1e9', '100000', 'NaN', '64&w=128'])(
    'is refused with a thumbnail as wide as %s',
    async (width) => {
      const told = await bench.send(`/v1/images/data/${'0'.repeat(32)}?w=${width}`, { method: 'GET' });
      expectRefusal(bench, 'openai', told, { status: [400, 404] });
    },
  );
});
