import type { ProviderDifferences, RunningBench } from './provider-bench.js';
import { orderFor, place } from './order.js';
import { failureOf, Witness } from './witness.js';

/** Progress, and being stopped at any time. */
export function describeStopping(bench: () => RunningBench, differences: ProviderDifferences): void {
  const capabilities = (): ReturnType<RunningBench['provider']['capabilities']> =>
    bench().provider.capabilities(bench().vendorModel);

  describe('while it works', () => {
    it('reports progress where it claims to, and nothing after the end', async () => {
      const witness = new Witness();
      bench().fault('slow');
      const work = place(bench(), orderFor(bench()), witness);
      await bench().working();
      if (capabilities().progress) {
        await witness.firstProgress;
      }
      bench().release();
      await work;
      const reports = witness.progress.length;
      for (const { fraction, preview } of witness.progress) {
        expect(fraction).toBeGreaterThanOrEqual(0);
        expect(fraction).toBeLessThanOrEqual(1);
        expect(preview === null || preview.width > 0).toBe(true);
      }
      expect(reports > 0).toBe(capabilities().progress);
      await place(bench(), orderFor(bench()));
      expect(witness.progress).toHaveLength(reports);
    });

    it('sends nothing when it is stopped before', async () => {
      const witness = new Witness();
      witness.abort();
      const error = await failureOf(place(bench(), orderFor(bench()), witness));
      expect(error).toMatchObject({ kind: 'cancelled', outcome: 'not_sent' });
      expect(bench().state().submissions).toBe(0);
    });

    it('ends at once when it is stopped, and stops the vendor where that saves the work', async () => {
      const witness = new Witness();
      bench().fault('slow');
      const work = failureOf(place(bench(), orderFor(bench()), witness));
      await bench().working();
      witness.abort();
      const error = await work;
      expect(error.kind).toBe('cancelled');
      expect(['unknown', 'accepted']).toContain(error.outcome);
      expect(bench().state()).toMatchObject({
        submissions: 1,
        cancellations: capabilities().cancel === 'free' ? 1 : 0,
      });
    });

    it('can be stopped while it waits for room for the pictures', async () => {
      const witness = new Witness();
      witness.shutDoor();
      const work = failureOf(place(bench(), orderFor(bench()), witness));
      await witness.atTheDoor;
      witness.abort();
      expect(await work).toMatchObject({ kind: 'cancelled', outcome: 'accepted' });
    });

    it('waits for room as long as it takes', async () => {
      const witness = new Witness();
      witness.shutDoor();
      let over = false;
      const work = place(bench(), orderFor(bench()), witness).finally(() => {
        over = true;
      });
      await witness.atTheDoor;
      expect(over).toBe(false);
      witness.letIn();
      expect((await work).pictures).toHaveLength(1);
    });

    if (differences.remote !== false) {
      it('knows that nothing was sent when the vendor is not there', async () => {
        await bench().close();
        const error = await failureOf(place(bench(), orderFor(bench())));
        expect(error).toMatchObject({ kind: 'unavailable', outcome: 'not_sent' });
        const probe = await bench().provider.probe(AbortSignal.timeout(30_000));
        expect(probe).toEqual({ reachable: false, message: expect.stringContaining('cannot be reached') });
      });
    }
  });
}
