import { type ClientRequest, type IncomingMessage, request as requestByHttp } from 'node:http';
import { request as requestByHttps, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';

/** A host that has not taken the connection by then is not there: an order need not wait longer to go elsewhere. */
const CONNECT_MS = 10_000;

/**
 * Sends one request through axios and knows whether any of it left this machine. Promise 1 hangs on that: before the
 * connection stands nothing was bought; afterwards nobody can tell.
 */
export class Transmission {
  /** True from the moment the connection stands, since Node writes the request at once then. */
  begun = false;

  constructor(private readonly connectMs: number = CONNECT_MS) {}

  /** What axios calls in place of `http.request`. */
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
      request.destroy(Object.assign(new Error('nobody took the connection'), { code: 'ETIMEDOUT' }));
    }, this.connectMs);
    request.once('close', () => clearTimeout(timer));
    socket.once(connected, () => {
      clearTimeout(timer);
      this.begun = true;
    });
  }
}
