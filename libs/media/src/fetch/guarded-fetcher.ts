import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { unlessAborted } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Inject, Injectable } from '@nestjs/common';
import axios, { type AxiosResponse } from 'axios';
import { base64Length } from '../base64/base64-stream.js';
import { boundedBody } from './bounded-body.js';
import { decodeBase64 } from '../base64/decode-base64.js';
import { FetchError } from './fetch-error.js';
import { isPublicAddress } from './public-address.js';
import { MediaEnv } from '../media.env.js';

export interface FetchOptions {
  readonly signal: AbortSignal;
  /**
   * The only origin that may have a private address, because the operator configured it. Its server may know itself by
   * another name (`localhost`, its container's name, one behind its proxy), so an address that is refused or
   * unreachable is tried at the same path of this origin, and nowhere else.
   */
  readonly trustedOrigin?: string | null;
  /** Default: MAX_PICTURE_BYTES. */
  readonly maxBytes?: number;
}

export interface Fetched {
  readonly bytes: Buffer;
  readonly contentType: string | null;
}

/** A response whose body has not been read, and its origin. */
interface Reached {
  readonly response: AxiosResponse<Readable>;
  readonly at: URL;
}

/** Every address of a host name. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

/** Statuses after which a retry is pointless. */
const GONE = new Set([404, 410]);

export const RESOLVE_HOST = Symbol('RESOLVE_HOST');

const MOST_REDIRECTS = 5;
const LONGEST_DATA_HEAD = 256;

/** In order of preference; without it some servers send AVIF. */
const HEADERS = { accept: 'image/png,image/webp,image/jpeg,*/*;q=0.5', 'user-agent': 'FusionBridge' };

/** Connections are kept for the next picture of the same host. */
function newConnections(): { httpAgent: HttpAgent; httpsAgent: HttpsAgent } {
  return { httpAgent: new HttpAgent({ keepAlive: true }), httpsAgent: new HttpsAgent({ keepAlive: true }) };
}

/** The operating system's own resolution. */
export const resolveHost: ResolveHost = async (host) =>
  (await lookup(host, { all: true })).map((entry) => entry.address);

/**
 * Fetches every URL that comes from a client or a vendor's response. Each hop is resolved, refused if any of its
 * addresses is private, and connected to exactly the address that was checked, so that DNS rebinding gains nothing.
 */
@Injectable()
export class GuardedFetcher {
  private readonly timeoutMs: number;
  private readonly maxBytes: number;
  /**
   * Kept-alive connections go to addresses checked under this rule. Shared with trusted ones, they could carry a
   * client's request to a private address.
   */
  private readonly connections = { guarded: newConnections(), trusted: newConnections() };

  constructor(
    settings: Settings,
    @Inject(RESOLVE_HOST) private readonly resolve: ResolveHost,
  ) {
    const media = settings.section(MediaEnv);
    this.timeoutMs = media.FETCH_TIMEOUT_SECONDS * 1000;
    this.maxBytes = media.MAX_PICTURE_BYTES;
  }

  /**
   * Reads a whole response into memory. `data:` URLs are decoded.
   * @throws FetchError, PictureError for a `data:` URL that is not base64, or the signal's reason if it aborts
   */
  async fetch(address: string, options: FetchOptions): Promise<Fetched> {
    if (/^data:/i.test(address)) {
      return dataOf(address, options.maxBytes ?? this.maxBytes);
    }
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      return await this.follow(address, { ...options, signal: AbortSignal.any([options.signal, timeout]) });
    } catch (error) {
      options.signal.throwIfAborted();
      if (timeout.aborted) {
        throw new FetchError('timeout', `${hostOf(address)} took longer than ${this.timeoutMs / 1000} s.`);
      }
      throw error;
    }
  }

  private async follow(address: string, options: FetchOptions): Promise<Fetched> {
    let url = checkedUrl(address);
    let isNamedByTrusted = true;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const { response, at }: Reached = isNamedByTrusted
        ? await this.underEitherName(url, options)
        : await this.request(url, options);
      const next = redirectOf(response);
      if (next === null) {
        return this.received(response, at, options.maxBytes ?? this.maxBytes);
      }
      response.data.destroy();
      isNamedByTrusted = at.origin === originOf(options.trustedOrigin ?? '');
      url = checkedUrl(URL.canParse(next, at.href) ? new URL(next, at).href : next);
    }
    throw new FetchError('refused', `${url.host} redirects more than ${MOST_REDIRECTS} times.`);
  }

  /** Like `request`; if that is refused or unreachable, tries the same path at the trusted origin. */
  private async underEitherName(url: URL, options: FetchOptions): Promise<Reached> {
    try {
      return await this.request(url, options);
    } catch (error) {
      const own = underTrustedName(url, options);
      if (own === null || !(error instanceof FetchError) || options.signal.aborted) {
        throw error;
      }
      const reached = await this.request(own, options).catch(() => null);
      if (reached !== null && reached.response.status >= 200 && reached.response.status < 300) {
        return reached;
      }
      reached?.response.data.destroy();
      throw new FetchError(error.reason, `${error.message} ${remedyFor(own, reached)}`, { cause: error });
    }
  }

  private async request(url: URL, options: FetchOptions): Promise<Reached> {
    const isTrusted = url.origin === originOf(options.trustedOrigin ?? '');
    const addresses = await unlessAborted(this.addressesOf(url, isTrusted), options.signal);
    if (!isTrusted && !addresses.every(isPublicAddress)) {
      throw notPublic('refused', url);
    }
    try {
      const response = await axios.get<Readable>(url.href, {
        ...(isTrusted ? this.connections.trusted : this.connections.guarded),
        headers: HEADERS,
        signal: options.signal,
        responseType: 'stream',
        maxRedirects: 0,
        proxy: false,
        validateStatus: () => true,
        lookup: async () => [addresses.map((address) => ({ address }))],
      });
      return { response, at: url };
    } catch (cause) {
      throw new FetchError('failed', `${url.host} could not be reached.`, { cause });
    }
  }

  /**
   * Never empty. An address in the URL itself was brought to its usual form by the URL parser (0x7f.1 to 127.0.0.1).
   */
  private async addressesOf(url: URL, isTrusted: boolean): Promise<readonly string[]> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0) {
      return [host];
    }
    const none = (cause?: unknown): FetchError =>
      isTrusted
        ? new FetchError('failed', `${host} has no address.`, { cause })
        : notPublic('failed', url, cause);
    const addresses = await this.resolve(host).catch((cause: unknown) => {
      throw none(cause);
    });
    if (addresses.length === 0) {
      throw none();
    }
    return addresses;
  }

  private async received(response: AxiosResponse<Readable>, url: URL, most: number): Promise<Fetched> {
    if (response.status < 200 || response.status > 299) {
      response.data.destroy();
      const reason = GONE.has(response.status) ? 'gone' : 'failed';
      throw new FetchError(reason, `${url.host} answered ${response.status}.`);
    }
    const contentType: unknown = response.headers['content-type'];
    return {
      bytes: await boundedBody(response, most, url.host),
      contentType: typeof contentType === 'string' ? contentType : null,
    };
  }
}

/** The same message for a name without an address, so that it does not reveal which names an internal network has. */
function notPublic(reason: 'refused' | 'failed', { hostname }: URL, cause?: unknown): FetchError {
  return new FetchError(reason, `${hostname} is not a public address, or has none, and is not fetched.`, {
    cause,
  });
}

function dataOf(address: string, most: number): Fetched {
  if (address.length > base64Length(most) + LONGEST_DATA_HEAD) {
    throw new FetchError('too_large', `The data: address holds more than ${most} bytes.`);
  }
  return { bytes: decodeBase64(address), contentType: /^data:([^;,]+)/i.exec(address)?.[1] ?? null };
}

function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null;
}

/** The same path at the trusted origin; null if the URL is there already or no origin is trusted. */
function underTrustedName(url: URL, { trustedOrigin }: FetchOptions): URL | null {
  const origin = originOf(trustedOrigin ?? '');
  return origin === null || origin === url.origin ? null : new URL(`${url.pathname}${url.search}`, origin);
}

function remedyFor(own: URL, reached: Reached | null): string {
  const found = reached === null ? 'could not be reached either' : `answered ${reached.response.status}`;
  return `${own.host}, the address that is configured, ${found} for the same path: let the server name its pictures by that address.`;
}

function checkedUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new FetchError('refused', 'Only http and https addresses are fetched.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new FetchError('refused', 'Addresses with a user name or password in them are not fetched.');
  }
  return url;
}

function redirectOf(response: AxiosResponse<Readable>): string | null {
  const location: unknown = response.headers['location'];
  return response.status >= 300 && response.status < 400 && typeof location === 'string' ? location : null;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'The address';
}
