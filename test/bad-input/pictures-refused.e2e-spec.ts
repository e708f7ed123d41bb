import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { Bench } from './bench.js';
import { expectNoFailure, expectRefusal } from './dialects.js';
import { JSON_DOORS, PICTURE_DOORS } from './picture-doors.js';
import {
  GIF_PROGRAM,
  halves,
  HTML,
  PDF,
  pngOf,
  SVG,
  textBombs,
  withChunks,
  zeroes,
  ZIP,
} from './wild-pictures.js';

interface Row {
  readonly what: string;
  readonly make: () => Promise<Buffer> | Buffer;
  /** Its structure is whole, so that whoever reads only the texts in it finds nothing wrong. */
  readonly isWhole?: boolean;
}

const png = (): Promise<Buffer> => halves().png().toBuffer();
const jpeg = (): Promise<Buffer> => halves().jpeg().toBuffer();
const webp = (): Promise<Buffer> => halves().webp().toBuffer();

/** A byte in the middle turned round. */
function damaged(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

const NO_PICTURES: readonly Row[] = [
  { what: 'words', make: () => Buffer.from('this is no picture at all') },
  { what: 'noise', make: () => Buffer.concat([Buffer.from([1, 2, 3, 4]), randomBytes(5000)]) },
  { what: 'a web page', make: () => HTML },
  { what: 'an SVG that asks for other files', make: () => SVG },
  { what: 'a GIF that is a program', make: () => GIF_PROGRAM },
  { what: 'a HEIC', make: () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1') },
  { what: 'a bitmap', make: () => Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]) },
  { what: 'a PDF', make: () => PDF },
  { what: 'a PDF with a JPEG behind it', make: async () => Buffer.concat([PDF, await jpeg()]) },
  { what: 'a ZIP', make: () => ZIP },
  { what: 'a ZIP with a PNG behind it', make: async () => Buffer.concat([ZIP, await png()]) },
  { what: 'a RIFF that is a sound', make: () => Buffer.from('RIFF\x24\0\0\0WAVEfmt \0\0\0\0', 'latin1') },
];

const BROKEN: readonly Row[] = [
  { what: 'nothing but the mark of a PNG', make: async () => (await png()).subarray(0, 8) },
  { what: 'nothing but the mark of a JPEG', make: async () => (await jpeg()).subarray(0, 3) },
  { what: 'nothing but the mark of a WebP', make: async () => (await webp()).subarray(0, 12) },
  { what: 'half a PNG', make: async () => (await png()).subarray(0, -30) },
  { what: 'half a JPEG', make: async () => (await jpeg()).subarray(0, -100) },
  { what: 'half a WebP', make: async () => (await webp()).subarray(0, -20) },
  { what: 'a PNG without its end', make: async () => (await png()).subarray(0, -12) },
  { what: 'a PNG with a damaged header', make: async () => damaged(await png(), 18) },
  { what: 'a PNG with damaged pixels', make: async () => damaged(await png(), 60) },
  { what: 'a PNG with no pixels', make: () => pngOf(64, 64, Buffer.alloc(0)), isWhole: true },
  { what: 'a PNG whose pixels are noise', make: () => pngOf(64, 64, Buffer.alloc(600, 7)), isWhole: true },
  {
    what: 'a PNG with half of its pixels',
    make: () => pngOf(64, 64, deflateSync(Buffer.alloc(900))),
    isWhole: true,
  },
  { what: 'a PNG of no width', make: () => pngOf(0, 64, zeroes(1)), isWhole: true },
  { what: 'a PNG of no height', make: () => pngOf(64, 0, zeroes(1)), isWhole: true },
  {
    what: 'a PNG of a colour type there is not',
    make: () => pngOf(64, 64, zeroes(1), { colours: 5 }),
    isWhole: true,
  },
  {
    what: 'a PNG of a depth there is not',
    make: () => pngOf(64, 64, zeroes(1), { depth: 7 }),
    isWhole: true,
  },
];

const BOMBS: readonly Row[] = [
  { what: 'a PNG of 50,000 by 50,000', make: () => pngOf(50_000, 50_000, zeroes(1)), isWhole: true },
  { what: 'a PNG of 2 to the 31 by 1', make: () => pngOf(0x7fff_ffff, 1, zeroes(1)), isWhole: true },
  {
    what: 'a PNG of 2 to the 32, less one, squared',
    make: () => pngOf(0xffff_ffff, 0xffff_ffff, zeroes(1)),
    isWhole: true,
  },
  {
    what: 'a PNG of 2 to the 33 pixels of one bit',
    make: () => pngOf(92_682, 92_682, zeroes(8), { depth: 1 }),
    isWhole: true,
  },
  {
    what: 'a JPEG that says 65,500 by 65,500',
    make: async () => {
      const bytes = await jpeg();
      const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
      bytes.writeUInt16BE(65_500, frame + 5);
      bytes.writeUInt16BE(65_500, frame + 7);
      return bytes;
    },
    isWhole: true,
  },
];

describe('a picture that is none, or is broken, or unfolds too far', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterAll(() => bench.close());

  beforeEach(() => bench.mark());

  const rows = [...NO_PICTURES, ...BROKEN, ...BOMBS].flatMap((row) =>
    PICTURE_DOORS.map((door) => ({ ...row, ...door })),
  );

  it.each(rows)('is refused as $field of $path in $as: $what', async (row) => {
    const told = await bench.send(row.path, row.call((await row.make()).toString('base64')));
    if (row.readsTextOnly && row.isWhole === true) {
      expect(told.status).not.toBe(500);
    } else {
      expectRefusal(bench, row.dialect, told, { status: [400, 422], fields: [row.field] });
    }
    expect(told.text).not.toContain('passwd');
  });

  it.each(PICTURE_DOORS)(
    'may hold texts in $field of $path in $as that unfold to gigabytes: they are left packed',
    async (door) => {
      const bomb = withChunks(await png(), ...textBombs(512));
      const before = process.memoryUsage().rss;
      const told = await bench.send(door.path, door.call(bomb.toString('base64')));
      expectNoFailure(bench, door.dialect, { ...told, status: told.status === 501 ? 422 : told.status });
      expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 * 1024);
    },
  );

  const texts: readonly { readonly what: string; readonly text: string }[] = [
    { what: 'blanks', text: '   ' },
    { what: 'words', text: 'a fox in the snow!' },
    { what: 'base64 with a star in it', text: `${'QUJD'.repeat(40)}*${'QUJD'.repeat(40)}` },
    { what: 'a character of base64 too few', text: 'QUJDQ' },
    { what: 'a data address with nothing in it', text: 'data:image/png;base64,' },
    { what: 'a data address that is not base64', text: 'data:image/svg+xml;utf8,<svg/>' },
    { what: 'a data address without a comma', text: 'data:image/png;base64' },
    {
      what: 'a data address with a head of a megabyte',
      text: `data:image/${'x'.repeat(1_000_000)};base64,QUJD`,
    },
    { what: 'a NUL', text: '\0' },
    { what: 'half an emoji', text: '\ud83d' },
    { what: 'a local path', text: '/etc/passwd' },
    { what: 'a path on Windows', text: 'C:\\Windows\\win.ini' },
    { what: 'megabytes of base64 that are no picture', text: 'QUJD'.repeat(2_000_000) },
  ];

  it.each(texts.flatMap((row) => JSON_DOORS.map((door) => ({ ...row, ...door }))))(
    'is refused as $field of $path when it is a text: $what',
    async (row) => {
      const told = await bench.send(row.path, row.call(row.text));
      if (row.path.endsWith('png-info') && row.text.trim() === '') {
        expect(told.status).toBe(200);
      } else {
        expectRefusal(bench, row.dialect, told, { status: [400, 413, 422], fields: [row.field] });
      }
    },
  );
});
