import { isIP } from 'node:net';
import { list, type SettingKind } from '@fusionbridge/settings';

const NETWORKS: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** Proxies as Express's `trust proxy` takes them. */
export const TRUSTED_PROXIES: SettingKind = list({
  allowed: `addresses or networks such as 10.0.0.0/8, or ${NETWORKS.join(', ')}`,
  accepts: (value) => typeof value === 'string' && isProxy(value),
});

function isProxy(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  const isNetwork =
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  return NETWORKS.includes(text) || (family !== 0 && isNetwork && more.length === 0);
}
