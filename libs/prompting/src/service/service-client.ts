import { ProviderError } from '@fusionbridge/core';
import { bearer, jsonBody, readOpenAiFailure, VendorHttp } from '@fusionbridge/http';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ServiceError } from './service-error.js';

/** Far more than any summary needs. */
const MAX_RESPONSE_BYTES = 1024 * 1024;

/** A service with OpenAI's API, and how to reach it. */
export interface Service {
  /** For messages: `the language model at http://127.0.0.1:11434`. */
  readonly name: string;
  /** Up to and including `/v1`. */
  readonly baseUrl: string;
  /** The setting that holds the address. */
  readonly addressSetting: string;
  readonly apiKey: string | null;
  /** The setting that holds the key. */
  readonly keySetting: string;
  /** For the whole call. */
  readonly timeoutMs: number;
}

/** One call. */
export interface ServiceCall<T> {
  /** Relative to the base address, such as `chat/completions`. */
  readonly path: string;
  readonly body: object;
  /** Schema of the response. */
  readonly response: z.ZodType<T>;
  readonly signal: AbortSignal;
}

/** Calls language services. */
@Injectable()
export class ServiceClient {
  constructor(private readonly http: VendorHttp) {}

  /**
   * Posts JSON once.
   * @returns the response, which may have 1 MiB
   * @throws ServiceError
   */
  async post<T>(service: Service, { path, body, response, signal }: ServiceCall<T>): Promise<T> {
    const client = this.http.client({
      id: service.name,
      baseUrl: service.baseUrl,
      addressSetting: service.addressSetting,
      authorization: bearer(service.apiKey),
      keySetting: service.keySetting,
      readFailure: readOpenAiFailure,
    });
    try {
      const { value } = await client.post(jsonBody(body), {
        path,
        signal,
        timeoutMs: service.timeoutMs,
        answer: response,
        maxBytes: MAX_RESPONSE_BYTES,
      });
      return value;
    } catch (error) {
      throw error instanceof ProviderError ? ServiceError.from(error) : error;
    }
  }
}
