import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { type AxiosInstance, create as createClient } from 'axios';
import { z } from 'zod';
import { ServiceError, type ServiceErrorKind } from './service-error.js';

/** Far more than any summary; an answer above it is not read. */
const MOST_BYTES = 1024 * 1024;
const LONGEST_QUOTE = 200;

/** A service that speaks OpenAI's API, and how to reach it. */
export interface Service {
  /** For messages: `the language model at http://127.0.0.1:11434`. */
  readonly name: string;
  /** Up to and including `/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
  /** The setting that holds the key. */
  readonly keySetting: string;
  /** For the whole call. */
  readonly timeoutMs: number;
}

/** One call. */
export interface ServiceCall {
  /** Behind the base address, such as `/chat/completions`. */
  readonly path: string;
  readonly body: object;
  readonly signal: AbortSignal;
}

const Complaint = z.object({
  error: z.union([
    z.string(),
    z.object({ message: z.string().catch(''), param: z.string().nullish().catch(null) }),
  ]),
});

const KINDS: Readonly<Record<number, ServiceErrorKind>> = {
  401: 'auth',
  402: 'out_of_credit',
  403: 'auth',
  408: 'timeout',
  429: 'rate_limited',
  504: 'timeout',
};

const PHRASES: Readonly<Record<ServiceErrorKind, string>> = {
  not_configured: 'is not set up',
  auth: 'refused the key',
  out_of_credit: 'has no credit left',
  rate_limited: 'is asked too often',
  refused: 'refused the request',
  timeout: 'did not answer in time',
  unavailable: 'failed',
  bad_answer: 'gave no usable answer',
  cancelled: 'was stopped',
};

/** Talks to language services. Follows no redirect, so that a key stays with the address it was set for. */
@Injectable()
export class ServiceHttp {
  private readonly axios: AxiosInstance = createClient({
    responseType: 'text',
    transformResponse: [(body: unknown) => body],
    maxRedirects: 0,
    maxContentLength: MOST_BYTES,
    proxy: false,
    validateStatus: () => true,
  });

  constructor(private readonly settings: Settings) {}

  /**
   * Posts JSON once.
   * @returns the answer's JSON
   * @throws ServiceError
   */
  async post(service: Service, call: ServiceCall): Promise<unknown> {
    const deadline = AbortSignal.timeout(service.timeoutMs);
    const answer = await this.sent(service, call, deadline);
    if (answer.status < 200 || answer.status >= 300) {
      throw this.refusal(service, answer.status, answer.body);
    }
    const value = jsonOf(answer.body);
    if (value === undefined) {
      throw new ServiceError({
        kind: 'bad_answer',
        message: `${service.name} answered with something that is no JSON`,
      });
    }
    return value;
  }

  private async sent(
    service: Service,
    { path, body, signal }: ServiceCall,
    deadline: AbortSignal,
  ): Promise<{ readonly status: number; readonly body: string }> {
    try {
      const { status, data } = await this.axios.post<string>(`${service.baseUrl}${path}`, body, {
        signal: AbortSignal.any([signal, deadline]),
        headers: {
          accept: 'application/json',
          'user-agent': 'FusionBridge',
          ...(service.apiKey === null ? {} : { authorization: `Bearer ${service.apiKey}` }),
        },
      });
      return { status, body: data };
    } catch (error) {
      throw brokenCall(service, error, { stopped: signal.aborted, late: deadline.aborted });
    }
  }

  private refusal(service: Service, status: number, body: string): ServiceError {
    const kind = KINDS[status] ?? (status >= 400 && status < 500 ? 'refused' : 'unavailable');
    const { says, param } = complaintIn(body);
    const start = `${service.name} ${PHRASES[kind]} (${status})`;
    if (kind === 'auth') {
      // Not quoted: services repeat the key.
      return new ServiceError({ kind, status, message: `${start}: check ${service.keySetting}` });
    }
    const quote = this.settings.redact(says).replace(/\s+/g, ' ').slice(0, LONGEST_QUOTE);
    return new ServiceError({ kind, status, param, message: quote === '' ? start : `${start}: ${quote}` });
  }
}

/** Without the original error, which holds the key. */
function brokenCall(
  service: Service,
  error: unknown,
  { stopped, late }: { readonly stopped: boolean; readonly late: boolean },
): ServiceError {
  if (stopped) {
    return new ServiceError({ kind: 'cancelled', message: `${service.name} ${PHRASES.cancelled}` });
  }
  if (late) {
    const seconds = service.timeoutMs / 1000;
    return new ServiceError({
      kind: 'timeout',
      message: `${service.name} did not answer within ${seconds} s`,
    });
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'ERR_BAD_RESPONSE') {
    return new ServiceError({
      kind: 'bad_answer',
      message: `${service.name} broke off, or sent more than it may`,
    });
  }
  const reason = typeof code === 'string' ? ` (${code})` : '';
  return new ServiceError({ kind: 'unavailable', message: `${service.name} cannot be reached${reason}` });
}

function complaintIn(body: string): { readonly says: string; readonly param: string | null } {
  const parsed = Complaint.safeParse(jsonOf(body));
  if (!parsed.success) {
    return { says: '', param: null };
  }
  const { error } = parsed.data;
  return typeof error === 'string'
    ? { says: error, param: null }
    : { says: error.message, param: error.param ?? null };
}

/** `undefined` where it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
