import { ProviderError } from '@fusionbridge/core';
import { Base64Cutter, type CutJson } from '@fusionbridge/media';
import type { z } from 'zod';
import { Deadline, unlessAborted } from './deadline.js';
import {
  type AnswerWorth,
  brokenCall,
  garbledAnswer,
  refusedCall,
  type Subject,
  unusableAnswer,
} from './failures.js';
import { BodyTooLarge, readBody, readChunks } from './read-body.js';
import type { RequestBody } from './request-body.js';
import { retryAfterOf } from './retry-after.js';
import { Transmission } from './transmission.js';
import { type ReadFailure, verdictOf } from './verdict.js';
import type { Method, VendorHttp, WireAnswer } from './vendor-http.js';

const MEBIBYTE = 1024 * 1024;
/** Enough for every error and every list; answers with pictures name their own bound. */
const USUAL_MOST_BYTES = 4 * MEBIBYTE;
const MOST_ERROR_BYTES = 64 * 1024;

/** Whom to talk to. */
export interface VendorAddress extends Subject {
  /** The address the operator configured; paths are put behind it. */
  readonly baseUrl: string;
  /** The whole `Authorization` header. Sent to the origin of `baseUrl` and to no other. */
  readonly authorization: string | null;
  readonly readFailure: ReadFailure;
}

/** One call. */
export interface VendorCall<T> {
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
  /** Awaited before a good answer is read; `AttemptContext.beforePictures`. */
  readonly beforeBody?: () => Promise<void>;
}

/** A good answer: its JSON, long base64 cut out of it. */
export interface VendorAnswer<T> {
  readonly value: T;
  /** The bytes behind a text of `value`: a cut-out, bare base64 or a data URI. @throws ProviderError */
  bytesOf(text: string): Buffer;
}

/** Talks to one vendor. Everything it throws is a `ProviderError` whose outcome says what became of the call. */
export class VendorClient {
  private readonly base: URL;

  constructor(
    private readonly http: VendorHttp,
    private readonly vendor: VendorAddress,
  ) {
    this.base = new URL(vendor.baseUrl.replace(/\/*$/, '/'));
  }

  /** `http://host:port` of the configured address. */
  get origin(): string {
    return this.base.origin;
  }

  async get<T>(call: VendorCall<T>): Promise<VendorAnswer<T>> {
    return this.exchange('GET', null, call);
  }

  /** Sends `body` once, whatever happens. */
  async post<T>(body: RequestBody | null, call: VendorCall<T>): Promise<VendorAnswer<T>> {
    return this.exchange('POST', body, call);
  }

  /** Sends `body` once; for what costs nothing, such as a cancellation. */
  async put<T>(body: RequestBody | null, call: VendorCall<T>): Promise<VendorAnswer<T>> {
    return this.exchange('PUT', body, call);
  }

  private async exchange<T>(
    method: Method,
    body: RequestBody | null,
    call: VendorCall<T>,
  ): Promise<VendorAnswer<T>> {
    const deadline = new Deadline(call.signal, call.timeoutMs);
    const transmission = new Transmission();
    let answering = false;
    try {
      deadline.start();
      const url = new URL(call.path.replace(/^\//, ''), this.base);
      const authorization = url.origin === this.base.origin ? this.vendor.authorization : null;
      const answer = await this.http.send(
        {
          method,
          url: url.href,
          authorization,
          headers: call.headers ?? {},
          body,
          signal: deadline.signal,
        },
        transmission,
      );
      answering = answer.status >= 200 && answer.status < 300;
      if (!answering) {
        throw await this.refusal(answer, deadline.signal);
      }
      return this.understood(await arrived(answer, call, deadline), answer.status, call);
    } catch (error) {
      throw error instanceof ProviderError
        ? error
        : this.failure(error, { sent: transmission.begun, answering }, call, deadline);
    } finally {
      deadline.end();
    }
  }

  private async refusal(answer: WireAnswer, signal: AbortSignal): Promise<ProviderError> {
    const text = await errorText(answer, signal);
    const verdict = verdictOf(
      { status: answer.status, body: jsonOf(text), text, headers: answer.headers },
      this.vendor.readFailure,
    );
    return refusedCall(
      this.vendor,
      { ...verdict, says: this.http.redact(verdict.says) },
      { status: answer.status, retryAfterMs: retryAfterOf(answer.headers, Date.now()) },
    );
  }

  private failure(
    error: unknown,
    reached: { sent: boolean; answering: boolean },
    call: VendorCall<unknown>,
    deadline: Deadline,
  ): ProviderError {
    if (error instanceof BodyTooLarge) {
      return unusableAnswer(this.vendor, 'sent more than it may for one answer', worthOf(call));
    }
    return brokenCall(this.vendor, {
      ...reached,
      worth: worthOf(call),
      why: whyOf(call.signal, deadline),
      timeoutMs: call.timeoutMs,
      code: codeOf(error),
    });
  }

  private understood<T>(body: Base64Cutter, status: number, call: VendorCall<T>): VendorAnswer<T> {
    const cut = this.cutJson(body);
    const parsed = call.answer.safeParse(cut.value);
    if (!parsed.success) {
      throw body.isEmpty
        ? garbledAnswer(this.vendor, 'answered with nothing')
        : this.misunderstood(cut.value, { status, worth: worthOf(call) }, parsed.error);
    }
    return {
      value: parsed.data,
      bytesOf: (text) => {
        try {
          return cut.bytesOf(text);
        } catch {
          throw unusableAnswer(this.vendor, 'sent a picture that is no base64', 'goods');
        }
      },
    };
  }

  private cutJson(body: Base64Cutter): CutJson {
    try {
      return body.end();
    } catch {
      throw garbledAnswer(this.vendor, 'answered with something that is no JSON');
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
      return refusedCall(this.vendor, verdict, { status, retryAfterMs: null });
    }
    const where = error.issues[0]?.path.join('.') ?? '';
    const lacking = `answered without what is needed${where === '' ? '' : ` (${where})`}`;
    return unusableAnswer(this.vendor, lacking, worth);
  }
}

function worthOf({ worth = 'goods' }: VendorCall<unknown>): AnswerWorth {
  return worth;
}

/** The whole body; its pictures are decoded while they come. */
async function arrived(
  answer: WireAnswer,
  call: VendorCall<unknown>,
  deadline: Deadline,
): Promise<Base64Cutter> {
  // The connection may break while we wait; whoever reads the body later is told.
  answer.body.on('error', () => undefined);
  if (call.beforeBody !== undefined) {
    deadline.pause();
    try {
      await unlessAborted(deadline.signal, call.beforeBody());
    } catch (error) {
      answer.body.destroy();
      throw error;
    }
    deadline.start();
  }
  const most = call.maxBytes ?? USUAL_MOST_BYTES;
  const announced = lengthOf(answer);
  if (announced !== null && announced > most) {
    answer.body.destroy();
    throw new BodyTooLarge();
  }
  const body = new Base64Cutter(announced);
  await readChunks(answer.body, most, (chunk) => body.push(chunk));
  return body;
}

/** Of a compressed answer it is the length before unpacking, and so no more than a hint. */
function lengthOf(answer: WireAnswer): number | null {
  const length = Number(answer.headers['content-length'] ?? Number.NaN);
  return Number.isInteger(length) && length >= 0 ? length : null;
}

/** Whatever of the text of a refusal can be had; a refusal stands also without. */
async function errorText(answer: WireAnswer, signal: AbortSignal): Promise<string> {
  try {
    signal.throwIfAborted();
    return (await readBody(answer.body, MOST_ERROR_BYTES)).toString('utf8');
  } catch {
    return '';
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function whyOf(caller: AbortSignal, deadline: Deadline): 'cancelled' | 'timeout' | 'connection' {
  if (deadline.expired) {
    return 'timeout';
  }
  return caller.aborted ? 'cancelled' : 'connection';
}

function codeOf(error: unknown): string | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}
