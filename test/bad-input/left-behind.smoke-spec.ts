import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuiltGateway } from '../built-gateway.js';
import { toldBy } from './bench.js';
import { namedFields } from './dialects.js';
import { RawForm } from './wild-forms.js';

const MEBIBYTE = 1024 * 1024;
/** Senders at once. */
const SENDERS = 40;
/** The bridge itself takes a hundred; forms are held in memory once. */
const MOST_MEMORY = 700 * MEBIBYTE;

describe('the built bridge, sent uploads that come to nothing', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'fusionbridge-left-'));
  const data = mkdtempSync(join(tmpdir(), 'fusionbridge-left-'));
  let gateway: BuiltGateway;
  let url: string;

  beforeAll(async () => {
    gateway = await BuiltGateway.spawn({ TMPDIR: temporary, DATA_PATH: data });
    url = await gateway.address();
  }, 60_000);

  afterAll(() => gateway.stop());

  async function opened(head: readonly string[]): Promise<Socket> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(`${head.join('\r\n')}\r\nhost: bridge\r\n\r\n`);
    return socket;
  }

  function form(bytes: number): Uint8Array<ArrayBuffer> {
    return new RawForm().text('prompt', 'a fox').file('image', Buffer.alloc(bytes, 1)).bytes();
  }

  it('holds no more of files of 60 MB than they are, and refuses what is none', async () => {
    const told = await fetch(`${url}/v1/images/edits`, {
      method: 'POST',
      headers: { 'content-type': new RawForm().type },
      body: form(60 * MEBIBYTE),
    });
    expect(told.status).toBe(400);
    expect(namedFields('openai', toldBy(told.status, await told.text()).body)).toEqual(['image']);
    const larger = await fetch(`${url}/v1/images/edits`, {
      method: 'POST',
      headers: { 'content-type': new RawForm().type },
      body: form(70 * MEBIBYTE),
    });
    expect(larger.status).toBe(413);
  }, 60_000);

  it('lets go of clients that leave in the middle', async () => {
    const bytes = form(MEBIBYTE);
    const head = [
      'POST /v1/images/edits HTTP/1.1',
      `content-type: ${new RawForm().type}`,
      `content-length: ${bytes.length}`,
    ];
    const sockets = await Promise.all(Array.from({ length: SENDERS }, () => opened(head)));
    await Promise.all(
      sockets.map(async (socket) => {
        await new Promise((resolve) => socket.write(bytes.subarray(0, MEBIBYTE / 2), resolve));
        socket.destroy();
      }),
    );
  }, 60_000);

  it('answers others while many send a byte now and then, and refuses a stranger to HTTP', async () => {
    const heads = ['/v1/images/generations', '/v1/images/edits', '/sdapi/v1/img2img'].map((path) => [
      `POST ${path} HTTP/1.1`,
      `content-type: ${path.endsWith('edits') ? new RawForm().type : 'application/json'}`,
      'content-length: 100000000',
    ]);
    const slow = await Promise.all(
      Array.from({ length: SENDERS }, (_, at) => opened(heads[at % heads.length] ?? [])),
    );
    slow.forEach((socket) => socket.on('error', () => undefined).write('{'));
    const quick = await fetch(`${url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ model: 'sandbox', prompt: 'a fox', size: '64x64', n: 0 }),
    });
    expect(quick.status).toBe(400);
    slow.forEach((socket) => socket.destroy());
    const stranger = await opened(['SSH-2.0-OpenSSH']);
    const [answer] = await once(stranger, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400/);
    stranger.destroy();
  }, 60_000);

  it('refuses heads that are too long, and bodies that are chunked wrongly', async () => {
    for (const head of [
      ['POST /v1/images/edits HTTP/1.1', `x: ${'y'.repeat(100_000)}`],
      ['POST /v1/images/edits HTTP/1.1', 'transfer-encoding: chunked', 'content-length: 5'],
      ['POST /v1/images/edits HTTP/1.1', 'content-length: -1'],
      ['POST /v1/images/edits HTTP/1.1', 'content-length: 1', 'content-length: 2'],
    ]) {
      const socket = await opened(head);
      const [answer] = await once(
        socket.on('error', () => undefined),
        'data',
      );
      expect(String(answer)).toMatch(/^HTTP\/1\.1 4\d\d/);
      socket.destroy();
    }
  }, 60_000);

  it('is as well as before, has kept nothing, and was never large', async () => {
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const kept = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(png|jpe?g|webp|part|tmp)$/.test(name),
    );
    expect([kept, readdirSync(temporary)]).toEqual([[], []]);
    expect(gateway.mostMemory()).toBeLessThan(MOST_MEMORY);
  });
});
