import { ACCOUNT_HEADERS } from './responses/index.js';
import type { NextFunction, Request, Response } from 'express';
import type { OriginRule } from './access/index.js';

const DAY_SECONDS = '86400';

export type Handler = (request: Request, response: Response, next: NextFunction) => void;

/**
 * CORS for clients that run in a browser (KoboldAI Lite, Cherry Studio, our own pages): an allowed page may send any
 * header it asks for. Responds to every OPTIONS: SillyTavern pings with one that has no Origin.
 * @param mayCall Decides if a page of this origin may call
 * @param isForAll True if every page may call, so that one response fits all
 */
export function allowBrowsers(mayCall: OriginRule, isForAll: boolean): Handler {
  return (request, response, next) => {
    const { origin, host } = request.headers;
    if (!isForAll) {
      response.vary('Origin');
    }
    if (origin !== undefined && mayCall(origin, host)) {
      response.setHeader('Access-Control-Allow-Origin', isForAll ? '*' : origin);
      response.setHeader(
        'Access-Control-Expose-Headers',
        [
          'x-request-id',
          'x-fusionbridge-job',
          'x-fusionbridge-cache',
          'retry-after',
          'location',
          ...ACCOUNT_HEADERS,
        ].join(', '),
      );
      allowPreflight(request, response);
    }
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    next();
  };
}

/** A page on https that calls a bridge on the same machine first asks for access to the private network. */
function allowPreflight(request: Request, response: Response): void {
  const asked = request.headers['access-control-request-headers'];
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', asked ?? 'Authorization, Content-Type');
  response.setHeader('Access-Control-Max-Age', DAY_SECONDS);
  if (request.headers['access-control-request-private-network'] === 'true') {
    response.setHeader('Access-Control-Allow-Private-Network', 'true');
  }
}
