import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { base64Length, MediaEnv } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type AxiosInstance, create as createClient } from 'axios';
import { Transmission } from './transmission.js';
import type { VendorAddress } from './vendor-address.js';
import { VendorClient } from './vendor-client.js';
import { VendorStreams } from './vendor-streams.js';
import type { HttpResponse, HttpRequest, HttpTransport } from './transport.js';

/**
 * Shorter than the 5 s after which uvicorn and Node close an idle connection: a request sent on a connection that is being
 * closed would end as `unknown`.
 */
const IDLE_SOCKET_MS = 4000;
const MEBIBYTE = 1024 * 1024;

/** The HTTP client for all vendors. Follows no redirects, uses no proxy, never retries. */
@Injectable()
export class VendorHttp implements HttpTransport, OnApplicationShutdown {
  private readonly agents = {
    httpAgent: new HttpAgent({ keepAlive: true, timeout: IDLE_SOCKET_MS }),
    httpsAgent: new HttpsAgent({ keepAlive: true, timeout: IDLE_SOCKET_MS }),
  };
  private readonly axios: AxiosInstance = createClient({
    ...this.agents,
    responseType: 'stream',
    maxRedirects: 0,
    proxy: false,
    decompress: true,
    maxContentLength: -1,
    maxBodyLength: -1,
    validateStatus: () => true,
  });

  constructor(private readonly settings: Settings) {}

  /** At the very end of the shutdown, since running jobs still use the connections until then. */
  onApplicationShutdown(): void {
    this.agents.httpAgent.destroy();
    this.agents.httpsAgent.destroy();
  }

  get maxPictureResponseBytes(): number {
    return base64Length(this.settings.section(MediaEnv).MAX_PICTURE_BYTES) + MEBIBYTE;
  }

  /** A client for one vendor. */
  client(address: VendorAddress): VendorClient {
    return new VendorClient(this, address);
  }

  /** A client for one vendor whose responses are streamed. */
  streams(address: VendorAddress): VendorStreams {
    return new VendorStreams(this, address);
  }

  redact(text: string): string {
    return this.settings.redact(text);
  }

  async send(request: HttpRequest, transmission: Transmission): Promise<HttpResponse> {
    const { body } = request;
    const response = await this.axios.request<Readable>({
      method: request.method,
      url: request.url,
      signal: request.signal,
      transport: transmission,
      data: body?.open(),
      headers: {
        accept: 'application/json',
        'user-agent': 'FusionBridge',
        ...request.headers,
        ...(request.authorization === null ? {} : { authorization: request.authorization }),
        ...(body === null
          ? {}
          : { 'content-type': body.contentType, 'content-length': String(body.byteLength) }),
      },
    });
    return {
      status: response.status,
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
      ),
      body: response.data,
    };
  }
}
