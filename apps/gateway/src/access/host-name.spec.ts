import fc from 'fast-check';
import { hostNameIn, isLoopbackName } from './host-name.js';

const LOCAL = /^(.*\.)?localhost\.?$|^127\.|^0\.0\.0\.0$|^\[::1?\]$/;

describe(hostNameIn.name, () => {
  it.each([
    ['LocalHost:7861', 'localhost'],
    ['localhost.', 'localhost'],
    ['[::1]:80', '::1'],
    ['2130706433', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['my_bridge:1', 'my_bridge'],
  ])('reads %s as %s', (header, name) => {
    expect(hostNameIn(header)).toBe(name);
  });

  it.each(['', ':80', 'a b', 'a/b', 'a@b', 'a?b', 'a#b', '[::1', 'a:b', 'a:99999', '[zz]', 'é.example'])(
    'does not take %j for a name',
    (header) => {
      expect(hostNameIn(header)).toBeNull();
    },
  );

  it('never says loopback of what a browser would look up elsewhere', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('localhost', '127.0.0.1', '[::1]', ''), (wild, local) => {
        const header = `${local}${wild}`;
        const name = hostNameIn(header);
        const isTaken = name !== null && isLoopbackName(name);
        return !isTaken || LOCAL.test(new URL(`http://${header}`).hostname);
      }),
    );
  });
});
