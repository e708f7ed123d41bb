import { Readable } from 'node:stream';

/**
 * Guards a file whose length was announced. A file that was truncated meanwhile would end like a complete one, and the
 * client would wait for the rest until its connection times out.
 * @returns A stream that fails if there are fewer bytes, or more
 */
export function wholeOf(source: Readable, byteLength: number): Readable {
  return Readable.from(counted(source, byteLength), { objectMode: false });
}

async function* counted(source: Readable, byteLength: number): AsyncGenerator<Buffer, void, undefined> {
  let came = 0;
  for await (const piece of source) {
    const bytes: Buffer = piece;
    came += bytes.length;
    if (came > byteLength) {
      break;
    }
    yield bytes;
  }
  if (came !== byteLength) {
    throw new Error(`the file of a picture has not the ${byteLength} bytes it should have`);
  }
}
