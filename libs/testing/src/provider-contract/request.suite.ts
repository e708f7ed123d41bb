import { formatSize } from '@fusionbridge/core';
import type { ProviderDifferences, RunningBench } from './provider-bench.js';
import { orderFor } from './order.js';

/** What an adapter says of itself and of a request, before anything is sent. */
export function describeRequests(bench: () => RunningBench, differences: ProviderDifferences): void {
  describe('before it sends anything', () => {
    it('has an id, is configured, and claims nothing that contradicts itself', () => {
      const { provider, vendorModel } = bench();
      const capabilities = provider.capabilities(vendorModel);
      expect(provider.id).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
      expect(provider.configured()).toBe(true);
      expect(capabilities.maxCount).toBeGreaterThanOrEqual(1);
      expect(capabilities.operations).toContain('text');
      expect(capabilities.loras?.max ?? 1).toBeGreaterThan(0);
      expect(capabilities.loras?.sources ?? ['none']).not.toEqual([]);
      expect(capabilities.operations.includes('inpaint')).toBe(capabilities.mask !== 'none');
      expect(capabilities.lookup).toBe(provider.follow !== undefined);
      expect(capabilities.formats.length).toBeGreaterThan(0);
    });

    it('translates without sending, without changing the request, and the same each time', () => {
      const { provider, vendorModel, state } = bench();
      const request = orderFor(bench());
      const before = structuredClone(request);
      const first = provider.translate(request, vendorModel);
      expect(provider.translate(request, vendorModel).wire).toEqual(first.wire);
      expect(request).toEqual(before);
      expect(first.degradations ?? []).toEqual([]);
      expect(state().submissions).toBe(0);
    });

    it('shows what it will send without the key', () => {
      const { provider, vendorModel } = bench();
      const shown = JSON.stringify(provider.translate(orderFor(bench()), vendorModel).wire);
      expect(shown).toContain('a red fox in the snow');
      if (differences.secret !== null) {
        expect(shown).not.toContain(differences.secret);
      }
    });

    it('can be probed for nothing', async () => {
      const probe = await bench().provider.probe(AbortSignal.timeout(30_000));
      expect(probe).toEqual({ reachable: true, message: expect.stringMatching(/\w/) });
      expect(bench().state()).toMatchObject({ submissions: 0, charges: 0 });
    });

    it('asks for the size in the words of the request', () => {
      const request = orderFor(bench());
      const { provider, vendorModel } = bench();
      const shown = JSON.stringify(provider.translate(request, vendorModel).wire);
      const size = request.size ?? { width: 0, height: 0 };
      const named =
        shown.replaceAll('*', 'x').includes(formatSize(size)) ||
        shown.includes(`"width":${size.width}`) ||
        Math.abs(ratioIn(shown) - size.width / size.height) < 0.05;
      expect(named).toBe(true);
    });
  });
}

/** Width by height where the vendor takes a shape only; NaN where it does not. */
function ratioIn(shown: string): number {
  const [, width, height] = /"aspect_?ratio":"(\d+):(\d+)"/i.exec(shown) ?? [];
  return Number(width) / Number(height);
}
