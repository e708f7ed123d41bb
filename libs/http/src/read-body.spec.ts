import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { BodyTooLarge, readBody, readChunks } from './read-body.js';

describe(readBody, () => {
  it('gives every byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 8 }),
        async (pieces) => {
          const chunks = pieces.map((piece) => Buffer.from(piece));
          expect(await readBody(Readable.from(chunks), 1000)).toEqual(Buffer.concat(chunks));
        },
      ),
    );
  });

  it('refuses a body that grows too large, and reads no more of it', async () => {
    const stream = Readable.from([Buffer.from('ab'), Buffer.from('cd')]);
    await expect(readBody(stream, 3)).rejects.toBeInstanceOf(BodyTooLarge);
    expect(stream.destroyed).toBe(true);
  });

  it('tells that the connection broke', async () => {
    const stream = new PassThrough();
    const body = readBody(stream, 100);
    stream.write('half');
    stream.destroy();
    await expect(body).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
  });
});

describe(readChunks, () => {
  it('leaves nothing on the stream, which a kept connection holds on to', async () => {
    const stream = Readable.from([Buffer.from('ab')]);
    const before = stream.eventNames();
    await readChunks(stream, 100, () => undefined);
    expect(stream.eventNames()).toEqual(before);
  });

  it('stops when a chunk is refused', async () => {
    const stream = Readable.from([Buffer.from('ab'), Buffer.from('cd')]);
    const refuse = (): void => {
      throw new Error('no thanks');
    };
    await expect(readChunks(stream, 100, refuse)).rejects.toThrow('no thanks');
    expect(stream.destroyed).toBe(true);
  });
});
