import { buffer } from 'node:stream/consumers';
import { FreshPictures } from './fresh-pictures.js';

const MEBIBYTE = 1024 * 1024;

describe(FreshPictures.name, () => {
  it('gives a file once, in the order of its pieces', async () => {
    const fresh = new FreshPictures();
    const pieces = [Buffer.from('head'), Buffer.alloc(100_000, 7)];
    fresh.add('a', pieces);
    expect(fresh.read('a')).toEqual(Buffer.concat(pieces));
    const stream = fresh.open('a');
    expect([fresh.open('a'), fresh.read('a')]).toEqual([null, null]);
    expect(stream === null ? null : await buffer(stream)).toEqual(Buffer.concat(pieces));
  });

  it('forgets the oldest where there are too many', () => {
    const fresh = new FreshPictures();
    for (const name of ['a', 'b', 'c']) {
      fresh.add(name, [Buffer.alloc(7 * MEBIBYTE)]);
    }
    expect(['a', 'b', 'c'].map((name) => fresh.open(name) !== null)).toEqual([false, true, true]);
  });

  it('counts what a slow client has not read yet, until it goes', async () => {
    const fresh = new FreshPictures();
    fresh.add('slow', [Buffer.alloc(15 * MEBIBYTE)]);
    const reading = fresh.open('slow');
    fresh.add('next', [Buffer.alloc(2 * MEBIBYTE)]);
    expect(fresh.open('next')).toBeNull();
    const closed = new Promise((resolve) => reading?.once('close', resolve));
    reading?.destroy();
    await closed;
    fresh.add('next', [Buffer.alloc(2 * MEBIBYTE)]);
    expect(fresh.open('next')).not.toBeNull();
  });

  it('counts the whole buffers that small pieces of a file hold, each once', () => {
    const fresh = new FreshPictures();
    const large = Buffer.alloc(9 * MEBIBYTE);
    fresh.add('a', [large.subarray(0, 10), large.subarray(10, 20)]);
    expect(fresh.has('a')).toBe(true);
    fresh.add('b', [Buffer.alloc(9 * MEBIBYTE).subarray(0, 10)]);
    expect(['a', 'b'].map((name) => fresh.has(name))).toEqual([false, true]);
  });

  it('lets go of what nobody asked for in time', () => {
    jest.useFakeTimers();
    const fresh = new FreshPictures();
    fresh.add('a', [Buffer.from('x')]);
    jest.advanceTimersByTime(20_000);
    fresh.add('b', [Buffer.from('y')]);
    jest.advanceTimersByTime(10_000);
    expect(['a', 'b'].map((name) => fresh.has(name))).toEqual([false, true]);
    jest.advanceTimersByTime(30_000);
    expect(fresh.has('b')).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('forgets what it is told to', () => {
    const fresh = new FreshPictures();
    fresh.add('a', [Buffer.from('x')]);
    fresh.forget('a');
    expect(fresh.open('a')).toBeNull();
  });
});
