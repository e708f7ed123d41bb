import type { Response } from 'express';
import type { ClientLine } from './client-line.js';

/** A response that a client waits for, and the clock that keeps its connection alive meanwhile. */
export abstract class OpenLine implements ClientLine {
  protected timer: NodeJS.Timeout;
  private readonly gone = new AbortController();

  /** @param silenceMs How long nothing is written before the first beat */
  constructor(
    protected readonly response: Response,
    silenceMs: number,
  ) {
    this.timer = setTimeout(() => this.beat(), silenceMs);
    response.once('close', () => {
      clearTimeout(this.timer);
      if (!response.writableFinished) {
        this.gone.abort();
      }
    });
  }

  get clientGone(): AbortSignal {
    return this.gone.signal;
  }

  addHeader(name: string, value: string): void {
    if (!this.response.headersSent) {
      this.response.appendHeader(name, value);
    }
  }

  /** Writes something that means nothing. */
  protected abstract beat(): void;
}
