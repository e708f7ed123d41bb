import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { Picture } from '@fusionbridge/core';
import fc from 'fast-check';
import { EmbeddedPicture, jsonBody, shownJson } from './json-body.js';
import type { RequestBody } from './request-body.js';

function pictureOf(bytes: Uint8Array): Picture {
  return { format: 'png', width: 4, height: 2, bytes: Buffer.from(bytes) };
}

async function written(body: RequestBody): Promise<Buffer> {
  const opened = body.open();
  return opened instanceof Readable ? buffer(opened) : opened;
}

const BYTES = fc.uint8Array({ minLength: 1, maxLength: 100_000 });

describe(jsonBody, () => {
  it('writes what JSON.stringify would, with pictures in base64, and knows its length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.array(BYTES, { maxLength: 3 }), async (rest, pictures) => {
        const value = {
          rest,
          pictures: pictures.map((bytes) => new EmbeddedPicture(pictureOf(bytes))),
          last: rest,
        };
        const plain = {
          rest,
          pictures: pictures.map((bytes) => Buffer.from(bytes).toString('base64')),
          last: rest,
        };
        const body = jsonBody(value);
        const sent = await written(body);
        expect(sent.toString()).toBe(JSON.stringify(plain));
        expect(body.byteLength).toBe(sent.byteLength);
      }),
      { numRuns: 40 },
    );
  });

  it('writes a picture in pieces, so that it is never one string', () => {
    const bytes = Buffer.alloc(200_000, 7);
    const pieces = [...new EmbeddedPicture(pictureOf(bytes)).chunks()];
    expect(pieces.map((piece) => piece.byteLength)).toEqual([65_536, 65_536, 65_536, 65_536, 4524]);
  });

  it('writes data URIs where the vendor wants an address', async () => {
    const bytes = Buffer.alloc(70_000, 7);
    const uri = new EmbeddedPicture(pictureOf(bytes), 'data-uri');
    const body = jsonBody({ image_url: uri, next: [uri] });
    const text = `data:image/png;base64,${bytes.toString('base64')}`;
    const whole = await written(body);
    expect(whole.toString()).toBe(JSON.stringify({ image_url: text, next: [text] }));
    expect(body.byteLength).toBe(whole.byteLength);
  });

  it('can be opened again', async () => {
    const body = jsonBody({ picture: new EmbeddedPicture(pictureOf(Buffer.from('bytes'))) });
    expect(await written(body)).toEqual(await written(body));
  });
});

describe(shownJson, () => {
  it('names pictures by their format and size', () => {
    const picture = new EmbeddedPicture(pictureOf(Buffer.from('bytes')));
    expect(shownJson({ a: [picture, 1], b: { c: picture } })).toEqual({
      a: ['<png 4x2>', 1],
      b: { c: '<png 4x2>' },
    });
  });
});
