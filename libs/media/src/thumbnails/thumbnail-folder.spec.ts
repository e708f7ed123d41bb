import { existsSync, mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { ThumbnailFolder } from './thumbnail-folder.js';

const NAMES = ['a', 'b', 'c', 'd'].map((digit) => `${digit.repeat(64)}-256.webp`);

describe(ThumbnailFolder.name, () => {
  const data = mkdtempSync(join(tmpdir(), 'fusionbridge-thumbnails-'));
  const settings = testSettings(modelsWithChain('other'), { DATA_PATH: data });
  const folder = (bound?: number): ThumbnailFolder => new ThumbnailFolder(settings, bound);

  function kept(): string[] {
    return readdirSync(join(data, 'thumbnails'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes('.'))
      .map((name) => name.slice(3))
      .toSorted();
  }

  it('stays within its bound: what was made first goes first, of former runs as well', async () => {
    const first = folder(25);
    for (const name of NAMES.slice(0, 3)) {
      await first.keep(name, Buffer.alloc(10));
    }
    expect(kept()).toEqual(NAMES.slice(1, 3));
    const [, older = '', newer = ''] = NAMES;
    utimesSync(join(data, 'thumbnails', older.slice(0, 2), older), 2000, 2000);
    utimesSync(join(data, 'thumbnails', newer.slice(0, 2), newer), 1000, 1000);
    await folder(25).keep(NAMES[3] ?? '', Buffer.alloc(10));
    expect(kept()).toEqual([older, NAMES[3]]);
  });

  it('counts a file that is made twice once', async () => {
    const twice = folder(25);
    const [name = '', other = ''] = NAMES;
    await twice.keep(name, Buffer.alloc(10));
    await twice.keep(name, Buffer.alloc(12));
    await twice.keep(other, Buffer.alloc(13));
    expect(kept()).toEqual([name, other]);
    expect(await twice.read(name)).toEqual(Buffer.alloc(12));
  });

  it('clears away what a crash left half written', async () => {
    mkdirSync(join(data, 'thumbnails', 'ee'), { recursive: true });
    const half = join(data, 'thumbnails', 'ee', `${'e'.repeat(64)}-64.png.123.tmp`);
    writeFileSync(half, 'half');
    await folder().keep(NAMES[0] ?? '', Buffer.alloc(1));
    expect(existsSync(half)).toBe(false);
  });

  it('takes no path for a name', async () => {
    await expect(folder().read('../../../etc/passwd')).rejects.toThrow('SHA-256');
    await expect(folder().keep(`${'a'.repeat(64)}-1.webp/..`, Buffer.alloc(1))).rejects.toThrow('SHA-256');
  });
});
