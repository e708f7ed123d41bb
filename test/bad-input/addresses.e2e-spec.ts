import dns from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FetchOptions, GuardedFetcher } from '@fusionbridge/media';
import { Bench } from './bench.js';
import { expectRefusal } from './dialects.js';
import { JSON_DOORS } from './picture-doors.js';
import { MEADOW } from './routes.js';

const PICTURE = Buffer.from(MEADOW, 'base64');
const MOST_BYTES = 100_000;

/** The bridge's own host and its neighbours, in every notation. */
const PRIVATE: readonly string[] = [
  'http://127.0.0.1',
  'http://127.1',
  'http://2130706433',
  'http://0x7f000001',
  'http://0177.0.0.1',
  'http://0x7f.1',
  'http://[::1]',
  'http://[::ffff:127.0.0.1]',
  'http://[::ffff:7f00:1]',
  'http://0.0.0.0',
  'http://[::]',
  'http://0',
  'http://169.254.169.254',
  'http://[fd00:ec2::254]',
  'http://100.100.100.200',
  'http://10.0.0.1',
  'http://172.16.0.1',
  'http://192.168.0.1',
  'http://100.64.0.1',
  'http://[fd00::1]',
  'http://[fe80::1]',
  'http://224.0.0.1',
  'http://255.255.255.255',
  'http://localhost',
  'http://localhost.',
  'http://LOCALHOST',
  'http://①②⑦.0.0.1',
  'http://private.test',
  'http://both.test',
  'http://metadata.google.internal',
];

/** Nothing that is fetched at all. */
const OTHER: readonly string[] = [
  'https://user:password@pictures.test/fox.png',
  'http://token@pictures.test/',
  'file:///etc/passwd',
  'ftp://pictures.test/fox.png',
  'gopher://pictures.test:70/_x',
  'javascript:alert(1)',
  'blob:http://pictures.test/1',
  'http://',
  'http:///fox.png',
  'http://pictures.test:99999/',
  'http://[::1',
  'http://pictures.test\\@127.0.0.1/',
  'http://unknown.test/unknown.png',
  `http://${'a'.repeat(300)}.test/`,
  'data:text/html;base64,PGh0bWw+',
  `data:image/png;base64,${'QUJD'.repeat(60_000)}`,
];

/** What the names of this test stand for. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'pictures.test': ['127.0.0.1'],
  'private.test': ['192.168.7.7'],
  'both.test': ['93.184.216.34', '10.1.2.3'],
  'metadata.google.internal': ['169.254.169.254'],
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1', '::1'],
};

/** Answers of a host out there, by path. */
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/redirect-private': (response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
  '/redirect-loopback': (response) => response.writeHead(307, { location: '//127.0.0.1:1/' }).end(),
  '/redirect-file': (response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end(),
  '/redirect-password': (response) =>
    response.writeHead(301, { location: 'http://a:b@pictures.test/' }).end(),
  '/redirect-data': (response) =>
    response.writeHead(301, { location: `data:image/png;base64,${MEADOW}` }).end(),
  '/redirect-nowhere': (response) => response.writeHead(301, { location: 'http://' }).end(),
  '/redirect-loop': (response) => response.writeHead(302, { location: '/redirect-loop' }).end(),
  '/missing': (response) => response.writeHead(404).end('secret-of-the-other-host'),
  '/forbidden': (response) => response.writeHead(403).end('secret-of-the-other-host'),
  '/failure': (response) => response.writeHead(500).end('secret-of-the-other-host'),
  '/empty': (response) => response.end(),
  '/page': (response) => response.end('<!doctype html>secret-of-the-other-host'),
  '/huge': (response) => response.end(Buffer.alloc(MOST_BYTES * 3)),
  '/says-huge': (response) => response.writeHead(200, { 'content-length': '99999999999' }).write('x'),
  '/says-more': (response) => {
    response
      .writeHead(200, { 'content-length': String(PICTURE.length + 50) })
      .write(PICTURE, () => response.destroy());
  },
  '/says-less': (response) => {
    response.socket?.end(
      `HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n${PICTURE.toString('latin1')}`,
      'latin1',
    );
  },
  '/breaks-off': (response) =>
    response.writeHead(200).write(PICTURE.subarray(0, 50), () => response.destroy()),
  '/no-http': (response) => void response.socket?.end('SSH-2.0-OpenSSH\r\n'),
  '/endless': (response) => {
    // In a turn of its own each: 'close' would never come otherwise (Node 24 calls back at once after the client left).
    const more = (): void => {
      if (!response.destroyed) {
        response.write(Buffer.alloc(20_000), () => setImmediate(more));
      }
    };
    response.writeHead(200);
    more();
  },
  '/silent': () => undefined,
};

/** A vendor's picture at an address that is refused is looked for on the vendor's own host: here it is not there. */
function elsewhere(response: ServerResponse): void {
  if (response.req.url === '/fox.png') {
    response.end(PICTURE);
  } else {
    response.writeHead(404).end();
  }
}

describe('an address in the place of a picture', () => {
  let bench: Bench;
  let host: Server;
  let origin: string;
  const lookup = jest.spyOn(dns, 'lookup');

  beforeAll(async () => {
    host = createServer((request, response) => {
      (ANSWERS[request.url ?? ''] ?? elsewhere)(response);
    });
    host.listen(0, '127.0.0.1');
    await once(host, 'listening');
    const address: AddressInfo | string | null = host.address();
    origin = `http://pictures.test:${typeof address === 'object' && address !== null ? address.port : 0}`;
    bench = await Bench.start({ MAX_PICTURE_BYTES: String(MOST_BYTES), FETCH_TIMEOUT_SECONDS: '1' });
    stubNames();
    letOut(bench, origin);
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    host.closeAllConnections();
    host.close();
    await bench.close();
  });

  beforeEach(() => bench.mark());

  function stubNames(): void {
    const stub = async (name: string): Promise<object> => {
      const addresses = NAMES[name];
      if (addresses === undefined) {
        throw new Error('ENOTFOUND');
      }
      return addresses.map((one) => ({ address: one, family: one.includes(':') ? 6 : 4 }));
    };
    lookup.mockImplementation(Object.assign(stub));
  }

  const refused = JSON_DOORS.flatMap((door) =>
    [...PRIVATE.map((start) => `${start}:9/secret.png`), ...OTHER].map((address) => ({
      ...door,
      address,
      shown: address.slice(0, 60),
    })),
  );

  it.each(refused)(
    'is refused as $field of $path: $shown',
    async ({ path, field, dialect, call, address }) => {
      const told = await bench.send(path, call(address));
      expectRefusal(bench, dialect, told, { status: [400, 413, 422], fields: [field] });
      expect(told.text).not.toMatch(/passwd|user:password|token@/);
    },
  );

  const answered = JSON_DOORS.flatMap((door) =>
    Object.keys(ANSWERS).map((answer) => ({ ...door, answer })),
  ).filter(({ answer, path }) => answer !== '/silent' || path.endsWith('edits') || path.endsWith('png-info'));

  it.each(answered)('is refused as $field of $path: a host that answers $answer', async (row) => {
    const told = await bench.send(row.path, row.call(`${origin}${row.answer}`));
    expectRefusal(bench, row.dialect, told, { status: [400, 422], fields: [row.field] });
    expect(told.text).not.toMatch(/secret-of-the-other-host/);
  });

  it.each(JSON_DOORS)('is taken as $field of $path where nothing is wrong', async ({ path, call }) => {
    const told = await bench.send(path, call(`${origin}/fox.png`));
    expect([200, 501]).toContain(told.status);
  });

  it('is looked up once for each hop: a second answer of another kind gains nothing', async () => {
    const before = lookup.mock.calls.length;
    const [door] = JSON_DOORS;
    await bench.send(door?.path ?? '', door?.call(`${origin}/fox.png`) ?? {});
    expect(lookup.mock.calls.length - before).toBe(1);
  });
});

/** One origin stands for the internet: it is on loopback, which no client may reach. */
function letOut(bench: Bench, origin: string): void {
  const fetcher = bench.bridge.app.get(GuardedFetcher, { strict: false });
  const fetch = fetcher.fetch.bind(fetcher);
  jest
    .spyOn(fetcher, 'fetch')
    .mockImplementation((address: string, options: FetchOptions) =>
      fetch(address, { ...options, trustedOrigin: origin }),
    );
}
