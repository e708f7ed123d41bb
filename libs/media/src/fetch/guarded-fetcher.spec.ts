import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import axios from 'axios';
import { FetchError, type FetchErrorReason } from './fetch-error.js';
import { GuardedFetcher } from './guarded-fetcher.js';
import { PictureError } from '../picture/picture-error.js';

const signal = new AbortController().signal;

describe(GuardedFetcher.name, () => {
  const servers: Server[] = [];

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${portOf(address)}`;
  }

  afterEach(async () => {
    await Promise.all(
      servers.splice(0).map((server) => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
      }),
    );
  });

  function fetcherWith(
    names: Record<string, string[]> = {},
    env: Record<string, string> = {},
  ): GuardedFetcher {
    return new GuardedFetcher(testSettings(modelsWithChain('other'), env), async (host) => {
      const addresses = names[host];
      if (addresses === undefined) {
        throw new Error('ENOTFOUND');
      }
      return addresses;
    });
  }

  async function reasonOf(work: Promise<unknown>): Promise<FetchErrorReason> {
    const outcome: unknown = await work.then(
      (value) => value,
      (error: unknown) => error,
    );
    if (outcome instanceof FetchError) {
      return outcome.reason;
    }
    throw new Error(`expected a FetchError, got ${String(outcome)}`);
  }

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0.0.0.0/',
    'http://017700000001/',
    'http://0x7f.0.0.1/',
    'http://localhost/',
    'http://[::1]/',
    'http://[::7f00:1]/',
    'http://[::ffff:7f00:1]/',
    'http://①②⑦.0.0.1/',
    'http://127。0.0.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fec0::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'https://10.1/',
    'http://100.64.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://private.example/',
    'http://half-private.example/',
    'ftp://public.example/x.png',
    'file:///etc/passwd',
    'http://user:password@public.example/',
    'no address',
  ])('refuses %s', async (address) => {
    const fetcher = fetcherWith({
      localhost: ['127.0.0.1', '::1'],
      'private.example': ['192.168.0.5'],
      'half-private.example': ['93.184.215.14', '127.0.0.1'],
      'public.example': ['93.184.215.14'],
    });
    expect(await reasonOf(fetcher.fetch(address, { signal }))).toBe('refused');
  });

  it('fetches from the origin the operator configured, private or not', async () => {
    const origin = await serve((_request, response) => {
      response.setHeader('content-type', 'image/png');
      response.end('bytes');
    });
    const fetched = await fetcherWith().fetch(`${origin}/x.png`, { signal, trustedOrigin: origin });
    expect([fetched.bytes.toString(), fetched.contentType]).toEqual(['bytes', 'image/png']);
    expect(
      await reasonOf(fetcherWith().fetch(`${origin}/x.png`, { signal, trustedOrigin: 'http://127.0.0.1:1' })),
    ).toBe('refused');
  });

  describe('of a server that names itself otherwise than the operator does', () => {
    async function pictureServer(asked: string[] = []): Promise<string> {
      return serve((request, response) => {
        asked.push(request.url ?? '');
        const isThere = request.url === '/files/x.png?v=1';
        response.writeHead(isThere ? 200 : 404).end(isThere ? 'bytes' : '');
      });
    }

    it.each([
      'http://localhost:PORT',
      'http://[::1]:PORT',
      'http://0.0.0.0:PORT',
      'http://localai:8080',
      'http://10.1.2.3',
      'http://inside.example:81',
    ])('finds the picture of %s at the configured address', async (name) => {
      const origin = await pictureServer();
      const fetcher = fetcherWith({ localhost: ['127.0.0.1'], 'inside.example': ['192.168.0.5'] });
      const address = `${name.replace('PORT', new URL(origin).port)}/files/x.png?v=1`;
      const fetched = await fetcher.fetch(address, { signal, trustedOrigin: origin });
      expect(fetched.bytes.toString()).toBe('bytes');
    });

    it('says what to do where the picture is not there either', async () => {
      const origin = await pictureServer();
      const fetched = fetcherWith().fetch('http://10.1.2.3/other.png', { signal, trustedOrigin: origin });
      await expect(fetched).rejects.toMatchObject({
        reason: 'refused',
        message: `10.1.2.3 is not a public address, or has none, and is not fetched. ${new URL(origin).host}, the address that is configured, answered 404 for the same path: let the server name its pictures by that address.`,
      });
    });

    it('asks nobody but the configured address, and not where another server leads there', async () => {
      const asked: string[] = [];
      const [trusted, inside] = [await pictureServer(asked), await pictureServer(asked)];
      const elsewhere = await serve((_request, response) => {
        response.writeHead(302, { location: `${inside}/files/x.png?v=1` }).end();
      });
      const fetcher = fetcherWith();
      const options = { signal, trustedOrigin: trusted };
      expect(await reasonOf(fetcher.fetch(`${elsewhere}/away`, options))).toBe('refused');
      expect(asked).toEqual(['/away']);
      expect(await reasonOf(fetcher.fetch(`${inside}/files/x.png?v=1`, { signal }))).toBe('refused');
    });
  });

  it('checks every redirect again', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    const origin = await serve((_request, response) => {
      response.writeHead(302, { location: `${inside}/` }).end();
    });
    expect(await reasonOf(fetcherWith().fetch(origin, { signal, trustedOrigin: origin }))).toBe('refused');
  });

  it('follows redirects at the same origin, but not for ever', async () => {
    const origin = await serve((request, response) => {
      const hop = Number(new URL(request.url ?? '', 'http://x').searchParams.get('hop'));
      if (hop === 0) {
        response.end('done');
      } else {
        response.writeHead(302, { location: `/?hop=${hop - 1}` }).end();
      }
    });
    const trusted = { signal, trustedOrigin: origin };
    expect((await fetcherWith().fetch(`${origin}/?hop=5`, trusted)).bytes.toString()).toBe('done');
    expect(await reasonOf(fetcherWith().fetch(`${origin}/?hop=6`, trusted))).toBe('refused');
  });

  it('connects to the address it checked: a name cannot change its mind', async () => {
    const asked: string[] = [];
    const origin = await serve((request, response) => {
      asked.push(request.headers.host ?? '');
      response.end('pinned');
    });
    const { port } = new URL(origin);
    const address = `http://rebinding.example:${port}`;
    let answers = 0;
    const fetcher = new GuardedFetcher(testSettings(modelsWithChain('other')), async () => {
      answers += 1;
      return answers === 1 ? ['127.0.0.1'] : ['203.0.113.9'];
    });
    const fetched = await fetcher.fetch(`${address}/`, { signal, trustedOrigin: address });
    expect([fetched.bytes.toString(), answers, asked]).toEqual(['pinned', 1, [`rebinding.example:${port}`]]);
  });

  it('tries every address that it checked', async () => {
    const origin = await serve((_request, response) => response.end('second'));
    const address = `http://two.example:${new URL(origin).port}`;
    const fetcher = fetcherWith({ 'two.example': ['127.0.0.2', '127.0.0.1'] });
    expect((await fetcher.fetch(address, { signal, trustedOrigin: address })).bytes.toString()).toBe(
      'second',
    );
  });

  it('keeps connections to trusted origins apart from the others', async () => {
    let connections = 0;
    const origin = await serve((_request, response) => response.end('inside'));
    servers.at(-1)?.on('connection', () => {
      connections += 1;
    });
    const get = jest.spyOn(axios, 'get');
    const fetcher = fetcherWith({ 'public.example': ['93.184.215.14'] });
    await fetcher.fetch(origin, { signal, trustedOrigin: origin });
    await fetcher.fetch(origin, { signal, trustedOrigin: `${origin}/path` });
    expect(connections).toBe(1);
    get.mockRejectedValueOnce(new Error('not sent'));
    await fetcher.fetch('https://public.example/', { signal }).catch(() => undefined);
    const [trusted, , guarded] = get.mock.calls.map(([, options]) => options);
    get.mockRestore();
    for (const agent of ['httpAgent', 'httpsAgent'] as const) {
      expect(guarded?.[agent]).toBeDefined();
      expect(guarded?.[agent]).not.toBe(trusted?.[agent]);
    }
  });

  it('goes past no proxy', async () => {
    const proxy = await serve((_request, response) => response.end('through a proxy'));
    const origin = await serve((_request, response) => response.end('direct'));
    const env = jest.replaceProperty(process, 'env', {
      ...process.env,
      http_proxy: proxy,
      HTTP_PROXY: proxy,
      no_proxy: '',
      NO_PROXY: '',
    });
    const fetched = await fetcherWith()
      .fetch(origin, { signal, trustedOrigin: origin })
      .finally(() => env.restore());
    expect(fetched.bytes.toString()).toBe('direct');
  });

  it('takes no credentials and no other protocol from a redirect', async () => {
    for (const location of ['http://user:password@127.0.0.1/', 'file:///etc/passwd', 'data:,x', '//[::1]/']) {
      const origin = await serve((_request, response) => response.writeHead(302, { location }).end());
      expect(await reasonOf(fetcherWith().fetch(origin, { signal, trustedOrigin: origin }))).toBe('refused');
    }
  });

  it('counts what comes and stops at the bound, whatever the header says', async () => {
    const origin = await serve((_request, response) => {
      response.write('x'.repeat(3000));
      response.end('x'.repeat(3000));
    });
    expect(
      await reasonOf(fetcherWith().fetch(origin, { signal, trustedOrigin: origin, maxBytes: 5999 })),
    ).toBe('too_large');
    const whole = await fetcherWith().fetch(origin, { signal, trustedOrigin: origin, maxBytes: 6000 });
    expect(whole.bytes.length).toBe(6000);
  });

  it('counts what is unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(1_000_000));
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    });
    expect(packed.length).toBeLessThan(2000);
    expect(
      await reasonOf(fetcherWith().fetch(origin, { signal, trustedOrigin: origin, maxBytes: 5000 })),
    ).toBe('too_large');
  });

  it('believes a header that says too much, and reads none of it', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '6000' });
      response.flushHeaders();
    });
    expect(
      await reasonOf(fetcherWith().fetch(origin, { signal, trustedOrigin: origin, maxBytes: 5000 })),
    ).toBe('too_large');
  });

  it('says what the server answered, and that a broken connection broke', async () => {
    const missing = await serve((_request, response) => response.writeHead(404).end());
    expect(await reasonOf(fetcherWith().fetch(missing, { signal, trustedOrigin: missing }))).toBe('gone');
    const broken = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setImmediate(() => response.destroy());
    });
    expect(await reasonOf(fetcherWith().fetch(broken, { signal, trustedOrigin: broken }))).toBe('failed');
    expect(await reasonOf(fetcherWith().fetch('http://nowhere.example/', { signal }))).toBe('failed');
  });

  it('obeys the signal', async () => {
    const controller = new AbortController();
    const origin = await serve(() => controller.abort(new Error('stopped')));
    await expect(
      fetcherWith().fetch(origin, { signal: controller.signal, trustedOrigin: origin }),
    ).rejects.toThrow('stopped');
  });

  it('obeys the signal in the middle of a body', async () => {
    const controller = new AbortController();
    const origin = await serve((_request, response) => {
      response.write('half', () => setImmediate(() => controller.abort(new Error('stopped'))));
    });
    await expect(
      fetcherWith().fetch(origin, { signal: controller.signal, trustedOrigin: origin }),
    ).rejects.toThrow('stopped');
  });

  it('obeys the signal while a name is looked up', async () => {
    const controller = new AbortController();
    const fetcher = new GuardedFetcher(testSettings(modelsWithChain('other')), () => {
      setImmediate(() => controller.abort(new Error('stopped')));
      return new Promise(() => undefined);
    });
    await expect(fetcher.fetch('http://slow.example/', { signal: controller.signal })).rejects.toThrow(
      'stopped',
    );
    await expect(fetcher.fetch('http://slow.example/', { signal: controller.signal })).rejects.toThrow(
      'stopped',
    );
  });

  it('gives up on a server that never comes to an end', async () => {
    const origin = await serve((_request, response) => {
      response.write('half');
    });
    const fetcher = fetcherWith({}, { FETCH_TIMEOUT_SECONDS: '1' });
    expect(await reasonOf(fetcher.fetch(origin, { signal, trustedOrigin: origin }))).toBe('timeout');
  });

  it('decodes data addresses', async () => {
    const fetched = await fetcherWith().fetch('data:image/png;base64,YWJj', { signal });
    expect([fetched.bytes.toString(), fetched.contentType]).toEqual(['abc', 'image/png']);
    await expect(fetcherWith().fetch('data:text/plain,a b!', { signal })).rejects.toThrow(PictureError);
    const large = `DATA:image/png;base64,${'AAAA'.repeat(1000)}`;
    expect(await reasonOf(fetcherWith().fetch(large, { signal, maxBytes: 2000 }))).toBe('too_large');
    expect((await fetcherWith().fetch(large, { signal, maxBytes: 3000 })).bytes.length).toBe(3000);
  });
});

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') {
    throw new Error('the server listens on no port');
  }
  return address.port;
}
