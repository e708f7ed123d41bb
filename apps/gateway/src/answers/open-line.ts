import { type Billed, chargesOf, type Job } from '@fusionbridge/core';
import type { Response } from 'express';
import { accountHeaders } from './account-headers.js';
import type { ClientLine } from './client-line.js';

/**
 * A response that a client waits for, and the timer that keeps its connection alive meanwhile. The timer never outlives
 * the response: nothing is written to one that has ended or has lost its client.
 */
export abstract class OpenLine implements ClientLine {
  private timer: NodeJS.Timeout | undefined;
  readonly over: Promise<boolean>;
  private readonly gone = new AbortController();
  private resolveOver: (isWhole: boolean) => void = () => undefined;
  private readonly jobs: Job[] = [];

  /** @param silenceMs How long nothing is written before the first beat; 0 is for ever */
  constructor(
    protected readonly response: Response,
    silenceMs: number,
  ) {
    this.over = new Promise((resolve) => {
      this.resolveOver = resolve;
    });
    if (silenceMs > 0) {
      this.beatAfter(silenceMs);
    }
    response.once('close', () => this.closed());
    // 'close' comes once: who left before this line was opened is not heard of again.
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

  /** Whether the jobs of this call were charged. */
  get billed(): Billed {
    const told = this.jobs.map(({ attempts, error }) => error?.billed ?? chargesOf(attempts).billed);
    return (['yes', 'unknown'] as const).find((one) => told.includes(one)) ?? 'no';
  }

  jobEnded(job: Job): void {
    this.jobs.push(job);
    if (!this.response.headersSent) {
      Object.entries(accountHeaders(this.jobs)).forEach(([name, value]) =>
        this.response.setHeader(name, value),
      );
    }
  }

  /** Writes something that means nothing. */
  protected abstract beat(): void;

  protected beatAfter(silenceMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.response.writableEnded && !this.response.destroyed) {
        this.beat();
      }
    }, silenceMs);
  }

  /** Something else was written: the silence begins anew. */
  protected heard(): void {
    this.timer?.refresh();
  }

  /** No more beats. */
  protected stopBeating(): void {
    clearTimeout(this.timer);
  }

  private closed(): void {
    this.stopBeating();
    if (!this.response.writableFinished) {
      this.gone.abort();
    }
    this.resolveOver(this.response.writableFinished);
  }
}
