import type { ProviderError } from '@fusionbridge/core';
import { type CutJson, cutBase64, JsonTooLarge } from '@fusionbridge/media';
import type { z } from 'zod';
import {
  arrived,
  arrivedPicture,
  firstBytes,
  isPicture,
  boundsOf,
  isWholePicture,
  parseAnswer,
  roomFor,
  USUAL_MOST_BYTES,
  wholePicture,
} from './arrived.js';
import { CallFailures, worthOf } from './call-failures.js';
import { Deadline } from './deadline.js';
import { eventsOf } from './event-stream.js';
import { type AnswerWorth, garbledAnswer, refusedCall, unusableAnswer } from './failures.js';
import type { RequestBody } from './request-body.js';
import type { AnswerHeaders } from './retry-after.js';
import { Transmission } from './transmission.js';
import { baseOf, type VendorAddress } from './vendor-address.js';
import type { Method, WireAnswer, WireRequest, WireSender } from './wire.js';

const EVENTS = 'text/event-stream';

/** What makes the value of a good answer. */
type ReadAnswer<T, R> = (answer: WireAnswer, call: HttpCall<T>, deadline: Deadline) => Promise<R>;

/** One call. */
export interface HttpCall<T> {
  /** Behind the base address, or an entire address. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** For the answer to begin, and again for it to end. */
  readonly timeoutMs: number;
  /** What the vendor takes as headers, names in lower case; never the key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is needed of the answer. */
  readonly answer: z.ZodType<T>;
  /** `receipt` where it only says that an order was taken; `goods` unless given. */
  readonly worth?: AnswerWorth;
  /** Length of the answer in bytes, 4 MiB at most unless given. */
  readonly maxBytes?: number;
  /** Values and names in its JSON, 100,000 at most unless given: reading more of them keeps everybody waiting. */
  readonly maxValues?: number;
  /** Awaited before a good answer is read; `AttemptContext.beforePictures`. */
  readonly beforeBody?: () => Promise<void>;
  /**
   * Given where the answer is short as a rule but may hold a whole picture: awaited before a long one is read on. Then
   * `maxBytes` is enough for one unless given.
   */
  readonly beforeLongBody?: () => Promise<void>;
}

/** A call that is answered with server-sent events; `maxBytes` is for each of them. */
export interface EventCall<T, E> extends HttpCall<T> {
  /** Events on the way; the first that is none of them is the answer. */
  readonly event: z.ZodType<E>;
  onEvent(event: VendorAnswer<E>): void;
}

/** A good answer: its JSON, long base64 cut out of it. */
export interface VendorAnswer<T> {
  readonly value: T;
  /** Names in lower case. */
  readonly headers: AnswerHeaders;
  /** The bytes behind a text of `value`: a cut-out, bare base64 or a data URI. @throws ProviderError */
  bytesOf(text: string): Buffer;
}

/** Talks to one vendor. Everything it throws is a `ProviderError` whose outcome says what became of the call. */
export class VendorClient {
  private readonly base: URL;
  private readonly failures: CallFailures;

  constructor(
    private readonly http: WireSender,
    private readonly vendor: VendorAddress,
  ) {
    this.base = baseOf(vendor);
    this.failures = new CallFailures(vendor, (text) => http.redact(text));
  }

  /** `http://host:port` of the configured address. */
  get origin(): string {
    return this.base.origin;
  }

  async get<T>(call: HttpCall<T>): Promise<VendorAnswer<T>> {
    return this.exchange('GET', null, call, this.whole);
  }

  /** Sends `body` once, whatever happens. */
  async post<T>(body: RequestBody | null, call: HttpCall<T>): Promise<VendorAnswer<T>> {
    return this.exchange('POST', body, call, this.whole);
  }

  /** As `post`, of a vendor that answers with the bytes of one picture, or with JSON about it. */
  async postForPicture<T>(body: RequestBody | null, call: HttpCall<T>): Promise<VendorAnswer<T> | Buffer> {
    const headers = { ...call.headers, accept: '*/*' };
    return this.exchange('POST', body, { ...call, headers }, async (answer, _call, deadline) =>
      isPicture(answer) ? arrivedPicture(answer, call, deadline) : this.whole(answer, call, deadline),
    );
  }

  /**
   * As `post`, of a vendor that tells how far it is; the time for the answer to end begins anew with each event.
   * A vendor that answers in one piece all the same is understood, too.
   */
  async postForEvents<T, E>(body: RequestBody | null, call: EventCall<T, E>): Promise<VendorAnswer<T>> {
    const headers = { ...call.headers, accept: `${EVENTS}, application/json` };
    return this.exchange('POST', body, { ...call, headers }, (answer, _call, deadline) =>
      answer.headers['content-type']?.startsWith(EVENTS) === true
        ? this.lastEvent(answer, call, deadline)
        : this.whole(answer, call, deadline),
    );
  }

  /** Sends `body` once; for what costs nothing, such as a cancellation. */
  async put<T>(body: RequestBody | null, call: HttpCall<T>): Promise<VendorAnswer<T>> {
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
      throw this.failures.broken(error, { sent: transmission.begun, answering }, call, deadline);
    } finally {
      deadline.end();
    }
  }

  /** The headers of a call, with the key where it may go. */
  private headed(
    { headers = {} }: HttpCall<unknown>,
    { origin }: URL,
  ): Pick<WireRequest, 'authorization' | 'headers'> {
    const { authorization, keyHeader } = this.vendor;
    const key = origin === this.base.origin ? authorization : null;
    return keyHeader === undefined || key === null
      ? { authorization: key, headers }
      : { authorization: null, headers: { ...headers, [keyHeader]: key } };
  }

  private readonly whole = async <T>(
    answer: WireAnswer,
    call: HttpCall<T>,
    deadline: Deadline,
  ): Promise<VendorAnswer<T>> => {
    const reading = this.reading(call);
    if (isWholePicture(answer)) {
      const cut = wholePicture(await arrivedPicture(answer, reading, deadline));
      return this.understood(cut, answer, call);
    }
    const body = await arrived(answer, reading, deadline);
    const cut = this.cutJson(() => body.end(boundsOf(call)));
    return this.understood(cut, answer, call);
  };

  private reading<T>(call: HttpCall<T>): HttpCall<T> {
    const isOpen = call.beforeLongBody !== undefined && call.maxBytes === undefined;
    return isOpen ? { ...call, maxBytes: this.http.longestAnswer } : call;
  }

  /** Events may begin long before there is a picture: room for one is only asked for when something comes. */
  private async lastEvent<T, E>(
    answer: WireAnswer,
    call: EventCall<T, E>,
    deadline: Deadline,
  ): Promise<VendorAnswer<T>> {
    await firstBytes(answer.body, deadline.signal);
    await roomFor(answer, call, deadline);
    for await (const data of eventsOf(answer.body, call.maxBytes ?? USUAL_MOST_BYTES)) {
      deadline.start();
      const cut = this.cutJson(() => cutBase64(data, boundsOf(call), parseAnswer));
      const event = call.event.safeParse(cut.value);
      if (!event.success) {
        return this.understood(cut, answer, call);
      }
      call.onEvent(this.withPictures(event.data, cut, answer));
    }
    throw new Error('the events ended without an answer');
  }

  private understood<T>(cut: CutJson, answer: WireAnswer, call: HttpCall<T>): VendorAnswer<T> {
    const parsed = call.answer.safeParse(cut.value);
    if (!parsed.success) {
      throw cut.value === null
        ? garbledAnswer(this.vendor, 'answered with nothing')
        : this.misunderstood(cut.value, { status: answer.status, worth: worthOf(call) }, parsed.error);
    }
    return this.withPictures(parsed.data, cut, answer);
  }

  private withPictures<T>(value: T, cut: CutJson, { headers }: WireAnswer): VendorAnswer<T> {
    return {
      value,
      headers,
      bytesOf: (text) => {
        try {
          return cut.bytesOf(text);
        } catch {
          throw unusableAnswer(this.vendor, 'sent a picture that is no base64', 'goods');
        }
      },
    };
  }

  private cutJson(cut: () => CutJson): CutJson {
    try {
      return cut();
    } catch (error) {
      throw garbledAnswer(
        this.vendor,
        error instanceof JsonTooLarge
          ? `answered with more than ${error.most} ${error.what}`
          : 'answered with something that is no JSON',
      );
    }
  }

  /**
   * Some servers report an error with a good status; its meaning is kept, but a vendor of goods had the work. In the
   * place of a receipt it is a refusal, as far as the adapter knows it for one.
   */
  private misunderstood(
    value: unknown,
    { status, worth }: { status: number; worth: AnswerWorth },
    error: z.ZodError,
  ): ProviderError {
    const { outcome = 'unknown', ...read } = this.vendor.readFailure({ status, body: value, text: '' });
    if (read.says !== undefined && read.says !== '') {
      const verdict = {
        kind: 'bad_response' as const,
        ...read,
        says: this.http.redact(read.says),
        outcome: worth === 'receipt' ? outcome : ('accepted' as const),
      };
      return refusedCall(this.vendor, verdict, { status, retryAfterMs: read.retryAfterMs ?? null });
    }
    const where = error.issues[0]?.path.join('.') ?? '';
    const lacking = `answered without what is needed${where === '' ? '' : ` (${where})`}`;
    return unusableAnswer(this.vendor, lacking, worth);
  }
}
