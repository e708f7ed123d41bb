import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request as it came over the wire, for assertions to the byte. */
export interface RecordedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer in JSON. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The key of an `Authorization: Bearer` header. */
export function bearerIn({ headers }: RecordedRequest): string | undefined {
  return /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1];
}

/** One request and the way to answer it. */
export class Exchange {
  readonly url: URL;

  constructor(
    readonly request: RecordedRequest,
    private readonly response: ServerResponse,
  ) {
    this.url = new URL(request.path, 'http://simulator');
  }

  /** The body as JSON; `undefined` when it is none. */
  json(): unknown {
    try {
      return JSON.parse(this.request.body.toString('utf8'));
    } catch {
      return undefined;
    }
  }

  /** The body as a JSON object; empty when it is none. */
  fields(): Readonly<Record<string, unknown>> {
    const value = this.json();
    return isRecord(value) ? value : {};
  }

  /** The body as multipart/form-data. */
  async form(): Promise<FormData> {
    const contentType = this.request.headers['content-type'] ?? '';
    return new Response(new Uint8Array(this.request.body), {
      headers: { 'content-type': contentType },
    }).formData();
  }

  reply(reply: Reply): void {
    this.bytes(reply.status, 'application/json', Buffer.from(JSON.stringify(reply.body)), reply.headers);
  }

  bytes(
    status: number,
    contentType: string,
    body: Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    this.response.writeHead(status, {
      ...headers,
      'content-type': contentType,
      'content-length': body.byteLength,
    });
    this.response.end(body);
  }

  /** Promises the entire body, sends half of it and drops the connection. */
  breakOff(body: Buffer, contentType = 'application/json'): void {
    this.response.writeHead(200, { 'content-type': contentType, 'content-length': body.byteLength });
    this.response.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => this.drop());
  }

  /** Begins an answer of server-sent events, to be written piece by piece. */
  beginEvents(): void {
    this.response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  }

  write(bytes: Buffer, then: () => void = () => undefined): void {
    this.response.write(bytes, then);
  }

  end(): void {
    this.response.end();
  }

  redirect(location: string): void {
    this.response.writeHead(307, { location, 'content-length': 0 });
    this.response.end();
  }

  drop(): void {
    this.response.destroy();
  }

  /** Resolves with true when the answer has left completely, with false when the connection ended before. */
  async left(): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.response.writableFinished || this.response.closed) {
        resolve(this.response.writableFinished);
      }
      this.response.once('close', () => resolve(this.response.writableFinished));
    });
  }
}

/** Reads a request to its end. */
export async function recorded(request: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return {
    method: request.method ?? '',
    path: request.url ?? '/',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]),
    ),
    body: Buffer.concat(chunks),
  };
}
