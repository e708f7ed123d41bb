import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { base64Length, base64Stream } from '../base64/base64-stream.js';
import { DiskPictureStore } from './disk-picture-store.js';

const bytes = Buffer.from(Array.from({ length: 500_001 }, (_, index) => (index * 31) % 256));
const picture = { format: 'webp' as const, width: 1, height: 1, bytes };

describe(DiskPictureStore.name, () => {
  const folder = mkdtempSync(join(tmpdir(), 'fusionbridge-pictures-'));
  const store = new DiskPictureStore(testSettings(modelsWithChain('other'), { IMAGE_DATA_PATH: folder }));

  it('keeps a picture under its content, once', async () => {
    const [first, second] = await Promise.all([store.keep(picture), store.keep(picture)]);
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect([first, second]).toEqual(Array.from({ length: 2 }, () => ({ hash, byteLength: bytes.length })));
    expect(readdirSync(folder, { recursive: true })).toEqual([
      hash.slice(0, 2),
      join(hash.slice(0, 2), `${hash}.webp`),
    ]);
    expect((await store.read(hash, 'webp')).equals(bytes)).toBe(true);
  });

  it('streams it as base64 of exactly the length it says', async () => {
    const { hash } = await store.keep(picture);
    const text = await buffer(base64Stream(store.open(hash, 'webp')));
    expect(text.length).toBe(base64Length(bytes.length));
    expect(text.toString('latin1')).toBe(bytes.toString('base64'));
  });

  it('fails the stream when the file is gone', async () => {
    const { hash } = await store.keep({ ...picture, bytes: Buffer.from('short') });
    await store.remove(hash, 'webp');
    expect(await store.has(hash, 'webp')).toBe(false);
    await expect(buffer(base64Stream(store.open(hash, 'webp')))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('takes no path for a name', async () => {
    const hash = createHash('sha256').update('x').digest('hex');
    const wrong = [
      '../../../etc/passwd',
      '',
      `${hash}/..`,
      `${hash}\n`,
      hash.toUpperCase(),
      `..${hash.slice(2)}`,
    ];
    for (const name of wrong) {
      expect(() => store.open(name, 'png')).toThrow('SHA-256');
      expect(() => store.pathOf(name, 'png')).toThrow('SHA-256');
      await expect(store.has(name, 'png')).rejects.toThrow('SHA-256');
    }
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(() => store.pathOf(name, 'png')).toThrow('SHA-256');
      }),
    );
  });

  it('names small and large pictures by their content', async () => {
    for (const length of [0, 1, 65_536, 65_537, 200_000]) {
      const content = bytes.subarray(0, length);
      const { hash } = await store.keep({ ...picture, bytes: content });
      expect(hash).toBe(createHash('sha256').update(content).digest('hex'));
      expect((await store.read(hash, 'webp')).equals(content)).toBe(true);
    }
  });

  it('does not write what is there, and repairs what was cut short', async () => {
    const { hash } = await store.keep(picture);
    const path = store.pathOf(hash, 'webp');
    const { ino } = statSync(path);
    await store.keep(picture);
    expect(statSync(path).ino).toBe(ino);
    truncateSync(path, 100);
    await store.keep(picture);
    expect((await store.read(hash, 'webp')).equals(bytes)).toBe(true);
  });

  it('counts a file that is kept again as young: it is about to be named by somebody', async () => {
    const { hash } = await store.keep(picture);
    utimesSync(store.pathOf(hash, 'webp'), 1000, 1000);
    expect(await store.find(hash, 'webp')).toEqual({
      hash,
      format: 'webp',
      byteLength: bytes.length,
      keptAt: 1_000_000,
    });
    await store.keep(picture);
    expect((await store.find(hash, 'webp'))?.keptAt).toBeGreaterThan(Date.now() - 60_000);
    expect(await store.find('0'.repeat(64), 'webp')).toBeNull();
  });

  it('lists files, and clears away what a crash left half written long ago', async () => {
    const { hash } = await store.keep(picture);
    const path = store.pathOf(hash, 'webp');
    const [old, young] = [`${path}.0a-1.tmp`, `${path}.0a-2.tmp`];
    writeFileSync(old, 'half');
    writeFileSync(young, 'half');
    writeFileSync(join(dirname(path), 'notes.txt'), 'not ours');
    utimesSync(old, 1000, 1000);
    utimesSync(join(dirname(path), 'notes.txt'), 1000, 1000);
    expect(await store.removeUnfinished(Date.now() - 60_000)).toBe(1);
    expect(readdirSync(dirname(path)).toSorted()).toEqual(
      [basename(path), basename(young), 'notes.txt'].toSorted(),
    );
    const listed: string[] = [];
    for await (const file of store.list()) {
      listed.push(file.hash);
    }
    expect(listed).toContain(hash);
    expect(new Set(listed).size).toBe(listed.length);
    rmSync(young);
    rmSync(join(dirname(path), 'notes.txt'));
  });

  it('makes its folders again when somebody cleared them away', async () => {
    const { hash } = await store.keep(picture);
    rmSync(folder, { recursive: true });
    await store.keep(picture);
    expect(await store.has(hash, 'webp')).toBe(true);
  });

  it('leaves nothing half written behind when it cannot keep a picture', async () => {
    const { hash } = await store.keep(picture);
    const path = store.pathOf(hash, 'webp');
    rmSync(path);
    mkdirSync(path);
    await expect(store.keep(picture)).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'Pictures cannot be kept: it is a folder. Nothing is ordered until they can.',
      cause: { code: 'EISDIR' },
    });
    expect(readdirSync(dirname(path))).toEqual([basename(path)]);
    rmSync(path, { recursive: true });
    await store.beforeOrder();
  });

  it('refuses orders from a picture that could not be kept until one can', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    await expect(store.keep(picture)).rejects.toThrow('Pictures cannot be kept');
    await expect(store.beforeOrder()).rejects.toMatchObject({ kind: 'unavailable', retryAfterMs: 10_000 });
    expect(store.problem).toBe('Pictures cannot be kept: a file has the name of the folder.');

    rmSync(folder);

    await store.beforeOrder();
    expect(store.problem).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stops the start where its folder cannot be written, and names it', async () => {
    const blocked = join(folder, 'a-file');
    writeFileSync(blocked, '');
    const start = new DiskPictureStore(testSettings(modelsWithChain('other'), { IMAGE_DATA_PATH: blocked }));

    await expect(start.onModuleInit()).rejects.toThrow(
      `IMAGE_DATA_PATH: found ${blocked}, where no picture can be kept: a file has the name of the folder`,
    );

    rmSync(blocked);
    await store.onModuleInit();
    expect(readdirSync(folder)).toEqual([]);
  });
});
