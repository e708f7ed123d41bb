import { BridgeError } from '@fusionbridge/core';
import { type Settings } from '@fusionbridge/settings';
import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { hostNameIn, isLoopbackName, plainName } from './host-name.js';
import { OncePerName } from './once-per-name.js';
import { ServerEnv } from '../server.env.js';

/** The name of the host machine inside a Docker container. */
const DOCKER_HOST = 'host.docker.internal';

/**
 * Middleware that refuses requests for a foreign host. Without keys anyone who reaches the bridge may use it, and a web
 * page can reach it by pointing its own domain to 127.0.0.1 (DNS rebinding), which the browser treats as the same site.
 * So without `API_KEYS` the name must be one that no foreign DNS can resolve: loopback, a single label,
 * `host.docker.internal`, the host of `BASE_URL`, or one of `ALLOWED_HOSTS`. `/health` is exempt: it reveals nothing,
 * and load balancers call it under any address.
 */
export function checkHost(
  settings: Settings,
): (request: Request, response: Response, next: NextFunction) => void {
  const { API_KEYS, ALLOWED_HOSTS, BASE_URL } = settings.section(ServerEnv);
  const named = new Set(ALLOWED_HOSTS.map((name) => plainName(name)));
  if (BASE_URL !== undefined) {
    named.add(plainName(new URL(BASE_URL).hostname));
  }
  const isOpenToAll = API_KEYS.length > 0 || named.has('*');
  const isAllowed = (name: string): boolean =>
    isOpenToAll || isLoopbackName(name) || isSingleLabel(name) || name === DOCKER_HOST || named.has(name);
  const logged = new OncePerName(new Logger('Access'));

  return (request, _response, next) => {
    const { host } = request.headers;
    // Only HTTP/1.0 may omit it, which no browser speaks.
    if (host === undefined || host === '' || request.path === '/health') {
      next();
      return;
    }
    const name = hostNameIn(host);
    if (name === null) {
      next(new BridgeError({ kind: 'invalid_request', message: 'The header Host is no host name.' }));
    } else if (isAllowed(name)) {
      next();
    } else {
      const message = `The bridge has no API_KEYS and does not answer as ${name}: a web page could reach it under such a name. Add the line ALLOWED_HOSTS=${name} to .env if the name is yours, or set API_KEYS.`;
      logged.warn(name, message);
      next(new BridgeError({ kind: 'host_not_allowed', message }));
    }
  };
}

/** `fusionbridge`, `mybox`: such names resolve only inside one network. */
function isSingleLabel(name: string): boolean {
  return /^[\w-]+$/.test(name);
}
