import { type Attempt, BridgeError, FINAL_STATES, type Job, type Progress } from '@fusionbridge/core';
import { concat, defer, type Observable, of, Subject } from 'rxjs';
import type { JobEvent } from './order.js';

/** A job that is not over: how it is now, who listens, and the handle to stop it. */
export class LiveJob {
  /** Resolves with the job as it ended, whatever the end. */
  readonly ended: Promise<Job>;
  /** Its plan and first attempt are on disk. */
  begun = false;
  private readonly changes = new Subject<JobEvent>();
  private readonly queueing = new AbortController();
  private readonly working = new AbortController();
  private resolveEnded: (job: Job) => void = () => undefined;
  private listeners = 1;
  private grace: NodeJS.Timeout | null = null;
  private nobodyWaits = false;

  constructor(private current: Job) {
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  get job(): Job {
    return this.current;
  }

  get over(): boolean {
    return FINAL_STATES.has(this.current.state);
  }

  /** Aborts the work, with a `BridgeError` as its reason. */
  get signal(): AbortSignal {
    return this.working.signal;
  }

  /** Aborts only while the job waits for its turn: a running one keeps its place until it has really ended. */
  get queueSignal(): AbortSignal {
    return this.queueing.signal;
  }

  /** The last listener has gone: what is not bought yet shall not be bought. */
  get unwanted(): boolean {
    return this.nobodyWaits;
  }

  /** How it is now, then every change; completes after the end. */
  get events(): Observable<JobEvent> {
    return defer(() => concat(of<JobEvent>({ type: 'state', job: this.current }), this.changes));
  }

  change(to: Pick<Job, 'state'> & Partial<Job>): void {
    this.set({ ...this.current, ...to }, 'state');
  }

  attempt(attempt: Attempt): void {
    const attempts = [...this.current.attempts];
    attempts[attempt.index] = attempt;
    this.set({ ...this.current, attempts }, 'attempt');
  }

  progress(progress: Progress): void {
    this.set({ ...this.current, progress }, 'progress');
  }

  /** The final state. Nothing changes after it. */
  end(to: Partial<Job> & Pick<Job, 'state'>): void {
    this.clearGrace();
    this.change(to);
    this.changes.complete();
    this.resolveEnded(this.current);
  }

  /** Takes it out of the queue, or aborts the work. The first reason counts. */
  stop(reason: BridgeError): void {
    this.working.abort(reason);
    if (this.current.state === 'queued') {
      this.queueing.abort(reason);
    }
  }

  join(): void {
    this.listeners += 1;
    this.nobodyWaits = false;
    this.clearGrace();
  }

  /**
   * One listener goes. When it was the last, and nobody comes back within `graceMs`, the job is `unwanted` and
   * `onUnwanted` is called.
   */
  leave(graceMs: number, onUnwanted: () => void): void {
    this.listeners = Math.max(0, this.listeners - 1);
    if (this.listeners > 0 || this.over) {
      return;
    }
    const giveUp = (): void => {
      this.nobodyWaits = true;
      onUnwanted();
    };
    this.clearGrace();
    if (graceMs <= 0) {
      giveUp();
      return;
    }
    this.grace = setTimeout(giveUp, graceMs);
    this.grace.unref();
  }

  private set(job: Job, type: JobEvent['type']): void {
    if (this.over) {
      return;
    }
    this.current = job;
    this.changes.next({ type, job });
  }

  private clearGrace(): void {
    if (this.grace !== null) {
      clearTimeout(this.grace);
      this.grace = null;
    }
  }
}
