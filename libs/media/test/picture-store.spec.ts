import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { PictureStore, StoredFile } from '../src/index.js';
import { stores, type TestPlace } from './stores.js';

const bytes = Buffer.from(Array.from({ length: 500_001 }, (_, index) => (index * 31) % 256));
const picture = { format: 'webp' as const, bytes };
const hash = hashOf(bytes);
const absent = hashOf(Buffer.from('never kept'));

/** As the disk says it, and as a bucket does. */
const GONE = /ENOENT|answered 404/;

describe.each(stores)('pictures on $name', ({ name, create }) => {
  let place: TestPlace;
  let store: PictureStore;

  beforeEach(async () => {
    place = await create();
    store = place.open();
  });

  afterEach(() => place.drop());

  it('are kept under their content', async () => {
    expect(await store.keep(picture)).toEqual({ hash, byteLength: bytes.length });
    const later = place.open();
    expect(await later.has(hash, 'webp')).toBe(true);
    expect((await later.read(hash, 'webp')).equals(bytes)).toBe(true);
    expect((await buffer(later.open(hash, 'webp'))).equals(bytes)).toBe(true);
  });

  it('are there for whoever just kept them, again and again', async () => {
    await store.keep(picture);
    expect(await store.has(hash, 'webp')).toBe(true);
    expect((await store.read(hash, 'webp')).equals(bytes)).toBe(true);
    for (const reading of [store.open(hash, 'webp'), store.open(hash, 'webp')]) {
      expect((await buffer(reading)).equals(bytes)).toBe(true);
    }
  });

  it('may come in pieces', async () => {
    const pieces = [bytes.subarray(0, 1), Buffer.alloc(0), bytes.subarray(1, 70_000), bytes.subarray(70_000)];
    expect(await store.keep({ format: 'webp', pieces })).toEqual({ hash, byteLength: bytes.length });
    expect((await place.open().read(hash, 'webp')).equals(bytes)).toBe(true);
  });

  it('may be of any length', async () => {
    for (const length of [0, 1, 65_536, 65_537]) {
      const content = bytes.subarray(0, length);
      const kept = await store.keep({ format: 'png', bytes: content });
      expect(kept).toEqual({ hash: hashOf(content), byteLength: length });
      expect((await place.open().read(kept.hash, 'png')).equals(content)).toBe(true);
    }
  });

  it('are read in parts', async () => {
    await store.keep(picture);
    for (const [start, end] of [
      [0, 0],
      [1, 200_000],
      [bytes.length - 1, bytes.length - 1],
    ] as const) {
      for (const one of [store, place.open()]) {
        const part = await buffer(one.open(hash, 'webp', { start, end }));
        expect(part.equals(bytes.subarray(start, end + 1))).toBe(true);
      }
    }
  });

  it('are another file in another format', async () => {
    await store.keep(picture);
    expect(await store.has(hash, 'png')).toBe(false);
    await store.keep({ format: 'png', bytes });
    await store.remove(hash, 'webp');
    expect([await store.has(hash, 'png'), await store.has(hash, 'webp')]).toEqual([true, false]);
  });

  it('are kept once, also when many keep them at once', async () => {
    const kept = await Promise.all(Array.from({ length: 8 }, () => store.keep(picture)));
    expect(new Set(kept.map((one) => one.hash))).toEqual(new Set([hash]));
    await place.open().keep(picture);
    expect(await listed(store)).toHaveLength(1);
    expect((await place.open().read(hash, 'webp')).equals(bytes)).toBe(true);
  });

  it('count as kept now when they are kept again', async () => {
    await store.keep(picture);
    const first = await store.find(hash, 'webp');
    // A bucket knows whole seconds only.
    await secondAfter(first?.keptAt ?? 0);
    await store.keep(picture);
    const second = await store.find(hash, 'webp');
    expect(second?.keptAt).toBeGreaterThan(first?.keptAt ?? 0);
    expect((await place.open().read(hash, 'webp')).equals(bytes)).toBe(true);
  });

  it('are found with their facts, and not where they are not', async () => {
    const before = Date.now();
    await store.keep(picture);
    const found = await store.find(hash, 'webp');
    expect(found).toEqual({ hash, format: 'webp', byteLength: bytes.length, keptAt: expect.any(Number) });
    expect(Math.abs((found?.keptAt ?? 0) - before)).toBeLessThan(60_000);
    expect(await store.find(absent, 'webp')).toBeNull();
  });

  it('are listed with their facts, every one', async () => {
    expect(await listed(store)).toEqual([]);
    const contents = Array.from({ length: 12 }, (_, index) => Buffer.alloc(index + 1, index));
    const formats = ['png', 'jpeg', 'webp'] as const;
    const kept = await Promise.all(
      contents.map(async (content, index) => {
        const format = formats[index % 3] ?? 'png';
        return { ...(await store.keep({ format, bytes: content })), format, keptAt: expect.any(Number) };
      }),
    );
    const all = await listed(place.open());
    expect(all).toHaveLength(12);
    expect(all).toEqual(expect.arrayContaining(kept));
    expect(await Promise.all(all.map((one) => store.find(one.hash, one.format)))).toEqual(all);
  });

  it('are removed once, and for good', async () => {
    await store.keep(picture);
    await store.remove(hash, 'webp');
    await store.remove(hash, 'webp');
    expect(await store.has(hash, 'webp')).toBe(false);
    expect(await listed(store)).toEqual([]);
    await store.keep(picture);
    expect(await place.open().has(hash, 'webp')).toBe(true);
  });

  it('fail whoever reads them when they are gone', async () => {
    await store.keep(picture);
    await place.open().remove(hash, 'webp');
    const later = place.open();
    expect(await later.has(hash, 'webp')).toBe(false);
    await expect(later.read(hash, 'webp')).rejects.toThrow(GONE);
    await expect(buffer(later.open(hash, 'webp'))).rejects.toThrow(GONE);
    await expect(buffer(later.open(hash, 'webp', { start: 0, end: 1 }))).rejects.toThrow(GONE);
  });

  it('are fetched by clients themselves from a store that allows it', async () => {
    await store.keep(picture);
    expect(await store.link(hash, 'webp')).toBeNull();
    const link = await place.openToClients().link(hash, 'webp');
    const asked = link === null ? null : await fetch(link.address, { headers: { range: 'bytes=1-3' } });
    const got = asked && {
      status: asked.status,
      type: asked.headers.get('content-type'),
      bytes: Buffer.from(await asked.arrayBuffer()),
    };
    expect(got).toEqual(
      name === 'disk' ? null : { status: 206, type: 'image/webp', bytes: bytes.subarray(1, 4) },
    );
  });

  it('may be left in the middle', async () => {
    await store.keep(picture);
    const reading = place.open().open(hash, 'webp');
    await new Promise((resolve) => reading.once('data', resolve));
    const closed = new Promise((resolve) => reading.once('close', resolve));
    reading.destroy();
    await closed;
    expect(reading.readableEnded).toBe(false);
  });

  it('have no other name than a SHA-256', async () => {
    for (const wrong of ['../../../etc/passwd', '', `${hash}/..`, `${hash}\n`, hash.toUpperCase()]) {
      expect(() => store.open(wrong, 'png')).toThrow('SHA-256');
      await expect(store.has(wrong, 'png')).rejects.toThrow('SHA-256');
      await expect(store.find(wrong, 'png')).rejects.toThrow('SHA-256');
      await expect(async () => store.read(wrong, 'png')).rejects.toThrow('SHA-256');
      await expect(async () => store.remove(wrong, 'png')).rejects.toThrow('SHA-256');
    }
  });

  it('leave nothing unfinished that a store would not clear away', async () => {
    await store.keep(picture);
    expect(await store.removeUnfinished(Date.now() + 60_000)).toBe(0);
    expect(await store.has(hash, 'webp')).toBe(true);
  });
});

for (const { create } of stores.filter(({ name }) => name === 's3')) {
  describe('a bucket', () => {
    it('refuses bytes that changed on their way', async () => {
      const place = await create();
      const store = place.open();
      const changing = Buffer.from('as it was when its hash was made');
      const keeping = store.keep({ format: 'png', bytes: changing });
      changing.fill('?');
      await expect(keeping).rejects.toMatchObject({
        kind: 'unavailable',
        cause: { name: 'S3Error', status: 400 },
      });
      expect(await listed(store)).toEqual([]);
      await place.drop();
    });
  });
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function listed(store: PictureStore): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for await (const file of store.list()) {
    files.push(file);
  }
  return files;
}

async function secondAfter(time: number): Promise<void> {
  while (Math.floor(Date.now() / 1000) <= Math.floor(time / 1000)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
