import { type ProviderImages, ProviderError } from '@fusionbridge/core';
import { bytesOf } from './canvas.js';
import { orderFor, place } from './order.js';
import type { BenchFault, ProviderDifferences, RunningBench } from './provider-bench.js';

function typed(error: unknown): ProviderError {
  if (error instanceof ProviderError) {
    return error;
  }
  throw error;
}

/** What the vendor hands over in place of the pictures it was asked for. */
export function describeHandedOver(bench: () => RunningBench, differences: ProviderDifferences): void {
  const has = (fault: BenchFault): boolean => differences.faults?.[fault] !== 'absent';

  async function imagesWith(fault: BenchFault, count = 1): Promise<ProviderImages> {
    bench().fault(fault);
    const images = await place(bench(), orderFor(bench(), { count }));
    expect(bench().state().submissions).toBe(1);
    return images;
  }

  describe('when the vendor hands over something else', () => {
    const spoilt = (['black_frame', 'html_picture', 'truncated_picture'] as const).filter(has);
    if (spoilt.length > 0) {
      it.each(spoilt)('hands over a %s as it came, for the router to judge', async (fault) => {
        const { pictures } = await imagesWith(fault);
        expect(pictures).toHaveLength(1);
        const [bytes] = await Promise.all(pictures.map(bytesOf));
        expect(bytes?.byteLength).toBeGreaterThan(0);
      });
    }

    if (has('fewer_pictures')) {
      it('does not make up for pictures that are missing', async () => {
        const { maxCount } = bench().provider.capabilities(bench().vendorModel);
        const count = Math.min(maxCount, 2);
        expect((await imagesWith('fewer_pictures', count)).pictures).toHaveLength(count - 1);
      });
    }

    const huge = differences.faults?.huge_picture ?? { kind: 'bad_response', outcome: 'accepted' };
    if (huge !== 'absent') {
      it('takes no picture that is too large: at most its address, for the router to fetch within bounds', async () => {
        const end = await imagesWith('huge_picture').catch(typed);
        if (end instanceof ProviderError) {
          expect({ kind: end.kind, outcome: end.outcome }).toEqual(huge);
        } else {
          // Not the pictures themselves: nobody wants 12 MiB in a report.
          expect(end.pictures.map((picture) => 'url' in picture)).toEqual([true]);
        }
      });
    }

    if (has('private_picture')) {
      it('trusts no address but the one the operator configured, and goes nowhere itself', async () => {
        const { pictures } = await imagesWith('private_picture');
        expect(pictures).toHaveLength(1);
        for (const picture of pictures) {
          const origin = 'url' in picture ? new URL(picture.url).origin : '';
          expect('url' in picture ? picture.trustedOrigin : null).not.toBe(origin);
        }
      });
    }
  });
}
