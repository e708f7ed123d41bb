import { extensionOf, type ImageResult } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { contextOf } from '../request-context/index.js';
import { reachedAt } from './reached-at.js';
import { ServerEnv } from '../server.env.js';

/** Builds the bridge's own addresses in responses, and recognises them in requests. */
@Injectable()
export class Links {
  /** BASE_URL without a trailing slash. */
  private readonly configured: string | null;

  constructor(settings: Settings) {
    this.configured = settings.section(ServerEnv).BASE_URL ?? null;
  }

  /** The absolute address of one of our paths: under BASE_URL, or else at the host that the client used. */
  to(path: string, request: Request): string {
    return `${this.base(request)}${path}`;
  }

  /**
   * The absolute address of a route that requires a key. Includes the key if the client sent its own in the path
   * (`/k/KEY/…`), since such a client cannot send it in any other way.
   */
  forCaller(path: string, request: Request): string {
    const key = contextOf(request).prefixKey;
    return this.to(key === null ? path : `/k/${encodeURIComponent(key)}${path}`, request);
  }

  /** A path for clients of the same host: without the host, but with BASE_URL's path. */
  pathTo(path: string): string {
    return `${this.configured === null ? '' : new URL(this.configured).pathname.replace(/\/$/, '')}${path}`;
  }

  /** The address of a kept picture. It ends in an extension because LibreChat derives the file type from it. */
  picture(picture: Pick<ImageResult, 'id' | 'format'>, request: Request): string {
    return this.to(`/v1/images/data/${picture.id}.${extensionOf(picture.format)}`, request);
  }

  /** The path of one of our addresses, without BASE_URL's path and a key prefix; null for any other address. */
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

/** The addresses under which local programs know the port of this connection. */
function loopbackAddresses({ socket }: Request): string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}:${socket.localPort ?? 0}`);
}

function isBelow(url: URL, base: URL): boolean {
  const path = base.pathname.replace(/\/$/, '');
  return url.host === base.host && url.pathname.startsWith(`${path}/`);
}
