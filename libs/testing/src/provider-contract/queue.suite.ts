import { orderFor, place } from './order.js';
import type { BenchFault, ProviderDifferences, RunningBench } from './provider-bench.js';
import { failureOf } from './witness.js';

/** Of a failure nobody knows more than that the vendor ended the order: it never leaves open what became of it. */
const ENDED = ['rejected', 'accepted'];
const NO_FAILURES_OF_THE_VENDOR = ['task_lost', 'timeout', 'cancelled'];

/** Vendors with a queue: what becomes of an order that was taken. */
export function describeQueue(bench: () => RunningBench, differences: ProviderDifferences): void {
  const hasQueue = (): boolean => bench().provider.capabilities(bench().vendorModel).lookup;

  /** The end of an order with this fault, as far as it matters; null where the vendor has no queue. */
  async function endOf(fault: BenchFault): Promise<{ kind: string; outcome: string } | null> {
    if (!hasQueue()) {
      return null;
    }
    bench().fault(fault);
    const error = await failureOf(place(bench(), orderFor(bench())));
    expect(error.message).toContain(bench().provider.id);
    expect(bench().state().submissions).toBe(1);
    return { kind: error.kind, outcome: error.outcome };
  }

  describe('after the vendor took the order', () => {
    const { job_lost: lost, job_failed: failed } = differences.faults ?? {};

    if (lost !== 'absent') {
      it('knows that an order is lost, and does not place it again', async () => {
        const end = await endOf('job_lost');
        expect(end ?? lost).toEqual(hasQueue() ? (lost ?? { kind: 'task_lost', outcome: 'accepted' }) : lost);
      });
    }

    if (failed !== 'absent') {
      it('does not take the end of a failed order for pictures', async () => {
        const end = await endOf('job_failed');
        if (end === null) {
          return;
        }
        expect(failed ?? end).toEqual(end);
        expect(ENDED).toContain(end.outcome);
        expect(NO_FAILURES_OF_THE_VENDOR).not.toContain(end.kind);
      });
    }
  });
}
