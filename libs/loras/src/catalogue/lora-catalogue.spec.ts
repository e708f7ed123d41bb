import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Logger } from '@nestjs/common';
import { LoraCatalogue } from './lora-catalogue.js';

describe(LoraCatalogue.name, () => {
  let folder: string;
  let path: string;
  let open: LoraCatalogue[];
  let logs: jest.SpyInstance[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fusionbridge-loras-'));
    path = join(folder, 'mine.json');
    open = [];
    logs = (['log', 'error'] as const).map((level) => jest.spyOn(Logger.prototype, level).mockReturnValue());
  });

  afterEach(() => {
    open.forEach((catalogue) => catalogue.onModuleDestroy());
    logs.forEach((log) => log.mockRestore());
    rmSync(folder, { recursive: true });
  });

  function write(loras: Record<string, object>, more: object = {}): void {
    writeFileSync(path, JSON.stringify({ ...more, loras }));
  }

  async function start(env: Record<string, string> = { LORA_DICT_PATH: path }): Promise<LoraCatalogue> {
    const catalogue = new LoraCatalogue(testSettings(modelsWithChain('other'), env));
    open.push(catalogue);
    await catalogue.onModuleInit();
    return catalogue;
  }

  function ids(catalogue: LoraCatalogue): string[] {
    return catalogue.current.catalogue.loras.map(({ id }) => id);
  }

  function onDisk(): unknown {
    const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return document;
  }

  it('reads the file that the settings name, and finds its LoRAs in texts', async () => {
    write({ elena: { keywords: ['Elena'] } });
    const catalogue = await start();
    expect(catalogue.status).toEqual({ loras: 1, error: null });
    expect(catalogue.current.matcher.match({ prompt: 'elena waves' })).toMatchObject([{ lora: 'elena' }]);
  });

  it('begins empty without a file, but not without one that the settings name', async () => {
    expect(ids(await start({}))).toEqual([]);
    await expect(start()).rejects.toThrow(/mine\.json \(LORA_DICT_PATH\).*no readable file/s);
  });

  it('stops a start with a file that cannot be used, and names each mistake', async () => {
    writeFileSync(path, '{"loras": {');
    await expect(start()).rejects.toThrow('no valid JSON');
    write({ a: { weight: 99 } });
    await expect(start()).rejects.toThrow('loras.a.weight');
  });

  it('must be loaded before it is used', () => {
    const settings = testSettings(modelsWithChain('other'), { LORA_DICT_PATH: path });
    expect(() => new LoraCatalogue(settings).current).toThrow('before it is loaded');
  });

  it('reads a changed file again, and keeps the last good one while the file is broken', async () => {
    write({ a: {} });
    const catalogue = await start();
    write({ a: {}, b: {} });
    await catalogue.reload();
    expect(ids(catalogue)).toEqual(['a', 'b']);
    writeFileSync(path, 'no JSON');
    await catalogue.reload();
    expect(catalogue.status).toEqual({ loras: 2, error: expect.stringContaining('no valid JSON') });
    expect(ids(catalogue)).toEqual(['a', 'b']);
    write({ c: {} });
    await catalogue.reload();
    expect(catalogue.status).toEqual({ loras: 1, error: null });
  });

  it('writes changes to the file, with the fields that it does not read', async () => {
    write({ a: { weight: 1, my_field: 'kept' } }, { config: { default_steps: 20 }, my_notes: 'kept' });
    const catalogue = await start();
    expect(await catalogue.add('b', { weight: 0.5 })).toMatchObject({ id: 'b', weight: 0.5 });
    expect(await catalogue.amend('a', { weight: 2 })).toMatchObject({ id: 'a', weight: 2 });
    expect(await catalogue.replace('b', { weight: 0.7 })).toMatchObject({ id: 'b', weight: 0.7 });
    expect(onDisk()).toEqual({
      config: { default_steps: 20 },
      my_notes: 'kept',
      loras: { a: { weight: 2, my_field: 'kept' }, b: { weight: 0.7 } },
    });
    await catalogue.remove('a');
    expect(await catalogue.exported()).toMatchObject({ loras: { b: { weight: 0.7 } } });
    expect(ids(await start())).toEqual(['b']);
  });

  it('starts each change from the file as it is on disk, also when many come at once', async () => {
    write({});
    const catalogue = await start();
    const names = Array.from({ length: 8 }, (_, index) => `lora-${index}`);
    write({ 'by-hand': {} });
    await Promise.all(names.map((name) => catalogue.add(name, {})));
    expect(ids(catalogue)).toEqual(['by-hand', ...names]);
  });

  it('refuses a change that would break the file, and leaves the file alone', async () => {
    write({ a: { weight: 1 } });
    const catalogue = await start();
    const before = readFileSync(path, 'utf8');
    await expect(catalogue.add('b', { weight: 99 })).rejects.toMatchObject({
      kind: 'invalid_request',
      field: 'loras.b.weight',
    });
    await expect(catalogue.add('a', {})).rejects.toMatchObject({ kind: 'invalid_request', field: 'id' });
    await expect(catalogue.remove('b')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(catalogue.import({ loras: [] }, 'merge')).rejects.toMatchObject({ field: 'loras' });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('imports a document in place of its own, or over it', async () => {
    write({ a: {}, b: {} });
    const catalogue = await start();
    await catalogue.import({ loras: { b: { rank: 1 }, c: {} } }, 'merge');
    expect(ids(catalogue)).toEqual(['a', 'b', 'c']);
    await catalogue.import({ loras: { d: {} } }, 'replace');
    expect(ids(catalogue)).toEqual(['d']);
  });
});
