import { Readable } from 'node:stream';
import { S3Error } from './s3-error.js';

/** Requests the body. The signal aborts when the stream is destroyed. */
export type AskForBody = (leaving: AbortSignal) => Promise<Readable>;

/**
 * A stream that sends its request on the first read, and fails if no bytes arrive for a time although the reader waits
 * for them. A slow reader is no failure.
 */
export class LateBody extends Readable {
  private readonly leaving = new AbortController();
  private body: Readable | null = null;
  private isAsked = false;
  private standstill: NodeJS.Timeout | undefined;

  /** @param idleMs Maximum wait for the next bytes */
  constructor(
    private readonly ask: AskForBody,
    private readonly idleMs: number,
  ) {
    super();
  }

  override _read(): void {
    if (!this.isAsked) {
      this.isAsked = true;
      void this.ask(this.leaving.signal).then(
        (body) => this.begin(body),
        (error: unknown) => this.fail(error),
      );
    } else if (this.body !== null) {
      this.body.resume();
      this.expectBytes();
    }
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.standstill);
    this.leaving.abort();
    this.body?.destroy();
    done(error);
  }

  private begin(body: Readable): void {
    if (this.destroyed) {
      body.destroy();
      return;
    }
    this.body = body;
    body.on('data', (bytes: Buffer) => {
      clearTimeout(this.standstill);
      if (!this.push(bytes)) {
        body.pause();
      }
    });
    body.once('end', () => this.push(null));
    body.once('error', (error) => this.fail(error));
    this.expectBytes();
  }

  private expectBytes(): void {
    clearTimeout(this.standstill);
    this.standstill = setTimeout(() => {
      this.fail(new S3Error(`The bucket sent nothing for ${this.idleMs / 1000} s.`, null, 'ETIMEDOUT'));
    }, this.idleMs);
  }

  private fail(error: unknown): void {
    this.destroy(
      error instanceof S3Error ? error : new S3Error('The bucket broke off.', null, '', { cause: error }),
    );
  }
}
