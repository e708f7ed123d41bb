import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { welcome } from './welcome.js';

const MODELS = modelsWithChain('other');
const KEY = 'anna-secret-key';

describe(welcome.name, () => {
  it('says where to go next, with addresses that work', () => {
    const lines = welcome(testSettings(MODELS), '0.0.0.0', 7861);
    expect(lines).toContain('http://127.0.0.1:7861/docs');
    expect(lines).toContain('(AUTOMATIC1111) > http://127.0.0.1:7861\n');
    expect(lines).toMatch(/^ {2}curl -s http:\/\/127\.0\.0\.1:7861\/v1\/images\/generations .* > cat\.png$/m);
    expect(lines).not.toContain('authorization');
  });

  it('asks for a key where one is needed, and shows none', () => {
    const lines = welcome(testSettings(MODELS, { API_KEYS: KEY }), '127.0.0.1', 7861);
    expect(lines).toContain(`-H 'authorization: Bearer YOUR_KEY'`);
    expect(lines).not.toContain(KEY);
  });

  it('writes an IPv6 address as it stands in a URL', () => {
    expect(welcome(testSettings(MODELS), '::1', 7861)).toContain('http://[::1]:7861/docs');
  });

  it('names the file of the settings, or says that there is none', () => {
    expect(welcome(testSettings(MODELS), '127.0.0.1', 7861)).toMatch(/Settings +none/);
  });
});
