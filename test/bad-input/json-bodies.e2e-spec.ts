import { gzipSync } from 'node:zlib';
import { Bench } from './bench.js';
import { expectNoFailure, expectRefusal } from './dialects.js';
import { JSON_ROUTES } from './routes.js';

const DEEP = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
const UNREADABLE = [400, 422];

interface Row {
  readonly what: string;
  /** From a body that is taken. */
  readonly spoil: (json: string) => string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: readonly number[];
}

function bytes(...pieces: (string | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    Buffer.concat(
      pieces.map((one) => (typeof one === 'string' ? Buffer.from(one, 'utf8') : Buffer.from(one))),
    ),
  );
}

/** Another member at the end of an object. */
function withMember(json: string, member: string): string {
  return `${json.slice(0, -1)},${member}}`;
}

const REFUSED: readonly Row[] = [
  { what: 'a text', spoil: () => '"a fox"' },
  { what: 'a number', spoil: () => '7' },
  { what: 'null', spoil: () => 'null' },
  { what: 'a list', spoil: (json) => `[${json}]` },
  { what: 'an empty list', spoil: () => '[]' },
  { what: 'words', spoil: () => 'paint me a fox' },
  { what: 'half of it', spoil: (json) => json.slice(0, -1) },
  { what: 'half of a text', spoil: (json) => json.slice(0, 7) },
  { what: 'something behind it', spoil: (json) => `${json}}` },
  { what: 'two of them', spoil: (json) => `${json}\n${json}` },
  { what: 'a comment', spoil: (json) => `/* a fox */${json}` },
  { what: 'a comma too many', spoil: (json) => `${json.slice(0, -1)},}` },
  { what: "Python's quotes", spoil: (json) => json.replaceAll('"', "'") },
  { what: 'NaN', spoil: (json) => withMember(json, '"n":NaN') },
  { what: 'Infinity', spoil: (json) => withMember(json, '"n":Infinity') },
  { what: 'undefined', spoil: (json) => withMember(json, '"n":undefined') },
  { what: 'a bare line break in a text', spoil: (json) => withMember(json, '"x":"a\nb"') },
  { what: 'a bare NUL', spoil: (json) => withMember(json, '"x":"a\0b"') },
  { what: 'half an escape', spoil: (json) => withMember(json, '"x":"\\ud8"') },
  { what: 'UTF-16', spoil: (json) => new Uint8Array(Buffer.from(json, 'utf16le')) },
  { what: 'UTF-16 with its mark', spoil: (json) => bytes([0xff, 0xfe], json) },
  { what: 'a thousand open lists', spoil: () => '['.repeat(1000) },
  { what: 'a million open lists', spoil: () => '['.repeat(1_000_000) },
  { what: 'ten thousand levels', spoil: () => DEEP },
  { what: 'a list of ten thousand levels', spoil: () => `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
  { what: 'ten thousand levels in a field nobody knows', spoil: (json) => withMember(json, `"x":${DEEP}`) },
  { what: 'ten thousand levels in __proto__', spoil: (json) => withMember(json, `"__proto__":${DEEP}`) },
  {
    what: 'a form',
    spoil: () => 'prompt=a+fox&n=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  },
  { what: 'XML', spoil: () => '<prompt>a fox</prompt>', headers: { 'content-type': 'text/xml' } },
  {
    what: 'gzip',
    spoil: (json) => new Uint8Array(gzipSync(json)),
    headers: { 'content-encoding': 'gzip' },
    status: [415],
  },
  {
    what: 'a gzip bomb',
    spoil: () => new Uint8Array(gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))),
    headers: { 'content-encoding': 'gzip' },
    status: [415],
  },
  { what: 'gzip that nobody announced', spoil: (json) => new Uint8Array(gzipSync(json)) },
  { what: 'Brotli', spoil: (json) => json, headers: { 'content-encoding': 'br' }, status: [415] },
  {
    what: 'an encoding nobody knows',
    spoil: (json) => json,
    headers: { 'content-encoding': 'x' },
    status: [415],
  },
  { what: 'more than the bridge takes', spoil: (json) => json.padEnd(3_000_000), status: [413] },
];

/** What may be taken or refused, as long as it is no failure. */
const ODD: readonly Row[] = [
  { what: 'a byte order mark', spoil: (json) => bytes([0xef, 0xbb, 0xbf], json) },
  {
    what: 'bytes that are no UTF-8',
    spoil: (json) => bytes(withMember(json, '"x":"').slice(0, -1), [0xff, 0xc0, 0x80], '"}'),
  },
  {
    what: 'a charset nobody knows',
    spoil: (json) => json,
    headers: { 'content-type': 'application/json; charset=x-fox' },
  },
  {
    what: 'a charset that is not its own',
    spoil: (json) => json,
    headers: { 'content-type': 'application/json; charset=utf-16' },
  },
  { what: 'a type nobody knows', spoil: (json) => json, headers: { 'content-type': 'fox/fox; q="' } },
  {
    what: 'a member named __proto__',
    spoil: (json) => withMember(json, '"__proto__":{"n":1000,"isAdmin":true,"prompt":5}'),
  },
  {
    what: 'a member named constructor',
    spoil: (json) => withMember(json, '"constructor":{"prototype":{"isAdmin":true}}'),
  },
  {
    what: 'members named as what every object has',
    spoil: (json) => withMember(json, '"toString":1,"hasOwnProperty":2,"valueOf":{},"then":3'),
  },
  {
    what: 'ten thousand members',
    spoil: (json) => withMember(json, Array.from({ length: 10_000 }, (_, at) => `"x${at}":${at}`).join(',')),
  },
  { what: 'every member twice', spoil: (json) => `{${json.slice(1, -1)},${json.slice(1)}` },
  { what: 'a member with no name', spoil: (json) => withMember(json, '"":1') },
  {
    what: 'a name of a hundred thousand characters',
    spoil: (json) => withMember(json, `"${'x'.repeat(100_000)}":1`),
  },
  {
    what: 'a number of a hundred thousand digits',
    spoil: (json) => withMember(json, `"x":${'9'.repeat(100_000)}`),
  },
  {
    what: 'a list of a hundred thousand',
    spoil: (json) => withMember(json, `"x":[${'0,'.repeat(100_000)}0]`),
  },
];

describe('a body', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start({ MAX_BODY_BYTES: '2000000' });
  });

  afterAll(() => bench.close());

  beforeEach(() => bench.mark());

  const refused = JSON_ROUTES.flatMap((route) => REFUSED.map((row) => ({ route, path: route.path, ...row })));

  it.each(refused)('is refused at $path that is $what', async ({ route, spoil, headers, status }) => {
    const told = await bench.send(route.path, {
      body: spoil(JSON.stringify(route.body)),
      ...(headers === undefined ? {} : { headers }),
    });
    expectRefusal(bench, route.dialect, told, { status: status ?? UNREADABLE });
  });

  it.each(JSON_ROUTES)('is refused at $path where there is none', async (route) => {
    const told = await bench.send(route.path, { body: '' });
    expectRefusal(bench, route.dialect, told, { status: UNREADABLE });
  });

  const odd = JSON_ROUTES.flatMap((route) => ODD.map((row) => ({ route, path: route.path, ...row })));

  it.each(odd)('is no failure at $path with $what', async ({ route, spoil, headers }) => {
    const told = await bench.send(route.path, {
      body: spoil(JSON.stringify(route.body)),
      ...(headers === undefined ? {} : { headers }),
    });
    expectNoFailure(bench, route.dialect, told);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}).not.toHaveProperty('isAdmin');
  });

  it('with a byte order mark is read, as Python reads it', async () => {
    const json = JSON.stringify({ prompt: 'a fox', size: '64x64' });
    const told = await bench.send('/v1/images/plan', { body: bytes([0xef, 0xbb, 0xbf], json) });
    expect(told.status).toBe(200);
  });

  it('of many megabytes of brackets costs neither memory nor time', async () => {
    const roomy = await Bench.start();
    roomy.mark();
    for (const body of [
      '['.repeat(30_000_000),
      `[${'[],'.repeat(10_000_000)}0]`,
      `{"a":"${'é'.repeat(5_000_000)}"}`,
    ]) {
      const told = await roomy.send('/v1/images/generations', { body });
      expectRefusal(roomy, 'openai', told, { status: [413] });
    }
    await roomy.close();
  });

  it('with a member twice means the last one', async () => {
    const told = await bench.send('/v1/images/plan', { body: '{"prompt":"a fox","n":1,"n":1000}' });
    expectRefusal(bench, 'openai', told, { fields: ['n'] });
  });
});
