import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash, randomBytes } from 'node:crypto';
import { BridgeError } from '@fusionbridge/core';
import { HttpException } from '@nestjs/common';
import fc from 'fast-check';
import type { ReadForm } from './form.js';
import { readForm } from './read-form.js';

const NO_HURRY = new AbortController().signal;
const BOUNDS = { most: 3_000_000, mostInFile: 1_000_000 };
const TYPE = { 'content-type': 'multipart/form-data; boundary=b' };

interface Told {
  readonly status: number;
  readonly field: string | null;
  readonly message: string;
}

describe('readForm', () => {
  let server: Server;
  let url: string;
  let form: ReadForm | null;

  beforeAll(async () => {
    server = createServer((request, response) => {
      readForm(request, BOUNDS, NO_HURRY).then(
        (read) => {
          form = read;
          response.end('{}');
        },
        (error: unknown) => {
          response.end(JSON.stringify(toldOf(error)));
        },
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${portOf(server)}/`;
  });

  beforeEach(() => {
    form = null;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function send(body: FormData): Promise<unknown> {
    return (await fetch(url, { method: 'POST', body })).json();
  }

  it('refuses texts that are no UTF-8, and takes a replacement character that was sent as one', async () => {
    const part = '--b\r\ncontent-disposition: form-data; name="prompt"\r\n\r\n';
    const rest = '\r\n--b--\r\n';
    expect(await sendRaw([part, Buffer.from('caf\xe9', 'latin1'), rest])).toMatchObject({
      message: expect.stringContaining('not UTF-8'),
    });
    const [first, second] = [Buffer.from('\uFFFD').subarray(0, 1), Buffer.from('\uFFFD').subarray(1)];
    await sendRaw([`${part}caf`, first, second, rest]);
    expect(form?.texts).toEqual([['prompt', 'caf\uFFFD']]);
  });

  /** Without saying how long it is, one piece after the other. */
  function sendRaw(
    pieces: readonly (string | Buffer)[],
    headers: Record<string, string> = TYPE,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const call = httpRequest(url, { method: 'POST', headers }, (response) => {
        response.setEncoding('utf8').once('data', (text: string) => resolve(JSON.parse(text)));
      });
      call.once('error', reject);
      for (const piece of pieces) {
        call.write(piece);
      }
      call.end();
    });
  }

  function blob(bytes: Uint8Array): Blob {
    return new Blob([new Uint8Array(bytes)]);
  }

  it('keeps files to the byte and in their order, whatever they are called and said to be', async () => {
    const files = [randomBytes(400_000), Buffer.alloc(0), Buffer.from('\r\n--b\r\n--'), randomBytes(70_000)];
    const body = new FormData();
    body.append('prompt', 'a fox — 狐');
    files.forEach((bytes, index) => body.append(index < 3 ? 'image[]' : 'mask', blob(bytes), 'blob'));
    expect(await send(body)).toEqual({});
    expect(form?.texts).toEqual([['prompt', 'a fox — 狐']]);
    expect(form?.files.map(({ field }) => field)).toEqual(['image[]', 'image[]', 'image[]', 'mask']);
    expect(form?.files.map(({ bytes }) => hashOf(bytes))).toEqual(files.map(hashOf));
  });

  it('takes any bytes in any pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 700 }),
        async (files, size) => {
          const body = Buffer.concat([
            ...files.flatMap((bytes) => [
              Buffer.from('--Q7xYz\r\nContent-Disposition: form-data; name="image"\r\n\r\n'),
              Buffer.from(bytes),
              Buffer.from('\r\n'),
            ]),
            Buffer.from('--Q7xYz--\r\n'),
          ]);
          const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
            body.subarray(index * size, (index + 1) * size),
          );
          const told = await sendRaw(pieces, { 'content-type': 'multipart/form-data; boundary=Q7xYz' });
          expect(told).toEqual({});
          expect(form?.files.map(({ bytes }) => [...bytes])).toEqual(files.map((bytes) => [...bytes]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('knows the same form under another boundary, and another form', async () => {
    const digests: string[] = [];
    for (const [boundary, bytes] of [
      ['one', 'abc'],
      ['two', 'abc'],
      ['two', 'abd'],
    ] as const) {
      const part = `--${boundary}\r\ncontent-disposition: form-data; name="image"; filename="x"\r\n\r\n${bytes}\r\n`;
      await sendRaw([`${part}--${boundary}--\r\n`], {
        'content-type': `multipart/form-data; boundary=${boundary}`,
      });
      digests.push((await form?.digest()) ?? '');
    }
    expect(digests[0]).toBe(digests[1]);
    expect(digests[2]).not.toBe(digests[0]);
  });

  it.each<[string, readonly (string | Buffer)[], Record<string, string>]>([
    ['no boundary', ['x'], { 'content-type': 'multipart/form-data' }],
    ['another kind of multipart', ['x'], { 'content-type': 'multipart/mixed; boundary=b' }],
    ['nothing at all', [], TYPE],
    ['no form', ['{"prompt": "a fox"}'], TYPE],
    ['a form without its end', ['--b\r\ncontent-disposition: form-data; name="prompt"\r\n\r\na fo'], TYPE],
    ['a file without its end', ['--b\r\ncontent-disposition: form-data; name="image"\r\n\r\nPNG'], TYPE],
    ['headers without an end', ['--b\r\ncontent-dispos'], TYPE],
    ['a part without a name', ['--b\r\ncontent-disposition: form-data\r\n\r\nx\r\n--b--'], TYPE],
    [
      'a part with a very long name',
      [`--b\r\ncontent-disposition: form-data; name="${'n'.repeat(300)}"\r\n\r\nx\r\n--b--`],
      TYPE,
    ],
  ])('refuses %s', async (_what, pieces, headers) => {
    expect(await sendRaw(pieces, headers)).toMatchObject({ status: 400 });
  });

  it('takes 17 files and refuses the eighteenth', async () => {
    const body = new FormData();
    for (let index = 0; index < 17; index += 1) {
      body.append('image[]', blob(Buffer.from([index])));
    }
    expect(await send(body)).toEqual({});
    expect(form?.files).toHaveLength(17);
    body.append('mask', blob(Buffer.from('x')));
    expect(await send(body)).toMatchObject({ status: 400, field: 'image' });
  });

  it('refuses more fields, longer texts, larger files and larger forms than it takes', async () => {
    const many = new FormData();
    for (let index = 0; index < 201; index += 1) {
      many.append(`field${index}`, 'x');
    }
    const long = new FormData();
    long.append('prompt', 'x'.repeat(300_000));
    const large = new FormData();
    large.append('image', blob(Buffer.alloc(1_000_001)));
    const whole = new FormData();
    for (let index = 0; index < 4; index += 1) {
      whole.append('image[]', blob(Buffer.alloc(900_000)));
    }
    expect(await send(many)).toMatchObject({ status: 400 });
    expect(await send(long)).toMatchObject({ status: 400, field: 'prompt' });
    expect(await send(large)).toMatchObject({
      status: 413,
      message: expect.stringContaining('MAX_PICTURE_BYTES'),
    });
    expect(await send(whole)).toMatchObject({
      status: 413,
      message: expect.stringContaining('MAX_BODY_BYTES'),
    });
    const part = '--b\r\ncontent-disposition: form-data; name="image[]"\r\n\r\n';
    const unsaid = Array.from({ length: 4 }, () => [part, Buffer.alloc(900_000), '\r\n']).flat();
    expect(await sendRaw(unsaid)).toMatchObject({ status: 413 });
  });

  it('lets go of a client that goes away in the middle', async () => {
    const gone = new Promise<unknown>((resolve) => {
      const other = createServer((request) => {
        readForm(request, BOUNDS, NO_HURRY).catch((error: unknown) => {
          other.close();
          resolve(toldOf(error));
        });
      });
      other.listen(0, '127.0.0.1', () => {
        const call = httpRequest({
          port: portOf(other),
          method: 'POST',
          headers: { ...TYPE, 'content-length': '500' },
        });
        call.once('error', () => undefined);
        call.write('--b\r\ncontent-disposition: form-data; name="image"\r\n\r\nPNG', () => call.destroy());
      });
    });
    expect(await gone).toMatchObject({ status: 400 });
  });
});

function toldOf(error: unknown): Told {
  if (error instanceof BridgeError) {
    return { status: 400, field: error.field, message: error.message };
  }
  return error instanceof HttpException
    ? { status: error.getStatus(), field: null, message: error.message }
    : { status: 500, field: null, message: String(error) };
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
