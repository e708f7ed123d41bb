import { type Billed, chargesOf, type Job } from '@fusionbridge/core';
import type { Response } from 'express';
import { accountHeaders } from './account-headers.js';
import type { ClientConnection } from './client-connection.js';

/**
 * A response that a client waits for, with the timer that keeps its connection alive. The timer never outlives the
 * response: nothing is written after it has ended or the client has gone.
 */
export abstract class PendingResponse implements ClientConnection {
  private timer: NodeJS.Timeout | undefined;
  readonly over: Promise<boolean>;
  private readonly gone = new AbortController();
  private resolveOver: (isWhole: boolean) => void = () => undefined;
  private readonly jobs: Job[] = [];

  /** @param silenceMs Time without output before the first keep-alive; 0 disables it */
  constructor(
    protected readonly response: Response,
    silenceMs: number,
  ) {
    this.over = new Promise((resolve) => {
      this.resolveOver = resolve;
    });
    if (silenceMs > 0) {
      this.keepAliveAfter(silenceMs);
    }
    response.once('close', () => this.closed());
    // 'close' is emitted once, so a client that has already gone would never be noticed.
    if (response.destroyed) {
      this.closed();
    }
  }

  get clientGone(): AbortSignal {
    return this.gone.signal;
  }

  addHeader(name: string, value: string): void {
    if (!this.response.headersSent) {
      this.response.appendHeader(name, value);
    }
  }

  /** Says if any job of this call was charged. */
  get billed(): Billed {
    const reported = this.jobs.map(({ attempts, error }) => error?.billed ?? chargesOf(attempts).billed);
    return (['yes', 'unknown'] as const).find((one) => reported.includes(one)) ?? 'no';
  }

  jobEnded(job: Job): void {
    this.jobs.push(job);
    if (!this.response.headersSent) {
      Object.entries(accountHeaders(this.jobs)).forEach(([name, value]) =>
        this.response.setHeader(name, value),
      );
    }
  }

  /** Writes bytes that clients ignore, and schedules the next keep-alive. */
  protected abstract sendKeepAlive(): void;

  protected keepAliveAfter(silenceMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.response.writableEnded && !this.response.destroyed) {
        this.sendKeepAlive();
      }
    }, silenceMs);
  }

  /** Restarts the keep-alive timer, because something was written. */
  protected postponeKeepAlive(): void {
    this.timer?.refresh();
  }

  /** For good: the response is complete, or another writer takes it over. */
  stopKeepAlive(): void {
    clearTimeout(this.timer);
  }

  private closed(): void {
    this.stopKeepAlive();
    if (!this.response.writableFinished) {
      this.gone.abort();
    }
    this.resolveOver(this.response.writableFinished);
  }
}
