import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';
import { sendFile } from './send-file.js';
import { wholeOf } from './whole-of.js';

describe(sendFile.name, () => {
  let server: Server;
  let url: string;
  let onDisk = Buffer.alloc(0);

  beforeAll(async () => {
    const app = express();
    app.get('/', async (request, response) => {
      const open = (): Readable => Readable.from([onDisk], { objectMode: false });
      await sendFile({ format: 'png', etag: '"a"', byteLength: 1000, open }, request, response);
    });
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('sends a file that is as long as it should be', async () => {
    onDisk = Buffer.alloc(1000, 7);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(onDisk)).toBe(true);
  });

  it.each([0, 1, 999, 1001])('cuts the connection where %d of 1,000 bytes are left of it', async (length) => {
    onDisk = Buffer.alloc(length);
    await expect(fetch(url).then((response) => response.arrayBuffer())).rejects.toThrow(/terminated|failed/);
  });
});

describe(wholeOf.name, () => {
  it('closes its source when its reader goes', async () => {
    const source = Readable.from([Buffer.alloc(10), Buffer.alloc(10)], { objectMode: false });
    const whole = wholeOf(source, 20);
    for await (const piece of whole) {
      expect(piece).toHaveLength(10);
      break;
    }
    expect(source.destroyed).toBe(true);
  });
});
