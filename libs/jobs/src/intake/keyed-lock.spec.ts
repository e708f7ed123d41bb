import { KeyedLock } from './keyed-lock.js';

describe(KeyedLock.name, () => {
  /** Work that notes when it begins and ends, and goes on when it is told. */
  function watched(notes: string[], name: string): { work: () => Promise<string>; goOn: () => void } {
    let goOn: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const work = async (): Promise<string> => {
      notes.push(`${name} begins`);
      await told;
      notes.push(`${name} ends`);
      return name;
    };
    return { work, goOn };
  }

  it('runs work under one key one after the other, in order', async () => {
    const notes: string[] = [];
    const lock = new KeyedLock();
    const [a, b, c] = [watched(notes, 'a'), watched(notes, 'b'), watched(notes, 'c')];
    const results = [lock.run('key', a.work), lock.run('key', b.work), lock.run('key', c.work)];

    c.goOn();
    b.goOn();
    a.goOn();

    expect(await Promise.all(results)).toStrictEqual(['a', 'b', 'c']);
    expect(notes).toStrictEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('runs work under different keys side by side', async () => {
    const notes: string[] = [];
    const lock = new KeyedLock();
    const [a, b] = [watched(notes, 'a'), watched(notes, 'b')];
    const results = [lock.run('one', a.work), lock.run('other', b.work)];

    b.goOn();
    await results[1];
    a.goOn();
    await results[0];

    expect(notes).toStrictEqual(['a begins', 'b begins', 'b ends', 'a ends']);
  });

  it('lets the next one run when the one before breaks', async () => {
    const lock = new KeyedLock();
    const broken = lock.run('key', () => Promise.reject(new Error('broken')));
    const next = lock.run('key', () => Promise.resolve('fine'));

    await expect(broken).rejects.toThrow('broken');
    expect(await next).toBe('fine');
  });
});
