import { createServer } from 'node:net';
import { SettingsError } from '@fusionbridge/settings';
import { crashText } from './crash-text.js';

describe(crashText.name, () => {
  it('says which port is taken and what to do, in words only', async () => {
    const first = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => first.once('listening', resolve));
    const address = first.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const second = createServer().listen(port, '127.0.0.1');
    const error: unknown = await new Promise((resolve) => second.once('error', resolve));
    first.close();
    expect(crashText(error)).toBe(
      `port ${port} is in use. Another bridge may run: stop it, or set BRIDGE_PORT.`,
    );
  });

  it('prints the mistakes of the configuration without a stack', () => {
    const error = new SettingsError([{ file: '.env', key: 'HOST', found: '"x"', allowed: 'y' }]);
    expect(crashText(error)).toBe(error.message);
  });

  it('prints what somebody explained without what is behind it, except for its code', () => {
    const cause = Object.assign(new Error('connect to postgres://me:secret@db'), { code: 'ECONNREFUSED' });
    expect(crashText(new Error('Check DATABASE_URL.', { cause }))).toBe('Check DATABASE_URL. (ECONNREFUSED)');
    expect(crashText(new Error('Check DATA_PATH.', { cause: 'something' }))).toBe('Check DATA_PATH.');
    const blank = Object.assign(new Error('ConnectionFailed'), { code: '' });
    expect(crashText(new Error('Check DATA_PATH.', { cause: blank }))).toBe('Check DATA_PATH.');
  });

  it('prints the stack of what is our fault, and anything that was thrown', () => {
    const error = new Error('a bug');
    expect(crashText(error)).toBe(error.stack);
    expect(crashText('text')).toBe('text');
  });
});
