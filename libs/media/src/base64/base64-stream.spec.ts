import { PassThrough, Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { base64Length, base64Stream } from './base64-stream.js';

const LARGEST_PIECE = 65_536;

/** As a socket gets them. */
async function piecesOf(stream: Readable): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  const socket = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  await pipeline(stream, socket);
  return pieces;
}

describe(base64Stream.name, () => {
  it('gives the base64 of the whole, wherever the source is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 })), async (chunks) => {
        const whole = Buffer.concat(chunks);
        const source = Readable.from(
          chunks.map((chunk) => Buffer.from(chunk)),
          { objectMode: false },
        );
        const encoded = await buffer(base64Stream(source));
        expect(encoded.toString('latin1')).toBe(whole.toString('base64'));
        expect(encoded.length).toBe(base64Length(whole.length));
      }),
    );
  });

  it('hands a large picture out in pieces', async () => {
    const bytes = Buffer.alloc(500_000, 7);
    const pieces = await piecesOf(base64Stream(Readable.from([bytes], { objectMode: false })));
    expect(Math.max(...pieces.map((piece) => piece.length))).toBe(LARGEST_PIECE);
    expect(Buffer.concat(pieces).toString('latin1')).toBe(bytes.toString('base64'));
  });

  it('reads no further than its reader does', async () => {
    let made = 0;
    const source = new Readable({
      read() {
        made += 1;
        this.push(Buffer.alloc(48_000));
      },
    });
    const encoded = base64Stream(source);
    await new Promise((resolve) => encoded.once('readable', resolve));
    await new Promise(setImmediate);
    expect(made).toBeLessThan(10);
    encoded.destroy();
  });

  it('closes the source when its reader goes away', async () => {
    const source = new PassThrough();
    const closed = new Promise((resolve) => source.once('close', resolve));
    base64Stream(source).destroy();
    await closed;
    expect(source.destroyed).toBe(true);
  });
});
