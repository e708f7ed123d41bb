import { isBlameless } from '@fusionbridge/core';
import { orderFor, place } from './order.js';
import type { BenchFault, ProviderDifferences, RunningBench } from './provider-bench.js';
import { expectSecrecy } from './secrecy.js';
import { failureOf, Witness } from './witness.js';

/** What a vendor says no to because of what it was asked, not because of how it does. */
const OF_THE_REQUEST = ['invalid_request', 'content_policy'] as const satisfies readonly BenchFault[];

/** Whose fault a failure is: the request's never counts against the vendor, the operator's names a setting. */
export function describeBlame(bench: () => RunningBench, differences: ProviderDifferences): void {
  const faults = OF_THE_REQUEST.filter((fault) => differences.faults?.[fault] !== 'absent');
  const refused = Object.entries(differences.refused ?? {});
  const { strangeModel } = differences;

  describe('when the vendor is not at fault', () => {
    if (faults.length > 0) {
      it.each(faults)('does not hold %s against it', async (fault) => {
        bench().fault(fault);
        const { kind } = await failureOf(place(bench(), orderFor(bench())));
        expect({ kind, isBlameless: isBlameless(kind) }).toEqual({ kind, isBlameless: true });
      });
    }

    if (refused.length > 0) {
      it.each(refused)('does not hold %s against it', async (_what, given) => {
        const error = await failureOf(place(bench(), orderFor(bench(), given)));
        expect({ kind: error.kind, isBlameless: isBlameless(error.kind) }).toEqual({
          kind: error.kind,
          isBlameless: true,
        });
        expect(error.outcome).toBe('rejected');
      });
    }

    if (strangeModel !== undefined) {
      it('names the setting where the operator chose a model that it does not have', async () => {
        const witness = new Witness();
        const stranger = { ...bench(), vendorModel: strangeModel };
        const error = await failureOf(place(stranger, orderFor(stranger), witness));
        expect(error).toMatchObject({
          kind: 'configuration',
          outcome: expect.stringMatching(/^(?:not_sent|rejected)$/),
          setting: expect.stringMatching(/\w/),
        });
        expect(bench().state().charges).toBe(0);
        expectSecrecy(differences, error, witness);
      });
    }
  });
}
