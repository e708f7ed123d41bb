import type {
  BenchFault,
  Expectation,
  ProviderBench,
  ProviderDifferences,
  RunningBench,
} from './provider-bench.js';
import { orderFor, place } from './order.js';
import {
  ASKED_DELAY_MS,
  ENDING_FAULTS,
  type EndingFault,
  HANGS,
  usualExpectation,
} from './usual-expectations.js';
import { expectSecrecy } from './secrecy.js';
import { failureOf, Witness } from './witness.js';

/** What is to become of a fault with this vendor. */
function expectationOf(
  fault: EndingFault,
  running: RunningBench,
  differences: ProviderDifferences,
): Expectation {
  const { lookup } = running.provider.capabilities(running.vendorModel);
  const special = differences.faults?.[fault];
  return special === undefined || special === 'absent' ? usualExpectation(fault, lookup) : special;
}

/** Every way to fail: the right kind, the right outcome, never a second order, never the key. */
export function describeFaults(
  bench: () => RunningBench,
  makers: ProviderBench,
  differences: ProviderDifferences,
): void {
  const has = (fault: BenchFault): boolean => differences.faults?.[fault] !== 'absent';
  const ending = ENDING_FAULTS.filter(has);
  const quick = ending.filter((name) => !HANGS.includes(name));
  const hanging = ending.filter((name) => HANGS.includes(name));

  async function expectFailure(running: RunningBench, fault: EndingFault): Promise<void> {
    const expected = expectationOf(fault, running, differences);
    const witness = new Witness();
    running.fault(fault);
    const error = await failureOf(place(running, orderFor(running), witness));
    expect({ kind: error.kind, outcome: error.outcome }).toEqual(expected);
    expect(error.provider).toBe(running.provider.id);
    expect(error.message).toContain(running.provider.id);
    expect(running.state().submissions).toBe(1);
    expectSecrecy(differences, error, witness);
  }

  describe('when the vendor fails', () => {
    if (quick.length > 0) {
      it.each(quick)('types %s and orders only once', async (fault) => {
        await expectFailure(bench(), fault);
        expect((await place(bench(), orderFor(bench()))).pictures).toHaveLength(1);
      });
    }

    if (hanging.length > 0) {
      it('gives up when its time is over, whether the vendor took the work or not', async () => {
        await Promise.all(
          hanging.map(async (fault) => {
            const impatient = await makers.start({ timeoutSeconds: 1 });
            try {
              await expectFailure(impatient, fault);
            } finally {
              await impatient.close();
            }
          }),
        );
      });
    }

    if (has('rate_limited')) {
      it('passes on how long the vendor asks to wait, and only then', async () => {
        bench().fault('rate_limited');
        bench().fault('rate_limited_without_delay');
        const told = await failureOf(place(bench(), orderFor(bench())));
        const untold = await failureOf(place(bench(), orderFor(bench())));
        expect([told.retryAfterMs, untold.retryAfterMs]).toEqual([ASKED_DELAY_MS, null]);
      });
    }

    if (has('unauthorized')) {
      it('does not ask for room for pictures to read a refusal', async () => {
        const witness = new Witness();
        bench().fault('unauthorized');
        await failureOf(place(bench(), orderFor(bench()), witness));
        expect(witness.slotsEntered).toBe(0);
      });
    }
  });
}
