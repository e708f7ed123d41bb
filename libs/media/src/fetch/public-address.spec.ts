import fc from 'fast-check';
import { isPublicAddress } from './public-address.js';

describe(isPublicAddress.name, () => {
  it.each(['8.8.8.8', '93.184.215.14', '2606:4700::1111', '2a00:1450:4001:81b::200e'])(
    'takes %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['unspecified', '0.0.0.0', '0.1.2.3', '::'],
    ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
    ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fc00::1', 'fd12::1'],
    ['link-local', '169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
    ['carrier-grade NAT', '100.64.0.1', '100.127.255.255'],
    ['multicast and broadcast', '224.0.0.1', '255.255.255.255', 'ff02::1'],
    [
      'set aside',
      '192.0.0.8',
      '192.0.2.1',
      '198.18.0.1',
      '203.0.113.1',
      '240.0.0.1',
      '2001:db8::1',
      '3fff::1',
    ],
    ['IPv4 in IPv6', '::ffff:8.8.8.8', '::127.0.0.1', '::7f00:1', '::ffff:0:127.0.0.1'],
    ['NAT64, 6to4, Teredo', '64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001::1'],
    ['outside global unicast', '1::1', '100::1', '100:0:0:1::1', '4000::1', '5f00::1'],
    ['no address', '', 'localhost', '8.8.8.8:80', '[::1]'],
  ])('refuses what is %s', (_kind, ...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });

  it('never takes an IPv4 address because it is written in IPv6', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'),
        (address, prefix) => {
          expect(isPublicAddress(`${prefix}${address}`)).toBe(false);
        },
      ),
    );
  });
});
