import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A call that came to the bucket. */
export interface BucketCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A bucket whose every answer the test writes: for what a real one does too seldom. */
export class FakeBucket {
  readonly calls: BucketCall[] = [];
  answer: (call: BucketCall, response: ServerResponse) => void = (_, response) => void response.end();
  private readonly server: Server = createServer((request, response) => void this.take(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** `HEAD`, `PUT` and so on, in their order. */
  methods(): string[] {
    return this.calls.map(({ method }) => method);
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const body = await buffer(request).catch(() => Buffer.alloc(0));
    const call = { method, url: new URL(url, 'http://bucket'), headers, body };
    this.calls.push(call);
    this.answer(call, response);
  }
}
