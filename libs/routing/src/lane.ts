import {
  type BridgeError,
  type Candidate,
  doneWithin,
  type Progress,
  type ProviderError,
} from '@fusionbridge/core';
import type { RunContext } from './delivery.js';

/** Result of an attempt at one candidate; no error means success. */
export interface Ended {
  readonly candidate: Candidate;
  readonly error: ProviderError | null;
}

/** One of two concurrent attempts, and its progress. */
export class Lane {
  readonly ended: Promise<Ended>;
  /** Resolves when the vendor begins to work on it, or when it ends. */
  readonly begun: Promise<void>;
  private readonly own = new AbortController();
  private phase: Progress['phase'];
  private succeeded = false;
  private resolveBegun: () => void = () => undefined;
  /** Resolves once the vendor has reported progress, or when it ends. */
  private readonly told: Promise<void>;
  private resolveTold: () => void = () => undefined;

  constructor(
    readonly candidate: Candidate,
    context: RunContext,
    attempt: (context: RunContext) => Promise<ProviderError | null>,
  ) {
    this.begun = new Promise((resolve) => {
      this.resolveBegun = resolve;
    });
    this.told = new Promise((resolve) => {
      this.resolveTold = resolve;
    });
    const signal = AbortSignal.any([context.signal, this.own.signal]);
    const onProgress = (progress: Progress): void => {
      this.note(progress);
      context.onProgress(progress);
    };
    this.ended = attempt({ ...context, signal, onProgress }).then((error) => this.end(error));
  }

  /** In progress or delivered. */
  get isAhead(): boolean {
    return this.succeeded || this.phase === 'working';
  }

  get isCalledOff(): boolean {
    return this.own.signal.aborted;
  }

  /** True after `ms` in the vendor's queue, or once it reports so later; false if it began or ended before. */
  async waitsFor(ms: number): Promise<boolean> {
    await doneWithin(this.begun, ms);
    await this.told;
    return this.phase === 'queued';
  }

  callOff(reason: BridgeError): void {
    this.own.abort(reason);
  }

  private note({ phase }: Progress): void {
    this.phase = phase ?? this.phase;
    if (this.phase !== undefined) {
      this.resolveTold();
    }
    if (this.phase === 'working') {
      this.resolveBegun();
    }
  }

  private end(error: ProviderError | null): Ended {
    this.succeeded = error === null;
    this.phase = undefined;
    this.resolveTold();
    this.resolveBegun();
    return { candidate: this.candidate, error };
  }
}
