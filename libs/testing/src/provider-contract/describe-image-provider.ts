import { describeFaults } from './faults.suite.js';
import { describePictures } from './pictures.suite.js';
import type { ProviderBench, ProviderDifferences, RunningBench } from './provider-bench.js';
import { describeRequests } from './request.suite.js';
import { describeStopping } from './stopping.suite.js';

/**
 * The one contract suite for adapters. Each adapter's spec calls it with a bench that puts the adapter in front of a
 * vendor a test can command; what is different about a vendor is said in `differences`, never by a condition on its
 * name. The vendor must know LoRAs called `lora-0`, `lora-1`, … as many as the adapter claims to take.
 */
export function describeImageProvider(
  name: string,
  bench: ProviderBench,
  differences: ProviderDifferences,
): void {
  describe(`${name} keeps the contract of an adapter`, () => {
    let running: RunningBench;
    const current = (): RunningBench => running;

    beforeEach(async () => {
      running = await bench.start();
    });

    afterEach(async () => {
      await running.close();
    });

    describeRequests(current, differences);
    describePictures(current);
    describeStopping(current, differences);
    describeFaults(current, bench, differences);
  });
}
