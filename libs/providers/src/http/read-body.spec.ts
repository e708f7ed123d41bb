import { Readable } from 'node:stream';
import fc from 'fast-check';
import { BodyTooLarge, readBody } from './read-body.js';

describe(readBody, () => {
  it('gives every byte, whatever length was announced', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 8 }),
        fc.option(fc.integer({ min: 0, max: 500 })),
        async (pieces, announced) => {
          const chunks = pieces.map((piece) => Buffer.from(piece));
          const body = await readBody(Readable.from(chunks), 1000, announced);
          expect(body).toEqual(Buffer.concat(chunks));
        },
      ),
    );
  });

  it('refuses a body that announces too much before it reads any of it', async () => {
    const stream = Readable.from([Buffer.from('abc')]);
    await expect(readBody(stream, 2, 3)).rejects.toBeInstanceOf(BodyTooLarge);
    expect(stream.destroyed).toBe(true);
  });

  it('refuses a body that grows too large in spite of what it announced', async () => {
    const stream = Readable.from([Buffer.from('ab'), Buffer.from('cd')]);
    await expect(readBody(stream, 3, 2)).rejects.toBeInstanceOf(BodyTooLarge);
  });
});
