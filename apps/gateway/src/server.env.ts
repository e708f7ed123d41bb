import {
  address,
  amount,
  list,
  matching,
  onOrOff,
  Setting,
  SettingsSection,
  text,
  wholeNumber,
} from '@fusionbridge/settings';
import { TRUSTED_PROXIES } from './trusted-proxy.js';

/** Where the bridge listens and who may use it. */
@SettingsSection('Server and access')
export class ServerEnv {
  @Setting('Port to listen on', wholeNumber({ from: 0, to: 65_535 }, 'a port number'), {
    also: 'FASTFUSION_PORT',
    restart: true,
  })
  BRIDGE_PORT: number = 7861;

  @Setting(
    'Address to listen on; any other than loopback requires `API_KEYS`',
    text('an address or a host name'),
    { also: 'FASTFUSION_HOST', restart: true },
  )
  HOST: string = '127.0.0.1';

  @Setting(
    'Allows any `HOST` without `API_KEYS`: only for a container whose port is published on loopback',
    onOrOff,
    { restart: true },
  )
  ALLOW_OPEN_HOST: boolean = false;

  @Setting(
    'Address under which clients reach the bridge, path included, for all links; taken from the request if not set',
    address(),
    { restart: true },
  )
  BASE_URL?: string = undefined;

  @Setting('Proxies whose `X-Forwarded-Proto` and `X-Forwarded-Host` are trusted', TRUSTED_PROXIES, {
    restart: true,
  })
  TRUST_PROXY: string[] = [];

  @Setting(
    'Keys of clients',
    list(matching(/^([\w.@-]+=)?[^\s=]{8,}$/, 'keys of 8 characters or more, each `key` or `owner=key`')),
    { restart: true },
  )
  API_KEYS: string[] = [];

  @Setting(
    'Generations per minute for each caller',
    wholeNumber({ from: 0 }, 'a whole number, 0 for no limit'),
    { restart: true },
  )
  THROTTLE_PER_MINUTE: number = 0;

  @Setting(
    'Without `API_KEYS`: further host names under which clients reach the bridge: [security.md](security.md)',
    list(
      matching(
        /^(\*|[\w.-]+|\[?[\da-f:.]+\]?)$/i,
        'host names without port, such as pictures.example.org, or *',
      ),
    ),
    { restart: true },
  )
  ALLOWED_HOSTS: string[] = [];

  @Setting(
    'Origins whose web pages may call the bridge; if not set, none without `API_KEYS` and any with them',
    list(
      matching(
        /^(\*|null|[a-z][a-z\d+.-]*:\/\/[^/\s]*\/?)$/i,
        'origins such as https://chat.example.org, or *',
      ),
    ),
    { restart: true },
  )
  CORS_ORIGINS?: string[] = undefined;

  @Setting(
    'Silence after which a response begins with a blank, so that no proxy gives up (nginx does after 60 s)',
    amount('seconds', { from: 0 }, 'for never'),
    { restart: true },
  )
  KEEP_ALIVE_AFTER_SECONDS: number = 45;

  @Setting(
    'A client that takes nothing of its response for this long is disconnected',
    amount('seconds', { from: 0.01 }),
    { restart: true },
  )
  DOWNLOAD_TIMEOUT_SECONDS: number = 120;
}
