import { DiskPictureStore } from '@fusionbridge/media';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { PictureBase64 } from '../../../responses/index.js';
import { PictureJson } from '../../../responses/picture-json.js';
import { sseEvent } from './sse-event.js';

/** A few of the pieces that base64 is made in may wait together. */
const LARGEST_PIECE = 4 * 65_536;
const bytes = Buffer.from(Array.from({ length: 2_000_003 }, (_, index) => (index * 31) % 256));

describe(sseEvent.name, () => {
  const store = new DiskPictureStore(testSettings(modelsWithChain('other')));

  async function piecesOf(picture: PictureBase64): Promise<Buffer[]> {
    const json = new PictureJson({ type: 'a.b', b64_json: picture }, store);
    await json.check();
    const pieces: Buffer[] = [];
    for await (const piece of sseEvent('a.b', json)) {
      pieces.push(piece);
    }
    return pieces;
  }

  it('is one event of one line, in which a large picture is never one text', async () => {
    const kept = await store.keep({ format: 'png', bytes });
    const pictures = [
      new PictureBase64({ ...kept, format: 'png' }),
      new PictureBase64({ format: 'png', width: 1, height: 1, bytes }),
    ];
    for (const picture of pictures) {
      const pieces = await piecesOf(picture);
      expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(LARGEST_PIECE);
      const [head, data, ...end] = Buffer.concat(pieces).toString().split('\n');
      expect([head, ...end]).toEqual(['event: a.b', '', '']);
      expect(JSON.parse(data?.replace(/^data: /, '') ?? '')).toEqual({
        type: 'a.b',
        b64_json: bytes.toString('base64'),
      });
    }
  });
});
