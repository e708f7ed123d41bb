import { CallFailures } from './call-failures.js';
import { Deadline } from './deadline.js';
import { piecesOf } from './read-pieces.js';
import type { RequestBody } from './request-body.js';
import { Transmission } from './transmission.js';
import { baseOf, type VendorAddress } from './vendor-address.js';
import type { WireSender } from './wire.js';

/** One call whose answer is handed on while it comes. */
export interface StreamCall {
  /** Behind the base address. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** For the answer to begin, and again for each piece of it. */
  readonly timeoutMs: number;
  /** Names in lower case; never the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Length of the whole answer in bytes. */
  readonly maxBytes: number;
}

/** A good answer that is still coming. */
export interface OpenAnswer {
  /** Lower case, without its parameters; empty where the vendor names none. */
  readonly contentType: string;
  /** To be read once, and only as fast as it is asked for. Whoever stops early hangs up. @throws ProviderError */
  readonly pieces: AsyncIterable<Buffer>;
}

/** Talks to one vendor whose answers are passed on, to the byte. All it throws are `ProviderError`s. */
export class VendorStreams {
  private readonly base: URL;
  private readonly failures: CallFailures;

  constructor(
    private readonly http: WireSender,
    private readonly vendor: VendorAddress,
  ) {
    this.base = baseOf(vendor);
    this.failures = new CallFailures(vendor, (text) => http.redact(text));
  }

  /** Sends `body` once and resolves when a good answer has begun. */
  async post(body: RequestBody, call: StreamCall): Promise<OpenAnswer> {
    const deadline = new Deadline(call.signal, call.timeoutMs);
    const transmission = new Transmission();
    deadline.start();
    try {
      return await this.begun(body, call, { deadline, transmission });
    } catch (error) {
      deadline.end();
      throw this.failures.broken(error, { sent: transmission.begun, answering: false }, call, deadline);
    }
  }

  private async begun(
    body: RequestBody,
    call: StreamCall,
    { deadline, transmission }: { readonly deadline: Deadline; readonly transmission: Transmission },
  ): Promise<OpenAnswer> {
    const { signal } = deadline;
    const { authorization } = this.vendor;
    const url = new URL(call.path, this.base).href;
    const answer = await this.http.send(
      { method: 'POST', url, authorization, headers: call.headers, body, signal },
      transmission,
    );
    if (answer.status < 200 || answer.status >= 300) {
      throw await this.failures.refusal(answer, 'POST', signal);
    }
    // The connection may break before anybody reads; whoever reads is told.
    answer.body.on('error', () => undefined);
    const { 'content-type': type = '' } = answer.headers;
    const reached = { sent: true, answering: true };
    return {
      contentType: type.split(';', 1).join().trim().toLowerCase(),
      pieces: piecesOf(answer.body, {
        most: call.maxBytes,
        deadline,
        failure: (error) => this.failures.broken(error, reached, call, deadline),
      }),
    };
  }
}
