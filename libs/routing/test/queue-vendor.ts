import { once } from 'node:events';
import {
  type AttemptContext,
  type ProviderCapabilities,
  ProviderError,
  type ProviderImages,
} from '@fusionbridge/core';
import { FakeProvider } from '@fusionbridge/testing';
import { png } from './bench.js';

/** A vendor with a queue, whose work a test moves on. */
export class QueueVendor extends FakeProvider {
  /** Orders that were taken back while they waited. */
  cancelled = 0;
  readonly ordered: Promise<void>;
  readonly orderedAgain: Promise<void>;
  private readonly noteOrders: (() => void)[] = [];
  private context: AttemptContext | null = null;
  private readonly moves = new EventTarget();
  private ending: ProviderError | null = null;

  constructor(id: string, differs: Partial<ProviderCapabilities> = {}) {
    super(
      id,
      async () => ({ kind: 'task', taskId: `${id}-task` }),
      { cancel: 'free', lookup: true, ...differs },
      (_task, context) => this.wait(context),
    );
    this.ordered = new Promise((resolve) => this.noteOrders.push(resolve));
    this.orderedAgain = new Promise((resolve) => this.noteOrders.push(resolve));
  }

  async cancel(): Promise<void> {
    this.cancelled += 1;
  }

  /** The vendor begins to work on the order. */
  begin(): void {
    this.report('working');
  }

  /** The vendor is done, or fails. */
  end(error: ProviderError | null = null): void {
    this.ending = error;
    this.moves.dispatchEvent(new Event('end'));
  }

  private async wait(context: AttemptContext): Promise<ProviderImages> {
    this.context = context;
    this.ending = null;
    this.report('queued');
    this.noteOrders.shift()?.();
    await once(this.moves, 'end', { signal: context.signal }).catch(async () => {
      await this.cancel();
      this.ending = this.failure('cancelled', 'accepted');
    });
    if (this.ending !== null) {
      throw this.ending;
    }
    const pictures = [{ bytes: await png(), seed: 5, flagged: false }];
    return { pictures, cost: { usd: 0.04, source: 'reported' }, degradations: [] };
  }

  private report(phase: 'queued' | 'working'): void {
    this.context?.onProgress({ fraction: 0, step: null, steps: null, preview: null, phase, note: phase });
  }

  failure(kind: ProviderError['kind'], outcome: ProviderError['outcome']): ProviderError {
    return new ProviderError({ provider: this.id, kind, outcome, message: `${this.id} says ${kind}` });
  }
}
