import { type ClientRequest, type IncomingMessage, request as requestByHttp } from 'node:http';
import { request as requestByHttps, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';

/** Connect timeout. A host that takes longer counts as unreachable, so that the request can go to another provider. */
const CONNECT_MS = 10_000;

/**
 * Sends one request through axios and records whether any of it left this machine. The rule against buying twice depends
 * on it: before the connection is established nothing was bought; afterwards the outcome may be unknown.
 */
export class Transmission {
  /** True once the connection is established, since Node then writes the request immediately. */
  begun = false;

  constructor(private readonly connectMs: number = CONNECT_MS) {}

  /** Called by axios instead of `http.request`. */
  request(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest {
    const secure = options.protocol === 'https:';
    const request = secure ? requestByHttps(options, onResponse) : requestByHttp(options, onResponse);
    request.once('socket', (socket: Socket) => {
      if (socket.connecting) {
        this.awaitConnection(request, socket, secure ? 'secureConnect' : 'connect');
      } else {
        this.begun = true;
      }
    });
    return request;
  }

  private awaitConnection(request: ClientRequest, socket: Socket, connected: string): void {
    const timer = setTimeout(() => {
      request.destroy(Object.assign(new Error('the connection was not accepted'), { code: 'ETIMEDOUT' }));
    }, this.connectMs);
    request.once('close', () => clearTimeout(timer));
    socket.once(connected, () => {
      clearTimeout(timer);
      this.begun = true;
    });
  }
}
