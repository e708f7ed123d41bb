import type { Readable } from 'node:stream';
import type { RequestBody } from './request-body.js';
import type { ResponseHeaders } from './retry-after.js';
import type { Transmission } from './transmission.js';

export type Method = 'GET' | 'POST' | 'PUT';

/** One HTTP request. */
export interface HttpRequest {
  readonly method: Method;
  readonly url: string;
  readonly authorization: string | null;
  /** Added to the default ones; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody | null;
  readonly signal: AbortSignal;
}

/** Status and headers of a response whose body has not been read yet. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Readable;
}

/** Sends requests; `VendorHttp` to the clients it creates. */
export interface HttpTransport {
  /** Bytes of a response that holds one picture of the maximum size as base64. */
  readonly maxPictureResponseBytes: number;
  /** `text` with configured secrets replaced. */
  redact(text: string): string;
  /** Sends the request once. `transmission` tells afterwards, even after a failure, whether any bytes left. */
  send(request: HttpRequest, transmission: Transmission): Promise<HttpResponse>;
}
