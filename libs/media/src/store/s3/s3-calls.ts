import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { errorCode } from '@fusionbridge/core';
import axios, { type AxiosResponse } from 'axios';
import { boundedBody } from '../../fetch/bounded-body.js';
import { S3Error } from './s3-error.js';
import { textIn } from './s3-listing.js';
import type { S3Place } from './s3-place.js';
import { signedHeaders } from './s3-signature.js';

/** One request to a bucket. */
export interface S3Call {
  readonly method: 'HEAD' | 'GET' | 'PUT' | 'DELETE';
  readonly address: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pieces?: readonly Buffer[];
  /** Retried for longer: what is lost if it fails was paid for. */
  readonly isPrecious?: boolean;
  /** The only status that counts as success; default: 200 to 299. */
  readonly status?: number;
}

/** A response whose body was read. */
export interface S3Answer {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Pauses between up to three tries. */
const PAUSES_MS = [100, 500];

/** A paid picture must not be lost because a bucket is unavailable for some seconds. */
const LONG_PAUSES_MS = [...PAUSES_MS, 2000, 5000, 10_000];

/** A list of a thousand files takes half a megabyte. */
const MOST_TEXT = 4 * 1024 * 1024;

/** Sends signed requests within a deadline. Each may be retried, because a file is named by its content. */
export class S3Calls {
  private readonly connections = {
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
  };

  constructor(private readonly place: S3Place) {}

  /** @throws S3Error */
  whole(call: S3Call): Promise<S3Answer> {
    return this.within(null, (signal) => this.repeated(call, signal, answerOf));
  }

  /**
   * The body as a stream. The deadline applies until the response begins; `leaving` ends it at any time.
   * @throws S3Error
   */
  stream(call: S3Call, leaving: AbortSignal): Promise<Readable> {
    return this.within(leaving, (signal) => this.repeated(call, signal, async ({ data }) => data));
  }

  private async within<T>(
    leaving: AbortSignal | null,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.place.timeoutMs);
    try {
      return await work(leaving === null ? deadline.signal : AbortSignal.any([leaving, deadline.signal]));
    } catch (error) {
      const seconds = this.place.timeoutMs / 1000;
      throw deadline.signal.aborted
        ? new S3Error(`The bucket did not answer within ${seconds} s.`, null, 'ETIMEDOUT', { cause: error })
        : error;
    } finally {
      clearTimeout(timer);
    }
  }

  private async repeated<T>(
    call: S3Call,
    signal: AbortSignal,
    read: (response: AxiosResponse<Readable>) => Promise<T>,
  ): Promise<T> {
    for (const pause of call.isPrecious === true ? LONG_PAUSES_MS : PAUSES_MS) {
      try {
        return await read(await this.once(call, signal));
      } catch (error) {
        if (signal.aborted || !(error instanceof S3Error) || !error.mayPass) {
          throw error;
        }
        await wait(pause, undefined, { signal });
      }
    }
    return read(await this.once(call, signal));
  }

  private async once(call: S3Call, signal: AbortSignal): Promise<AxiosResponse<Readable>> {
    const { method, address, headers = {}, pieces } = call;
    const response = await axios
      .request<Readable>({
        ...this.connections,
        method,
        url: address.href,
        headers: {
          ...signedHeaders({ method, address, headers }, this.place),
          'accept-encoding': 'identity',
        },
        ...(pieces === undefined ? {} : { data: Readable.from(pieces, { objectMode: false }) }),
        signal,
        responseType: 'stream',
        decompress: false,
        maxRedirects: 0,
        proxy: false,
        validateStatus: () => true,
      })
      .catch((cause: unknown) => {
        throw new S3Error('The bucket could not be reached.', null, errorCode(cause), { cause });
      });
    const isFine = call.status === undefined ? response.status < 300 : response.status === call.status;
    if (!isFine) {
      throw await refusal(response);
    }
    return response;
  }
}

async function answerOf(response: AxiosResponse<Readable>): Promise<S3Answer> {
  try {
    const text = (await boundedBody(response, MOST_TEXT, 'The bucket')).toString();
    return { headers: response.headers, text };
  } catch (cause) {
    throw new S3Error('The bucket broke off.', null, errorCode(cause), { cause });
  }
}

async function refusal(response: AxiosResponse<Readable>): Promise<S3Error> {
  const text = await answerOf(response).then(
    (answer) => answer.text,
    () => '',
  );
  const code = textIn(text, 'Code') ?? '';
  return new S3Error(`The bucket answered ${response.status} ${code}`.trimEnd() + '.', response.status, code);
}
