import type { PictureJson } from '../../../responses/index.js';

const END = Buffer.from('\n\n');

/** An event in chunks; its pictures are streamed from the disk. */
export async function* sseEvent(name: string, data: PictureJson): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from(`event: ${name}\ndata: `);
  yield* data.pieces();
  yield END;
}
