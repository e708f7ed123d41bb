import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { Picture } from '@fusionbridge/core';
import fc from 'fast-check';
import { formBody, type FormPart, shownForm } from './form-body.js';

const JPEG: Picture = {
  format: 'jpeg',
  width: 2,
  height: 3,
  bytes: Buffer.from([0xff, 0xd8, 0, 13, 10, 45, 45]),
};

async function parsed(parts: readonly FormPart[]): Promise<FormData> {
  const body = formBody(parts);
  const opened = body.open();
  const bytes = opened instanceof Readable ? await buffer(opened) : opened;
  expect(bytes.byteLength).toBe(body.byteLength);
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': body.contentType } }).formData();
}

describe(formBody, () => {
  it('carries any text in a field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (value) => {
        expect((await parsed([{ name: 'prompt', value }])).get('prompt')).toBe(value);
      }),
      { numRuns: 50 },
    );
  });

  it('carries pictures as bytes, several under one name, each with a name and type of its own', async () => {
    const form = await parsed([
      { name: 'image[]', picture: JPEG },
      { name: 'image[]', picture: { ...JPEG, format: 'png' } },
    ]);
    const files = form.getAll('image[]').flatMap((one) => (typeof one === 'string' ? [] : [one]));
    expect(files.map(({ name, type }) => [name, type])).toEqual([
      ['image.jpg', 'image/jpeg'],
      ['image.png', 'image/png'],
    ]);
    expect(Buffer.from((await files[0]?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(JPEG.bytes);
  });
});

describe(shownForm, () => {
  it('names pictures by their size and makes lists of repeated names', () => {
    expect(
      shownForm([
        { name: 'n', value: '1' },
        { name: 'image', picture: JPEG },
        { name: 'image', picture: JPEG },
      ]),
    ).toEqual({ n: '1', image: ['<jpeg 2x3>', '<jpeg 2x3>'] });
  });
});
