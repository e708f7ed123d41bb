import { BridgeError } from '@fusionbridge/core';
import { type Settings } from '@fusionbridge/settings';
import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { isLoopbackName, plainName } from './host-name.js';
import { OncePerName } from './once-per-name.js';
import { ServerEnv } from '../server.env.js';

/** Longest origin that is quoted in a message. */
const LONGEST_SHOWN = 200;
const SHOWABLE = /^[\w.:/[\]+-]+$/;

/** True if a web page of this origin may call a bridge that was reached as `host`. */
export type OriginRule = (origin: string, host: string | undefined) => boolean;

/**
 * The web pages that may call the bridge: those on loopback, those the bridge itself serves, the one at `BASE_URL` and
 * those in `CORS_ORIGINS`, which defaults to none without `API_KEYS` and to all with them.
 */
export function originRule(settings: Settings): OriginRule {
  const named = namedOrigins(settings);
  return (origin, host) => {
    if (named.has('*') || named.has(plainOrigin(origin))) {
      return true;
    }
    return URL.canParse(origin) && (isLocal(new URL(origin)) || isSameHost(new URL(origin), host));
  };
}

/** True if every web page may call; responses then need not vary by origin. */
export function allowsEveryOrigin(settings: Settings): boolean {
  return namedOrigins(settings).has('*');
}

/**
 * Middleware that refuses other pages for every method. CORS alone is not enough: a browser sends a `text/plain` POST
 * without a preflight, and only hides the response after the money is spent.
 */
export function checkOrigin(
  settings: Settings,
  mayCall: OriginRule,
): (request: Request, response: Response, next: NextFunction) => void {
  const hasKeys = settings.section(ServerEnv).API_KEYS.length > 0;
  const logged = new OncePerName(new Logger('Access'));

  return (request, _response, next) => {
    const { origin, host } = request.headers;
    if (origin === undefined || mayCall(origin, host)) {
      next();
      return;
    }
    const shown = SHOWABLE.test(origin) ? origin.slice(0, LONGEST_SHOWN) : 'of that origin';
    const why = hasKeys ? 'it is not in CORS_ORIGINS' : 'the bridge has no API_KEYS';
    const message = `Web pages of ${shown} may not call the bridge, since ${why}. Add the line CORS_ORIGINS=${shown} to .env if the page is yours.`;
    logged.warn(shown, message);
    next(new BridgeError({ kind: 'origin_not_allowed', message }));
  };
}

function namedOrigins(settings: Settings): ReadonlySet<string> {
  const { API_KEYS, CORS_ORIGINS, BASE_URL } = settings.section(ServerEnv);
  const listed = CORS_ORIGINS ?? (API_KEYS.length > 0 ? ['*'] : []);
  const own = BASE_URL === undefined ? [] : [new URL(BASE_URL).origin];
  return new Set([...listed, ...own].map(plainOrigin));
}

/** Normalises an origin as people write it: with a trailing slash, or in capitals. */
function plainOrigin(origin: string): string {
  return origin.toLowerCase().replace(/\/$/, '');
}

/** Includes `tauri://localhost` and the like, which only local programs have. */
function isLocal({ hostname }: URL): boolean {
  return isLoopbackName(plainName(hostname));
}

/**
 * True for a page served by the bridge itself, such as /docs. Without keys `Host` was already checked, so no foreign
 * page can have the same host.
 */
function isSameHost(page: URL, host: string | undefined): boolean {
  const own = `${page.protocol}//${host ?? ''}`;
  return /^https?:$/.test(page.protocol) && URL.canParse(own) && new URL(own).host === page.host;
}
