import { readSection } from './env-section.js';
import { OperatorAddress, serviceAddress, withoutCredentials } from './operator-address.js';

class Servers {
  @OperatorAddress()
  PLAIN_URL: string = 'http://127.0.0.1:1';

  @OperatorAddress({ version: 'v1', hint: ' (those belong in CREDENTIALS)' })
  VERSIONED_URL: string = 'http://127.0.0.1:1/v1';
}

describe('the address of a server as operators type it', () => {
  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/v1'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/v1'],
    ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
    ['http://127.0.0.1:8080/v1//', 'http://127.0.0.1:8080/v1'],
    ['http://127.0.0.1:8080/v1/images/generations', 'http://127.0.0.1:8080/v1'],
    ['http://127.0.0.1:8080/v1/chat/completions/', 'http://127.0.0.1:8080/v1'],
    ['https://host/openai/v1beta/openai', 'https://host/openai/v1beta/openai'],
    ['https://host/api/v3', 'https://host/api/v3'],
    ['http://[::1]:8080', 'http://[::1]:8080/v1'],
    ['http://my_server:8080', 'http://my_server:8080/v1'],
  ])('reads %s as %s', (typed, address) => {
    expect(readSection(Servers, { VERSIONED_URL: typed }).VERSIONED_URL).toBe(address);
    expect(serviceAddress(typed)).toBe(address);
  });

  it.each([
    ['http://127.0.0.1:7860/', 'http://127.0.0.1:7860'],
    ['http://127.0.0.1:7860/sdapi/v1/', 'http://127.0.0.1:7860'],
    ['http://127.0.0.1:7860/sdapi/v1/txt2img', 'http://127.0.0.1:7860'],
    ['https://host/below/a/path/', 'https://host/below/a/path'],
  ])('adds no version to %s where the server has none', (typed, address) => {
    expect(readSection(Servers, { PLAIN_URL: typed }).PLAIN_URL).toBe(address);
  });

  it.each(['127.0.0.1:7860', 'http://::1:7860', 'ftp://host', 'http://', 'http://host/?key=1'])(
    'refuses %s and says what is allowed',
    (typed) => {
      expect(() => readSection(Servers, { PLAIN_URL: typed })).toThrow(
        /PLAIN_URL.*an http\(s\) address without user and password; IPv6 in brackets/s,
      );
    },
  );

  it.each([
    'http://joe:hunter2@127.0.0.1:7860',
    'http://joe:hunter2@127.0.0.1:7860/x@y',
    'http://hunter2@host',
  ])('refuses %s without printing the password', (typed) => {
    const read = (): unknown => readSection(Servers, { VERSIONED_URL: typed });
    expect(read).toThrow(/those belong in CREDENTIALS/);
    expect(read).not.toThrow(/hunter2/);
  });

  it('blanks credentials out of any text', () => {
    expect(withoutCredentials('found "postgres://joe:hunter2@db/x" and http://host/a@b')).toBe(
      'found "postgres://***@db/x" and http://host/a@b',
    );
  });
});
