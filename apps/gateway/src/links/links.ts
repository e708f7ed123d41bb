import { extensionOf, type ImageResult } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { contextOf } from '../request-context/index.js';
import { reachedAt } from './reached-at.js';
import { ServerEnv } from '../server.env.js';

/** Makes every address of the bridge that an answer contains, and knows such an address again. */
@Injectable()
export class Links {
  /** BASE_URL, without a slash at its end. */
  private readonly configured: string | null;

  constructor(settings: Settings) {
    this.configured = settings.section(ServerEnv).BASE_URL ?? null;
  }

  /** The absolute address of a path of ours: below BASE_URL, else at the host that the client itself used. */
  to(path: string, request: Request): string {
    return `${this.base(request)}${path}`;
  }

  /**
   * The absolute address of a route that asks for a key. It contains the key of a client that sent its own in the
   * path (`/k/KEY/…`), since such a client can send it in no other way.
   */
  forCaller(path: string, request: Request): string {
    const key = contextOf(request).prefixKey;
    return this.to(key === null ? path : `/k/${encodeURIComponent(key)}${path}`, request);
  }

  /** A path of ours as clients of the same host use it: without the host, but with BASE_URL's path. */
  pathTo(path: string): string {
    return `${this.configured === null ? '' : new URL(this.configured).pathname.replace(/\/$/, '')}${path}`;
  }

  /** Where clients fetch a kept picture. The name ends in an extension: LibreChat takes the file type from it. */
  picture(picture: Pick<ImageResult, 'id' | 'format'>, request: Request): string {
    return this.to(`/v1/images/data/${picture.id}.${extensionOf(picture.format)}`, request);
  }

  /** The path behind an address of ours, without BASE_URL's own path and a key in front; null for any other address. */
  pathAt(address: string, request: Request): string | null {
    if (!URL.canParse(address)) {
      return null;
    }
    const url = new URL(address);
    const base = [this.configured, reachedAt(request), ...loopbackAddresses(request)].find(
      (one) => one !== null && isBelow(url, new URL(one)),
    );
    if (base === undefined || base === null) {
      return null;
    }
    const { pathname } = new URL(base);
    return url.pathname.slice(pathname === '/' ? 0 : pathname.length).replace(/^\/k\/[^/]+(?=\/)/, '');
  }

  private base(request: Request): string {
    return this.configured ?? reachedAt(request);
  }
}

/** The names under which programs on this machine know the port that the request came in by. */
function loopbackAddresses({ socket }: Request): string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}:${socket.localPort ?? 0}`);
}

function isBelow(url: URL, base: URL): boolean {
  const path = base.pathname.replace(/\/$/, '');
  return url.host === base.host && url.pathname.startsWith(`${path}/`);
}
