import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { hostInUrl, listenHost, refuseOpenHost } from './listen-host.js';

const MODELS = modelsWithChain('other');

describe(refuseOpenHost.name, () => {
  it.each(['127.0.0.1', '127.0.0.2', '::1', '[::1]', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', 'localhost'])(
    'knows %s for this machine alone',
    async (HOST) => {
      await expect(refuseOpenHost(testSettings(MODELS, { HOST }))).resolves.toBeUndefined();
    },
  );

  it.each(['0.0.0.0', '::', '[::]', '192.168.1.5', '::ffff:10.0.0.1'])(
    'opens %s with keys only',
    async (HOST) => {
      const without = testSettings(MODELS, { HOST });
      await expect(refuseOpenHost(without)).rejects.toThrow('set API_KEYS to listen on other addresses');
      await expect(
        refuseOpenHost(testSettings(MODELS, { HOST, API_KEYS: 'anna-secret-key' })),
      ).resolves.toBeUndefined();
    },
  );

  it('says of a name that nobody knows that it is unknown, not that keys would help', async () => {
    const unknown = testSettings(MODELS, { HOST: 'no-such-name.invalid' });
    await expect(refuseOpenHost(unknown)).rejects.toThrow('a name that it knows');
  });
});

describe('the spelling of an IPv6 address', () => {
  it('has brackets in a URL and none where it is listened on', () => {
    expect([listenHost('[::1]'), listenHost('::1'), listenHost('127.0.0.1')]).toEqual([
      '::1',
      '::1',
      '127.0.0.1',
    ]);
    expect([hostInUrl('::1'), hostInUrl('127.0.0.1')]).toEqual(['[::1]', '127.0.0.1']);
  });
});
