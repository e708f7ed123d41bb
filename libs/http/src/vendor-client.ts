import type { ProviderError } from '@fusionbridge/core';
import { type CutJson, cutBase64, JsonTooLarge } from '@fusionbridge/media';
import type { z } from 'zod';
import {
  readJsonBody,
  readPictureBody,
  waitForData,
  isPicture,
  jsonBounds,
  isPictureInPlaceOfJson,
  parseResponseJson,
  waitForPictureMemory,
  DEFAULT_MAX_BYTES,
  pictureAsJson,
} from './response-body.js';
import { CallErrors, expectedResponseOf } from './call-errors.js';
import { Deadline } from './deadline.js';
import { eventsOf } from './event-stream.js';
import {
  type ExpectedResponse,
  garbledResponseError,
  refusedCallError,
  unusableResponseError,
} from './provider-errors.js';
import type { RequestBody } from './request-body.js';
import type { ResponseHeaders } from './retry-after.js';
import { Transmission } from './transmission.js';
import { baseOf, type VendorAddress } from './vendor-address.js';
import type { Method, HttpResponse, HttpRequest, HttpTransport } from './transport.js';

const EVENTS = 'text/event-stream';

/** Reads a 2xx response. */
type ReadAnswer<T, R> = (answer: HttpResponse, call: HttpCall<T>, deadline: Deadline) => Promise<R>;

/** One call. */
export interface HttpCall<T> {
  /** Relative to the base address, or an absolute address. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** Time limit until the response starts, and again until it ends. */
  readonly timeoutMs: number;
  /** Additional headers, names in lower case; never the key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Schema of the response. */
  readonly answer: z.ZodType<T>;
  /** `acknowledgement` if the response only confirms that the job was accepted. Default: `result`. */
  readonly expects?: ExpectedResponse;
  /** Maximum size of the response in bytes. Default: 4 MiB. */
  readonly maxBytes?: number;
  /** Maximum number of values and names in its JSON, since parsing blocks the event loop. Default: 100,000. */
  readonly maxValues?: number;
  /** Awaited before a 2xx response is read; see `AttemptContext.beforePictures`. */
  readonly beforeBody?: () => Promise<void>;
  /**
   * For responses that are usually short but may contain a picture: awaited before more than 64 KiB are read. `maxBytes`
   * then defaults to the size of one picture.
   */
  readonly beforeLongBody?: () => Promise<void>;
}

/** A call with a response of server-sent events; `maxBytes` applies to each event. */
export interface EventCall<T, E> extends HttpCall<T> {
  /** Schema of progress events. The first event that does not match is the response. */
  readonly event: z.ZodType<E>;
  onEvent(event: VendorResponse<E>): void;
}

/** The JSON of a 2xx response, with long base64 texts kept as bytes apart from it. */
export interface VendorResponse<T> {
  readonly value: T;
  /** Names in lower case. */
  readonly headers: ResponseHeaders;
  /** The bytes for a text in `value`: a placeholder, bare base64 or a data URI. @throws ProviderError */
  bytesOf(text: string): Buffer;
}

/** Client for one vendor. Throws only `ProviderError`s; their `outcome` tells whether something may have been bought. */
export class VendorClient {
  private readonly base: URL;
  private readonly failures: CallErrors;

  constructor(
    private readonly http: HttpTransport,
    private readonly vendor: VendorAddress,
  ) {
    this.base = baseOf(vendor);
    this.failures = new CallErrors(vendor, (text) => http.redact(text));
  }

  /** `http://host:port` of the configured address. */
  get origin(): string {
    return this.base.origin;
  }

  async get<T>(call: HttpCall<T>): Promise<VendorResponse<T>> {
    return this.exchange('GET', null, call, this.whole);
  }

  /** Sends `body` once; never retries. */
  async post<T>(body: RequestBody | null, call: HttpCall<T>): Promise<VendorResponse<T>> {
    return this.exchange('POST', body, call, this.whole);
  }

  /** Like `post`, for vendors that respond with the bytes of one picture, or with JSON about it. */
  async postForPicture<T>(body: RequestBody | null, call: HttpCall<T>): Promise<VendorResponse<T> | Buffer> {
    const headers = { ...call.headers, accept: '*/*' };
    return this.exchange('POST', body, { ...call, headers }, async (answer, _call, deadline) =>
      isPicture(answer) ? readPictureBody(answer, call, deadline) : this.whole(answer, call, deadline),
    );
  }

  /**
   * Like `post`, for vendors that stream progress. The time limit restarts with each event. A plain JSON response is
   * accepted, too.
   */
  async postForEvents<T, E>(body: RequestBody | null, call: EventCall<T, E>): Promise<VendorResponse<T>> {
    const headers = { ...call.headers, accept: `${EVENTS}, application/json` };
    return this.exchange('POST', body, { ...call, headers }, (answer, _call, deadline) =>
      answer.headers['content-type']?.startsWith(EVENTS) === true
        ? this.lastEvent(answer, call, deadline)
        : this.whole(answer, call, deadline),
    );
  }

  /** Sends `body` once; for free calls such as a cancellation. */
  async put<T>(body: RequestBody | null, call: HttpCall<T>): Promise<VendorResponse<T>> {
    return this.exchange('PUT', body, call, this.whole);
  }

  private async exchange<T, R>(
    method: Method,
    body: RequestBody | null,
    call: HttpCall<T>,
    read: ReadAnswer<T, R>,
  ): Promise<R> {
    const deadline = new Deadline(call.signal, call.timeoutMs);
    const transmission = new Transmission();
    let answering = false;
    try {
      deadline.start();
      const url = new URL(call.path.replace(/^\//, ''), this.base);
      const answer = await this.http.send(
        {
          method,
          url: url.href,
          ...this.headed(call, url),
          body,
          signal: deadline.signal,
        },
        transmission,
      );
      answering = answer.status >= 200 && answer.status < 300;
      if (!answering) {
        throw await this.failures.refusal(answer, method, deadline.signal);
      }
      return await read(answer, call, deadline);
    } catch (error) {
      throw this.failures.interruption(error, { sent: transmission.begun, answering }, call, deadline);
    } finally {
      deadline.end();
    }
  }

  /** The headers of a call, with the key if the address belongs to the vendor's origin. */
  private headed(
    { headers = {} }: HttpCall<unknown>,
    { origin }: URL,
  ): Pick<HttpRequest, 'authorization' | 'headers'> {
    const { authorization, keyHeader } = this.vendor;
    const key = origin === this.base.origin ? authorization : null;
    return keyHeader === undefined || key === null
      ? { authorization: key, headers }
      : { authorization: null, headers: { ...headers, [keyHeader]: key } };
  }

  private readonly whole = async <T>(
    answer: HttpResponse,
    call: HttpCall<T>,
    deadline: Deadline,
  ): Promise<VendorResponse<T>> => {
    const reading = this.reading(call);
    if (isPictureInPlaceOfJson(answer)) {
      const cut = pictureAsJson(await readPictureBody(answer, reading, deadline));
      return this.understood(cut, answer, call);
    }
    const body = await readJsonBody(answer, reading, deadline);
    const cut = this.cutJson(() => body.end(jsonBounds(call)));
    return this.understood(cut, answer, call);
  };

  private reading<T>(call: HttpCall<T>): HttpCall<T> {
    const isOpen = call.beforeLongBody !== undefined && call.maxBytes === undefined;
    return isOpen ? { ...call, maxBytes: this.http.maxPictureResponseBytes } : call;
  }

  /** Events may start long before there is a picture, so picture memory is reserved only when data arrives. */
  private async lastEvent<T, E>(
    answer: HttpResponse,
    call: EventCall<T, E>,
    deadline: Deadline,
  ): Promise<VendorResponse<T>> {
    await waitForData(answer.body, deadline.signal);
    await waitForPictureMemory(answer, call, deadline);
    for await (const data of eventsOf(answer.body, call.maxBytes ?? DEFAULT_MAX_BYTES)) {
      deadline.start();
      const cut = this.cutJson(() => cutBase64(data, jsonBounds(call), parseResponseJson));
      const event = call.event.safeParse(cut.value);
      if (!event.success) {
        return this.understood(cut, answer, call);
      }
      call.onEvent(this.withPictures(event.data, cut, answer));
    }
    throw new Error('the events ended without an answer');
  }

  private understood<T>(cut: CutJson, answer: HttpResponse, call: HttpCall<T>): VendorResponse<T> {
    const parsed = call.answer.safeParse(cut.value);
    if (!parsed.success) {
      throw cut.value === null
        ? garbledResponseError(this.vendor, 'answered with nothing')
        : this.misunderstood(
            cut.value,
            { status: answer.status, expects: expectedResponseOf(call) },
            parsed.error,
          );
    }
    return this.withPictures(parsed.data, cut, answer);
  }

  private withPictures<T>(value: T, cut: CutJson, { headers }: HttpResponse): VendorResponse<T> {
    return {
      value,
      headers,
      bytesOf: (text) => {
        try {
          return cut.bytesOf(text);
        } catch {
          throw unusableResponseError(this.vendor, 'sent a picture that is not valid base64', 'result');
        }
      },
    };
  }

  private cutJson(cut: () => CutJson): CutJson {
    try {
      return cut();
    } catch (error) {
      throw garbledResponseError(
        this.vendor,
        error instanceof JsonTooLarge
          ? `answered with more than ${error.most} ${error.what}`
          : 'answered with something that is no JSON',
      );
    }
  }

  /**
   * Some servers report an error with a 2xx status. Its meaning is kept. If a result was expected, the work was done all
   * the same; if an acknowledgement was expected, it is a refusal, provided the adapter recognises it as one.
   */
  private misunderstood(
    value: unknown,
    { status, expects }: { status: number; expects: ExpectedResponse },
    error: z.ZodError,
  ): ProviderError {
    const { outcome = 'unknown', ...read } = this.vendor.readFailure({ status, body: value, text: '' });
    if (read.says !== undefined && read.says !== '') {
      const verdict = {
        kind: 'bad_response' as const,
        ...read,
        says: this.http.redact(read.says),
        outcome: expects === 'acknowledgement' ? outcome : ('accepted' as const),
      };
      return refusedCallError(this.vendor, verdict, { status, retryAfterMs: read.retryAfterMs ?? null });
    }
    const where = error.issues[0]?.path.join('.') ?? '';
    const lacking = `answered without what is needed${where === '' ? '' : ` (${where})`}`;
    return unusableResponseError(this.vendor, lacking, expects);
  }
}
