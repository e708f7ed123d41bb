import { errorCode, ProviderError } from '@fusionbridge/core';
import { parseLooseJson } from '@fusionbridge/media';
import type { Deadline } from './deadline.js';
import { type AnswerWorth, brokenCall, refusedCall, type Subject, unusableAnswer } from './failures.js';
import { BodyTooLarge, readBody } from './read-body.js';
import { retryAfterOf } from './retry-after.js';
import { type ReadFailure, type Verdict, verdictOf } from './verdict.js';
import type { Method, WireAnswer } from './wire.js';

const MOST_ERROR_BYTES = 64 * 1024;
const NOT_FOUND = 404;

/** What has to be known of a call to tell what became of it. */
interface FailedCall {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** `goods` unless given. */
  readonly worth?: AnswerWorth;
}

/** Turns what goes wrong with the calls to one vendor into `ProviderError`s. */
export class CallFailures {
  constructor(
    private readonly vendor: Subject & { readonly readFailure: ReadFailure },
    private readonly redact: (text: string) => string,
  ) {}

  /** The error of an answer with a bad status; reads it. */
  async refusal(answer: WireAnswer, method: Method, signal: AbortSignal): Promise<ProviderError> {
    const text = await errorText(answer, signal);
    const told = verdictOf(
      { status: answer.status, body: jsonOf(text), text, headers: answer.headers },
      this.vendor.readFailure,
    );
    const { modelSetting } = this.vendor;
    const isWrongModel = answer.status === NOT_FOUND && method === 'POST' && told.kind === 'validation';
    const verdict: Verdict =
      isWrongModel && modelSetting !== undefined
        ? { ...told, kind: 'configuration', setting: modelSetting }
        : told;
    return refusedCall(
      this.vendor,
      { ...verdict, says: this.redact(verdict.says) },
      {
        status: answer.status,
        retryAfterMs: retryAfterOf(answer.headers, Date.now()) ?? verdict.retryAfterMs ?? null,
      },
    );
  }

  /** The error of a call that broke at any point; a `ProviderError` stays what it is. */
  broken(
    error: unknown,
    reached: { readonly sent: boolean; readonly answering: boolean },
    call: FailedCall,
    deadline: Deadline,
  ): ProviderError {
    if (error instanceof ProviderError) {
      return error;
    }
    if (error instanceof BodyTooLarge) {
      return unusableAnswer(this.vendor, 'sent more than it may for one answer', worthOf(call));
    }
    return brokenCall(this.vendor, {
      ...reached,
      worth: worthOf(call),
      why: whyOf(call.signal, deadline),
      timeoutMs: call.timeoutMs,
      code: errorCode(error) || null,
    });
  }
}

/** What a good answer to the call is worth. */
export function worthOf({ worth = 'goods' }: { readonly worth?: AnswerWorth }): AnswerWorth {
  return worth;
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
    return parseLooseJson(Buffer.from(text), MOST_ERROR_BYTES);
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
