import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type Settings, SettingsError } from '@fusionbridge/settings';
import ipaddr from 'ipaddr.js';
import { ServerEnv } from './server.env.js';

/** HOST as it can be listened on: without the brackets that an IPv6 address has in a URL. */
export function listenHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

/** As it stands in a URL. */
export function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * A bridge that everybody can reach spends its owner's credits for everybody.
 * @throws SettingsError where HOST is more than loopback and there are no keys, or where it is a name that nobody knows
 */
export async function refuseOpenHost(settings: Settings): Promise<void> {
  const { HOST, API_KEYS, ALLOW_OPEN_HOST } = settings.section(ServerEnv);
  if (API_KEYS.length > 0 || ALLOW_OPEN_HOST) {
    return;
  }
  const addresses = await addressesOf(listenHost(HOST));
  if (addresses.length === 0) {
    throw refused(settings, 'an address of this machine, or a name that it knows');
  }
  if (!addresses.every(isLoopback)) {
    throw refused(
      settings,
      '127.0.0.1 as long as API_KEYS is empty; set API_KEYS to listen on other addresses',
    );
  }
}

/** None where nobody knows the name. */
async function addressesOf(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) {
    return [host];
  }
  const found = await lookup(host, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}

function isLoopback(address: string): boolean {
  return ipaddr.process(address).range() === 'loopback';
}

function refused(settings: Settings, allowed: string): SettingsError {
  return new SettingsError([
    {
      file: 'environment or .env',
      key: settings.variableName(ServerEnv, 'HOST'),
      found: JSON.stringify(settings.section(ServerEnv).HOST),
      allowed,
    },
  ]);
}
