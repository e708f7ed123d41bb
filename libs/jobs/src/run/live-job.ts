import { type Attempt, BridgeError, FINAL_STATES, type Job, type Progress } from '@fusionbridge/core';
import type { Prepared } from '@fusionbridge/planning';
import { concat, defer, type Observable, of, Subject } from 'rxjs';
import type { JobEvent } from '../order.js';

/** An unfinished job: its current state, its listeners, and the means to stop it. */
export class LiveJob {
  /** Resolves once nobody waits for it any more: its order goes on in the background, or it is over. */
  readonly released: Promise<void>;
  /** Why those who waited were told of a failure while an order goes on; null while nobody was. */
  interruption: BridgeError | null = null;
  /** Its own caller has stopped it. */
  isCancelled = false;
  /** How it was prepared when it came; null where nothing needed that before its turn. */
  prepared: Prepared | null = null;
  /** True once its plan and first attempt are stored. */
  begun = false;
  private readonly changes = new Subject<JobEvent>();
  private readonly queueing = new AbortController();
  private working = new AbortController();
  private ending = new PendingEnd();
  private release: () => void = () => undefined;
  private listeners = 1;
  private grace: NodeJS.Timeout | null = null;
  private nobodyWaits = false;

  constructor(private current: Job) {
    this.released = new Promise((resolve) => {
      this.release = resolve;
    });
  }

  /** Resolves with the job as it ended, whatever the end, or as it is when those who wait are told that it failed. */
  get ended(): Promise<Job> {
    return this.ending.promise;
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

  /** Aborts only while the job is queued: a running one keeps its slot until it has actually ended. */
  get queueSignal(): AbortSignal {
    return this.queueing.signal;
  }

  /** The last listener has left: nothing more may be bought. */
  get unwanted(): boolean {
    return this.nobodyWaits;
  }

  /** Emits the current state, then every change; completes after the end. */
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
    this.ending.resolve(this.current);
    this.release();
  }

  /** Whoever waits is told that it failed, while its order goes on for nobody. Does not change the job itself. */
  tell(failure: Pick<Job, 'error' | 'attempts'>, reason: BridgeError): void {
    const { ending } = this;
    this.interruption ??= reason;
    this.ending = new PendingEnd();
    this.listeners = 0;
    this.nobodyWaits = true;
    this.clearGrace();
    ending.resolve({ ...this.current, ...failure, state: 'failed', finishedAt: Date.now() });
    this.release();
  }

  /** Goes on after all, with attempts as they are given. */
  reopen(attempts: readonly Attempt[]): void {
    this.working = new AbortController();
    this.change({ state: 'running', attempts });
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
   * Removes one listener. If it was the last and none joins within `graceMs`, the job becomes `unwanted` and
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

/** A promise of the end of a job, and what fulfils it. */
class PendingEnd {
  readonly promise: Promise<Job>;
  private fulfil: (job: Job) => void = () => undefined;

  constructor() {
    this.promise = new Promise((resolve) => {
      this.fulfil = resolve;
    });
  }

  resolve(job: Job): void {
    this.fulfil(job);
  }
}
