import { buffer } from 'node:stream/consumers';
import { FreshPictures } from './fresh-pictures.js';

const MEBIBYTE = 1024 * 1024;

describe(FreshPictures.name, () => {
  it('gives a file once, in the order of its pieces', async () => {
    const fresh = new FreshPictures();
    const pieces = [Buffer.from('head'), Buffer.alloc(100_000, 7)];
    fresh.add('a', pieces, 100_004);
    expect(fresh.read('a')).toEqual(Buffer.concat(pieces));
    const stream = fresh.open('a');
    expect([fresh.open('a'), fresh.read('a')]).toEqual([null, null]);
    expect(stream === null ? null : await buffer(stream)).toEqual(Buffer.concat(pieces));
  });

  it('forgets the oldest where there are too many', () => {
    const fresh = new FreshPictures();
    for (const name of ['a', 'b', 'c']) {
      fresh.add(name, [Buffer.alloc(7 * MEBIBYTE)], 7 * MEBIBYTE);
    }
    expect(['a', 'b', 'c'].map((name) => fresh.open(name) !== null)).toEqual([false, true, true]);
  });

  it('counts what a slow client has not read yet, until it goes', async () => {
    const fresh = new FreshPictures();
    fresh.add('slow', [Buffer.alloc(15 * MEBIBYTE)], 15 * MEBIBYTE);
    const reading = fresh.open('slow');
    fresh.add('next', [Buffer.alloc(2 * MEBIBYTE)], 2 * MEBIBYTE);
    expect(fresh.open('next')).toBeNull();
    const closed = new Promise((resolve) => reading?.once('close', resolve));
    reading?.destroy();
    await closed;
    fresh.add('next', [Buffer.alloc(2 * MEBIBYTE)], 2 * MEBIBYTE);
    expect(fresh.open('next')).not.toBeNull();
  });

  it('forgets what it is told to', () => {
    const fresh = new FreshPictures();
    fresh.add('a', [Buffer.from('x')], 1);
    fresh.forget('a');
    expect(fresh.open('a')).toBeNull();
  });
});
