import { CallErrors } from './call-errors.js';
import { Deadline } from './deadline.js';
import { piecesOf } from './read-pieces.js';
import type { RequestBody } from './request-body.js';
import { Transmission } from './transmission.js';
import { baseOf, type VendorAddress } from './vendor-address.js';
import type { HttpTransport } from './transport.js';

/** A call whose response is streamed. */
export interface StreamCall {
  /** Relative to the base address. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** Time limit until the response starts, and again for each piece of it. */
  readonly timeoutMs: number;
  /** Names in lower case; never the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Maximum size of the whole response in bytes. */
  readonly maxBytes: number;
}

/** A 2xx response whose body is still arriving. */
export interface StreamedResponse {
  /** Lower case, without parameters; empty if the vendor sent none. */
  readonly contentType: string;
  /** Can be read once, on demand. Stopping early closes the connection. @throws ProviderError */
  readonly pieces: AsyncIterable<Buffer>;
}

/** Client for one vendor whose responses are passed on as they arrive. Throws only `ProviderError`s. */
export class VendorStreams {
  private readonly base: URL;
  private readonly failures: CallErrors;

  constructor(
    private readonly http: HttpTransport,
    private readonly vendor: VendorAddress,
  ) {
    this.base = baseOf(vendor);
    this.failures = new CallErrors(vendor, (text) => http.redact(text));
  }

  /** Sends `body` once and resolves when a 2xx response has started. */
  async post(body: RequestBody, call: StreamCall): Promise<StreamedResponse> {
    const deadline = new Deadline(call.signal, call.timeoutMs);
    const transmission = new Transmission();
    deadline.start();
    try {
      return await this.begun(body, call, { deadline, transmission });
    } catch (error) {
      deadline.end();
      throw this.failures.interruption(error, { sent: transmission.begun, answering: false }, call, deadline);
    }
  }

  private async begun(
    body: RequestBody,
    call: StreamCall,
    { deadline, transmission }: { readonly deadline: Deadline; readonly transmission: Transmission },
  ): Promise<StreamedResponse> {
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
    // The connection may break before the body is read; the reader gets the error then.
    answer.body.on('error', () => undefined);
    const { 'content-type': type = '' } = answer.headers;
    const reached = { sent: true, answering: true };
    return {
      contentType: type.split(';', 1).join().trim().toLowerCase(),
      pieces: piecesOf(answer.body, {
        most: call.maxBytes,
        deadline,
        failure: (error) => this.failures.interruption(error, reached, call, deadline),
      }),
    };
  }
}
