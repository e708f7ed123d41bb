import type { Readable } from 'node:stream';
import type { RequestBody } from './request-body.js';
import type { AnswerHeaders } from './retry-after.js';
import type { Transmission } from './transmission.js';

export type Method = 'GET' | 'POST' | 'PUT';

/** One HTTP request. */
export interface WireRequest {
  readonly method: Method;
  readonly url: string;
  readonly authorization: string | null;
  /** Added to the usual ones; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody | null;
  readonly signal: AbortSignal;
}

/** Status and headers of a response whose body has not been read yet. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Readable;
}

/** Sends requests; `VendorHttp` to the clients it creates. */
export interface WireSender {
  /** Bytes of a response that holds one picture of the maximum size as base64. */
  readonly longestAnswer: number;
  /** A text from outside with secrets replaced. */
  redact(text: string): string;
  /** Sends it once. `transmission` tells afterwards, after a failure too, whether any bytes left. */
  send(request: WireRequest, transmission: Transmission): Promise<WireAnswer>;
}
