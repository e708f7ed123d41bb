import type { Degradation, Range, VendorRequest } from '@fusionbridge/core';
import { plainPicture } from './canvas.js';
import { orderFor } from './order.js';
import { limitsFor, planned } from './planned.js';
import type { RunningBench } from './provider-bench.js';

const NUMBERS = ['steps', 'guidance', 'strength'] as const;
const BEYOND = 7;
const SMALL = { width: 64, height: 64 };

/** Numbers below and above a range, each with the bound that it ends at. */
function beyond({ min, max }: Range): (readonly [asked: number, given: number])[] {
  return [[min - BEYOND, min] as const, [max + BEYOND, max] as const].filter(([asked]) =>
    Number.isFinite(asked),
  );
}

/** Ranges: what is beyond them ends at their bounds, is listed once, and is translated without a further cut. */
export function describeLimits(bench: () => RunningBench): void {
  async function startingFrom(operation: VendorRequest['operation']): Promise<Partial<VendorRequest>> {
    return operation === 'text' ? { operation } : { operation, source: await plainPicture(SMALL) };
  }

  /** What is left out of a request with this in it. */
  async function cutsOf(
    operation: VendorRequest['operation'],
    given: Partial<VendorRequest>,
  ): Promise<{ request: VendorRequest; cuts: Degradation[] }> {
    const asked = orderFor(bench(), { ...(await startingFrom(operation)), ...given });
    const { request, call, degradations } = planned(bench().provider, asked, bench().vendorModel);
    expect(call.degradations ?? []).toEqual([]);
    return { request, cuts: degradations.filter(({ field }) => field in given) };
  }

  describe('at the limits of its capabilities', () => {
    it('is asked for no number beyond its range in any operation, and each cut is listed', async () => {
      const { operations } = bench().provider.capabilities(bench().vendorModel);
      for (const operation of operations) {
        for (const field of NUMBERS) {
          const range = limitsFor(bench(), operation)[field];
          for (const [asked, end] of range === null ? [[5, null] as const] : beyond(range)) {
            const { request, cuts } = await cutsOf(operation, { [field]: asked });
            expect([operation, field, request[field]]).toEqual([operation, field, end]);
            expect(cuts).toMatchObject([
              { field, asked: String(asked), given: end === null ? 'dropped' : String(end) },
            ]);
          }
        }
      }
    });

    it('is asked for no seed that is wider than it takes', async () => {
      const { seed: bits } = bench().provider.capabilities(bench().vendorModel);
      const widest = 2 ** 32 - 1;
      const { request, cuts } = await cutsOf('text', { seed: widest });
      const taken = bits === null ? null : widest % 2 ** bits;
      expect(request.seed).toBe(taken);
      expect(cuts.map(({ given }) => given)).toEqual(
        taken === widest ? [] : [taken === null ? 'dropped' : String(taken)],
      );
    });

    it('is asked for no weight of a LoRA beyond its range', async () => {
      const { loras } = limitsFor(bench(), 'text');
      if (loras === null) {
        return;
      }
      const name = loras.sources.includes('file') ? 'lora-0' : 'https://loras.example/lora-0.safetensors';
      const known = loras.sources.includes('air') && !loras.sources.includes('url') ? 'civitai:1@2' : name;
      for (const [asked, end] of beyond(loras.weight)) {
        const { request, cuts } = await cutsOf('text', { loras: [{ name: known, weight: asked }] });
        expect(request.loras).toMatchObject([{ name: known, weight: end }]);
        expect(cuts).toMatchObject([{ asked: `${known}:${asked}`, given: `${known}:${end}` }]);
      }
    });

    it('is told no quality that it does not know', async () => {
      const { request, cuts } = await cutsOf('text', { quality: 'a-preset-of-nobody' });
      expect(request.quality).toBeNull();
      expect(cuts).toMatchObject([{ field: 'quality', asked: 'a-preset-of-nobody' }]);
    });
  });
}
